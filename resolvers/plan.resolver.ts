import { Resolver } from "type-graphql";
import { Activity, Event } from "../entities/activity.js";
import { Agency } from "../entities/agency.js";
import { Thing } from "../entities/base.js";
import { Document } from "../entities/document.js";
import { Period } from "../entities/indicator.js";
import { InfrastructureSystem } from "../entities/infrastructure.js";
import { PlannedTask, Programme } from "../entities/plan.js";
import { BidPackage, Project } from "../entities/project.js";
import { Operator } from "../entities/telecom.js";
import { Collection } from "./collection.js";
import { linked, many, one } from "./model/model.js";

@Resolver(() => PlannedTask)
@Collection(PlannedTask, {
  term: "Nhiệm vụ kế hoạch: tasks set for the period ahead.",
  example: "(orderBy: [{ number: ASC }], first: 5) { nodes { number title } }",
  relations: {
    period: one(Period, "periodId", "Kỳ kế hoạch: the period it is planned for."),
    parent: one(PlannedTask, "parentId", "Nhiệm vụ lớn: the task it is a part of."),
    children: many(PlannedTask, "parentId", "Nhiệm vụ thành phần: its parts."),
    responsible: one(Agency, "responsibleId", "Cơ quan chịu trách nhiệm: the body that answers for it."),
    touches: linked(Thing, "to", "Liên quan: everything it touches, its programmes and themes too."),
    documents: linked(Document, "to", "Văn bản: the documents it rests on or speaks of."),
    systems: linked(InfrastructureSystem, "to", "Hệ thống: the systems it touches."),
    projects: linked(Project, "to", "Dự án: the projects it touches."),
    operators: linked(Operator, "to", "Doanh nghiệp: the operators it touches."),
    agencies: linked(Agency, "to", "Cơ quan: the bodies it touches."),
    addressees: linked(Thing, "to", "Nơi gửi: whom its outcome goes to.", "ADDRESSED_TO"),
    programmes: linked(Programme, "to", "Chương trình: the programmes that it serves.", "SERVES"),
  },
})
export class PlannedTaskResolver {}

@Resolver(() => Programme)
@Collection(Programme, {
  term: "Chương trình, đề án, quy hoạch: undertakings above single documents and projects, which they serve.",
  example: "{ nodes { name level documents { nodes { number title } } } }",
  relations: {
    owner: one(Agency, "ownerId", "Cơ quan chủ trì: the body that it belongs to; null where no source says."),
    document: one(Document, "documentId", "Văn bản ban hành: the document that lays it down."),
    servedBy: linked(Thing, "from", "Phục vụ chương trình: everything that serves it.", "SERVES"),
    documents: linked(Document, "from", "Văn bản: the documents that serve it.", "SERVES"),
    tasks: linked(PlannedTask, "from", "Nhiệm vụ: the planned tasks that serve it.", "SERVES"),
    projects: linked(Project, "from", "Dự án: the projects that serve it.", "SERVES"),
    packages: linked(BidPackage, "from", "Gói thầu: the bid packages that serve it.", "SERVES"),
    activities: linked(Activity, "from", "Hoạt động: what was done for it.", "SERVES"),
    events: linked(Event, "from", "Sự kiện: the events held for it.", "SERVES"),
    agencies: linked(Agency, "from", "Cơ quan: the bodies set up for it.", "SERVES"),
  },
})
export class ProgrammeResolver {}
