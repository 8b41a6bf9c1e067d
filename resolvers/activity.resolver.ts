import { Resolver } from "type-graphql";
import { Activity, Event } from "../entities/activity.js";
import { Agency } from "../entities/agency.js";
import { Thing } from "../entities/base.js";
import { Document, Topic } from "../entities/document.js";
import { CitizenReception } from "../entities/inspection.js";
import { MediaOutput } from "../entities/media.js";
import { PlannedTask, Programme } from "../entities/plan.js";
import { EvaluationPoint } from "../entities/report.js";
import { Operator } from "../entities/telecom.js";
import { Collection } from "./collection.js";
import { linked, one } from "./model/model.js";

@Resolver(() => Event)
@Collection(Event, {
  term: "Sự kiện: meetings, ceremonies, elections, holidays and campaigns.",
  example: "(where: { kind: { eq: CAMPAIGN } }) { nodes { name source { section lineStart } } }",
  relations: {
    activities: linked(Activity, "from", "Hoạt động: what was done for it."),
    documents: linked(Document, "from", "Văn bản: the documents about it."),
    topics: linked(
      Topic,
      "from",
      "Chủ đề văn bản: what documents about it that are only counted were about.",
    ),
    events: linked(Event, "from", "Sự kiện liên quan: the events held about it."),
    outputs: linked(MediaOutput, "from", "Sản phẩm truyền thông: what was made for the public about it."),
    receptions: linked(CitizenReception, "from", "Tiếp công dân: the receptions of citizens held for it."),
    tasks: linked(PlannedTask, "from", "Nhiệm vụ: the planned tasks that touch it."),
    evaluations: linked(EvaluationPoint, "from", "Đánh giá: the points of evaluation that speak of it."),
    programmes: linked(Programme, "to", "Chương trình: the programmes that it serves.", "SERVES"),
    partners: linked(Thing, "to", "Đơn vị phối hợp: who held it together.", "PARTNERS_WITH"),
    concerns: linked(Thing, "to", "Liên quan: what it was about.", "CONCERNS"),
  },
})
export class EventResolver {}

@Resolver(() => Activity)
@Collection(Activity, {
  term: "Hoạt động: results that the source reports without a figure.",
  example: "(where: { status: { eq: DONE } }, first: 5) { nodes { title source { section } } }",
  relations: {
    agency: one(Agency, "agencyId", "Cơ quan thực hiện: the body that did it."),
    partners: linked(Thing, "to", "Đơn vị phối hợp: who it was done with.", "PARTNERS_WITH"),
    concerns: linked(Thing, "to", "Liên quan: what it was about.", "CONCERNS"),
    documents: linked(Document, "to", "Văn bản: the documents it rests on, speaks of or produced."),
    events: linked(Event, "to", "Sự kiện: the events it was done for."),
    operators: linked(Operator, "to", "Doanh nghiệp: the operators it was done with or about."),
    products: linked(Thing, "to", "Kết quả: what came out of it.", "PRODUCES"),
    addressees: linked(Thing, "to", "Nơi gửi: whom it was directed or sent to.", "ADDRESSED_TO"),
    programmes: linked(Programme, "to", "Chương trình: the programmes that it serves.", "SERVES"),
  },
})
export class ActivityResolver {}
