import { Resolver } from "type-graphql";
import { Activity } from "../entities/activity.js";
import { Document } from "../entities/document.js";
import { InfrastructureSystem } from "../entities/infrastructure.js";
import { SecurityIncident, VulnerabilityNotice } from "../entities/security.js";
import { Collection } from "./collection.js";
import { linked, many, one } from "./model/model.js";

@Resolver(() => VulnerabilityNotice)
@Collection(VulnerabilityNotice, {
  term: "Cảnh báo lỗ hổng bảo mật: notices of weaknesses in products.",
  example: "(orderBy: [{ severity: DESC }], first: 5) { nodes { vendor product action } }",
  relations: {
    system: one(InfrastructureSystem, "systemId", "Hệ thống bị ảnh hưởng: our system that has the weakness."),
    incidents: many(SecurityIncident, "noticeId", "Sự cố: the incidents that came of it."),
    documents: linked(Document, "from", "Văn bản liên quan: the documents about it."),
    activities: linked(Activity, "from", "Hoạt động liên quan: what was done about it."),
  },
})
export class VulnerabilityNoticeResolver {}

@Resolver(() => SecurityIncident)
@Collection(SecurityIncident, {
  term: "Sự cố an toàn thông tin: incidents that reports name; how many happened is an observation, null when not reported.",
  example: "{ totalCount nodes { name } }",
  relations: {
    system: one(InfrastructureSystem, "systemId", "Hệ thống: the system that it struck."),
    notice: one(VulnerabilityNotice, "noticeId", "Cảnh báo lỗ hổng: the weakness that it came of."),
  },
})
export class SecurityIncidentResolver {}
