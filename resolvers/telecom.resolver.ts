import { Resolver } from "type-graphql";
import { Activity } from "../entities/activity.js";
import { Agency, Place } from "../entities/agency.js";
import { Thing } from "../entities/base.js";
import { Document } from "../entities/document.js";
import { InfrastructureSystem } from "../entities/infrastructure.js";
import { PlannedTask } from "../entities/plan.js";
import { Licence, Operator } from "../entities/telecom.js";
import { Collection } from "./collection.js";
import { linked, many, one } from "./model/model.js";

@Resolver(() => Operator)
@Collection(Operator, {
  term: "Doanh nghiệp bưu chính, viễn thông: post and telecom operators and their branches.",
  example: "(first: 5) { nodes { name sector licences { totalCount } } }",
  relations: {
    parent: one(Operator, "parentId", "Doanh nghiệp mẹ: the operator it is a branch of."),
    branches: many(Operator, "parentId", "Chi nhánh: its branches."),
    place: one(Place, "placeId", "Địa bàn: the area it works in."),
    systems: many(InfrastructureSystem, "operatorId", "Hệ thống: the systems it operates."),
    licences: many(Licence, "holderId", "Giấy phép: the licences it holds or asked for."),
    issuedDocuments: many(Document, "issuingOperatorId", "Văn bản ban hành: the documents it issued."),
    documents: linked(Document, "from", "Văn bản liên quan: the documents sent to it or about it."),
    tasks: linked(PlannedTask, "from", "Nhiệm vụ liên quan: the planned tasks that touch it."),
    activities: linked(Activity, "from", "Hoạt động liên quan: what was done with it or about it."),
  },
})
export class OperatorResolver {}

@Resolver(() => Licence)
@Collection(Licence, {
  term: "Giấy phép, giấy chứng nhận: acts of licensing that the source reports.",
  example: "(first: 5) { nodes { name kind action } }",
  relations: {
    holder: one(Thing, "holderId", "Chủ giấy phép: who holds the licence or asked for it."),
    place: one(Place, "placeId", "Địa bàn: where it holds."),
    agency: one(Agency, "agencyId", "Cơ quan: the body that took part in the act."),
    documents: linked(Document, "to", "Văn bản liên quan: the documents that it rests on."),
  },
})
export class LicenceResolver {}
