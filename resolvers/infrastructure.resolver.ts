import { Resolver } from "type-graphql";
import { Activity } from "../entities/activity.js";
import { Agency } from "../entities/agency.js";
import { Document } from "../entities/document.js";
import { OnlineService } from "../entities/eservice.js";
import { InfrastructureSystem, Integration } from "../entities/infrastructure.js";
import { MediaOutlet } from "../entities/media.js";
import { PlannedTask } from "../entities/plan.js";
import { SecurityIncident, VulnerabilityNotice } from "../entities/security.js";
import { Operator } from "../entities/telecom.js";
import { Collection } from "./collection.js";
import { linked, many, one } from "./model/model.js";

@Resolver(() => InfrastructureSystem)
@Collection(InfrastructureSystem, {
  term: "Hệ thống thông tin: systems, databases, networks, platforms, facilities and services of information technology.",
  example: "(where: { owner: { isNull: true } }) { nodes { name category host { name } } }",
  relations: {
    owner: one(
      Agency,
      "ownerId",
      "Đơn vị chủ quản: the body that owns it; null where the source names none.",
    ),
    host: one(InfrastructureSystem, "hostId", "Nơi vận hành: the facility it runs in."),
    hosted: many(InfrastructureSystem, "hostId", "Hệ thống vận hành tại đây: the systems that run in it."),
    operator: one(Operator, "operatorId", "Doanh nghiệp vận hành: the operator that runs it."),
    outlet: one(
      MediaOutlet,
      "id",
      "Kênh truyền thông: the same portal as a media outlet; null for what is none.",
      {
        to: "systemId",
      },
    ),
    integrations: many(Integration, "systemId", "Kết nối: its connections to other systems."),
    counterpartIntegrations: many(
      Integration,
      "counterpartId",
      "Kết nối đến: the connections of other systems to it.",
    ),
    carriedIntegrations: many(Integration, "viaId", "Kết nối qua đây: the connections that run through it."),
    notices: many(VulnerabilityNotice, "systemId", "Cảnh báo lỗ hổng: the notices of weaknesses in it."),
    incidents: many(SecurityIncident, "systemId", "Sự cố: the incidents that struck it."),
    services: many(OnlineService, "systemId", "Dịch vụ công: the public services offered on it."),
    tasks: linked(PlannedTask, "from", "Nhiệm vụ liên quan: the planned tasks that touch it."),
    activities: linked(Activity, "from", "Hoạt động liên quan: what was done with it or about it."),
    documents: linked(Document, "from", "Văn bản liên quan: the documents about it."),
  },
})
export class InfrastructureSystemResolver {}

@Resolver(() => Integration)
@Collection(Integration, {
  term: "Kết nối, tích hợp: connections between systems.",
  example: "(first: 5) { nodes { name } }",
  relations: {
    system: one(InfrastructureSystem, "systemId", "Hệ thống: the system that is connected."),
    counterpart: one(
      InfrastructureSystem,
      "counterpartId",
      "Hệ thống đối tác: the system that it is connected to.",
    ),
    via: one(
      InfrastructureSystem,
      "viaId",
      "Nền tảng trung gian: the platform that the connection runs through.",
    ),
  },
})
export class IntegrationResolver {}
