import { Resolver } from "type-graphql";
import { Event } from "../entities/activity.js";
import { Agency, Place } from "../entities/agency.js";
import { Thing } from "../entities/base.js";
import { CitizenReception, Inspection, Sanction } from "../entities/inspection.js";
import { Collection } from "./collection.js";
import { linked, many, one } from "./model/model.js";

@Resolver(() => Inspection)
@Collection(Inspection, {
  term: "Thanh tra, kiểm tra: inspections that reports mention.",
  example: "{ nodes { name source { section lineStart } } }",
  relations: {
    lead: one(Agency, "leadId", "Cơ quan chủ trì: the body that led it."),
    place: one(Place, "placeId", "Địa bàn: where it was held."),
    partners: linked(Thing, "to", "Đơn vị phối hợp: who took part.", "PARTNERS_WITH"),
    sanctions: many(Sanction, "inspectionId", "Xử phạt: the sanctions that came of it."),
  },
})
export class InspectionResolver {}

@Resolver(() => Sanction)
@Collection(Sanction, {
  term: "Xử phạt vi phạm hành chính: sanctions that reports mention.",
  example: "{ nodes { name source { section lineStart } } }",
  relations: {
    inspection: one(Inspection, "inspectionId", "Cuộc kiểm tra: the inspection that it came of."),
    agency: one(Agency, "agencyId", "Cơ quan: the body that decided it."),
  },
})
export class SanctionResolver {}

@Resolver(() => CitizenReception)
@Collection(CitizenReception, {
  term: "Tiếp công dân: registers of citizens received, heard or answered.",
  example: "{ nodes { name source { section lineStart } } }",
  relations: {
    agency: one(Agency, "agencyId", "Cơ quan: the body that received them."),
    concerns: linked(Thing, "to", "Liên quan: what they were heard about.", "CONCERNS"),
    events: linked(Event, "to", "Sự kiện: the events that it was held for."),
  },
})
export class CitizenReceptionResolver {}
