import { Resolver } from "type-graphql";
import { DigitalCertificate, OnlineService } from "../entities/eservice.js";
import { InfrastructureSystem } from "../entities/infrastructure.js";
import { PlannedTask } from "../entities/plan.js";
import { Collection } from "./collection.js";
import { linked, one } from "./model/model.js";

const system = one(InfrastructureSystem, "systemId", "Hệ thống: the system that offers it.");

@Resolver(() => OnlineService)
@Collection(OnlineService, {
  term: "Dịch vụ công trực tuyến: online public services, by level.",
  example: "(orderBy: [{ level: DESC }]) { nodes { name level system { name } } }",
  relations: {
    system,
    tasks: linked(PlannedTask, "from", "Nhiệm vụ liên quan: the planned tasks that touch it."),
  },
})
export class OnlineServiceResolver {}

@Resolver(() => DigitalCertificate)
@Collection(DigitalCertificate, {
  term: "Chứng thư số chuyên dùng: classes of digital certificates, by holder and medium.",
  example: "{ nodes { name subject medium } }",
  relations: { system },
})
export class DigitalCertificateResolver {}
