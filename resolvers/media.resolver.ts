import { Resolver } from "type-graphql";
import { Activity, Event } from "../entities/activity.js";
import { Agency, Place } from "../entities/agency.js";
import { Thing } from "../entities/base.js";
import { MediaOutlet, MediaOutput } from "../entities/media.js";
import { InfrastructureSystem } from "../entities/infrastructure.js";
import { EvaluationPoint } from "../entities/report.js";
import { Collection } from "./collection.js";
import { linked, many, one } from "./model/model.js";

@Resolver(() => MediaOutlet)
@Collection(MediaOutlet, {
  term: "Kênh truyền thông: portals, channels, stations, producers and networks.",
  example: "(first: 5) { nodes { name kind } }",
  relations: {
    agency: one(Agency, "agencyId", "Cơ quan: the body that runs it."),
    place: one(Place, "placeId", "Địa bàn: where it works."),
    system: one(
      InfrastructureSystem,
      "systemId",
      "Hệ thống: the same portal as a system of information technology; null for what is none.",
    ),
    outputs: many(MediaOutput, "outletId", "Sản phẩm: what it published."),
  },
})
export class MediaOutletResolver {}

@Resolver(() => MediaOutput)
@Collection(MediaOutput, {
  term: "Sản phẩm truyền thông: what was made for the public.",
  example: "(first: 5) { nodes { name outlet { name } } }",
  relations: {
    outlet: one(MediaOutlet, "outletId", "Kênh: the outlet that published it."),
    partner: one(Thing, "partnerId", "Đơn vị phối hợp: who made it together with the reporting body."),
    concerns: linked(Thing, "to", "Liên quan: what it is about.", "CONCERNS"),
    events: linked(Event, "to", "Sự kiện: the events that it is about."),
    activities: linked(Activity, "from", "Hoạt động: what it came out of.", "PRODUCES"),
    evaluations: linked(EvaluationPoint, "from", "Đánh giá: the points of evaluation that speak of it."),
  },
})
export class MediaOutputResolver {}
