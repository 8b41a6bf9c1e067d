import { Resolver } from "type-graphql";
import { Activity, Event } from "../entities/activity.js";
import { Agency } from "../entities/agency.js";
import { Thing } from "../entities/base.js";
import { Document, Topic } from "../entities/document.js";
import { PlannedTask, Programme } from "../entities/plan.js";
import { Operator } from "../entities/telecom.js";
import { Collection } from "./collection.js";
import { linked, many, one } from "./model/model.js";

@Resolver(() => Document)
@Collection(Document, {
  term: "Văn bản: documents that the reporting body issued, submitted, received or refers to.",
  example:
    "(where: { type: { eq: DECISION } }, orderBy: [{ issuedOn: DESC }], first: 5) { nodes { number title issuedOn } }",
  relations: {
    issuer: one(Agency, "issuerId", "Cơ quan ban hành: the body that issued it."),
    issuingOperator: one(
      Operator,
      "issuingOperatorId",
      "Doanh nghiệp ban hành: the operator that issued it, where no body did.",
    ),
    statedIssuer: one(
      Agency,
      "statedIssuerId",
      "Cơ quan ban hành theo nguồn: whom the source calls the issuer, where that is another body.",
    ),
    amends: linked(Document, "to", "Sửa đổi: the documents that it amends.", "AMENDS"),
    amendedBy: linked(Document, "from", "Được sửa đổi bởi: the documents that amend it.", "AMENDS"),
    implements: linked(Document, "to", "Triển khai: the documents that it carries out.", "IMPLEMENTS"),
    implementedBy: linked(
      Document,
      "from",
      "Được triển khai bởi: the documents that carry it out.",
      "IMPLEMENTS",
    ),
    repliesTo: linked(Document, "to", "Phúc đáp: the documents that it answers.", "REPLIES_TO"),
    repliedToBy: linked(Document, "from", "Được phúc đáp bởi: the documents that answer it.", "REPLIES_TO"),
    draftOf: linked(Document, "to", "Dự thảo của: the document that was issued from it.", "DRAFT_OF"),
    drafts: linked(Document, "from", "Dự thảo: the drafts that it was issued from.", "DRAFT_OF"),
    basedOn: linked(Document, "to", "Căn cứ: the documents that it rests on.", "BASED_ON"),
    addressees: linked(Thing, "to", "Nơi gửi: whom it was sent to.", "ADDRESSED_TO"),
    concerns: linked(Thing, "to", "Liên quan: what it is about.", "CONCERNS"),
    citedBy: linked(
      Thing,
      "from",
      "Được dẫn bởi: everything that rests on it, carries it out, changes it or speaks of it.",
    ),
    tasks: linked(PlannedTask, "from", "Nhiệm vụ: the planned tasks that rest on it or speak of it."),
    activities: linked(Activity, "from", "Hoạt động: what was done about it."),
    events: linked(Event, "to", "Sự kiện: the events that it is about."),
    products: linked(Thing, "to", "Kết quả: what it puts in force or came out of it.", "PRODUCES"),
    programmes: linked(Programme, "to", "Chương trình: the programmes that it serves.", "SERVES"),
    establishes: many(Programme, "documentId", "Chương trình ban hành: the programmes that it lays down."),
  },
})
export class DocumentResolver {}

@Resolver(() => Topic)
@Collection(Topic, {
  term: "Chủ đề văn bản: subjects on which documents were issued that the source only counts.",
  example: "(first: 5) { nodes { name source { section lineStart } } }",
  relations: {
    issuer: one(Agency, "issuerId", "Cơ quan ban hành: the body that issued them."),
    addressees: linked(Thing, "to", "Nơi gửi: whom they were sent to.", "ADDRESSED_TO"),
    concerns: linked(Thing, "to", "Liên quan: what they were about.", "CONCERNS"),
    events: linked(Event, "to", "Sự kiện: the events that they were about."),
  },
})
export class TopicResolver {}
