import { Resolver } from "type-graphql";
import { Agency } from "../entities/agency.js";
import { Thing } from "../entities/base.js";
import { Document } from "../entities/document.js";
import { Period } from "../entities/indicator.js";
import { InfrastructureSystem } from "../entities/infrastructure.js";
import { PlannedTask } from "../entities/plan.js";
import { Project } from "../entities/project.js";
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
    touches: linked(Thing, "to", "Liên quan: everything it touches."),
    documents: linked(Document, "to", "Văn bản: the documents it rests on or speaks of."),
    systems: linked(InfrastructureSystem, "to", "Hệ thống: the systems it touches."),
    projects: linked(Project, "to", "Dự án: the projects it touches."),
    operators: linked(Operator, "to", "Doanh nghiệp: the operators it touches."),
    agencies: linked(Agency, "to", "Cơ quan: the bodies it touches."),
  },
})
export class PlannedTaskResolver {}
