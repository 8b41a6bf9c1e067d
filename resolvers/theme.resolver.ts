import { Resolver } from "type-graphql";
import { Activity, Event } from "../entities/activity.js";
import { Thing } from "../entities/base.js";
import { Document, Topic } from "../entities/document.js";
import { InfrastructureSystem } from "../entities/infrastructure.js";
import { MediaOutput } from "../entities/media.js";
import { PlannedTask, Programme } from "../entities/plan.js";
import { EvaluationPoint } from "../entities/report.js";
import { Theme } from "../entities/theme.js";
import { Collection } from "./collection.js";
import type { Entity } from "./model/columns.js";
import { linked } from "./model/model.js";

const on = (entity: Entity, description: string) => linked(entity, "from", description, "ON_THEME");

@Resolver(() => Theme)
@Collection(Theme, {
  term: "Chuyên đề: matters that run through the work and its reports, whatever their sections.",
  example: "{ nodes { name documents { totalCount } activities { totalCount } } }",
  relations: {
    things: on(Thing, "Đối tượng: everything that belongs to it, of every kind."),
    documents: on(Document, "Văn bản: the documents that belong to it."),
    topics: on(Topic, "Chủ đề văn bản: what documents on it that are only counted were about."),
    programmes: on(Programme, "Chương trình: the programmes that belong to it."),
    activities: on(Activity, "Hoạt động: what was done about it."),
    events: on(Event, "Sự kiện: the events that belong to it."),
    tasks: on(PlannedTask, "Nhiệm vụ: the planned tasks that belong to it."),
    systems: on(InfrastructureSystem, "Hệ thống: the systems that serve it."),
    outputs: on(MediaOutput, "Sản phẩm truyền thông: what was made for the public on it."),
    evaluations: on(EvaluationPoint, "Đánh giá: the points of evaluation that speak of it."),
  },
})
export class ThemeResolver {}
