import { Field, ObjectType } from "type-graphql";
import { Column, Entity, Index } from "typeorm";
import { IncidentStatus, NoticeAction, Severity } from "../schema/enums/technology.js";
import { Day } from "../schema/scalars.js";
import { Latest, Reference, Thing, Words } from "./base.js";

@Entity()
@ObjectType("VulnerabilityNotice", {
  implements: Thing,
  description: "Cảnh báo lỗ hổng bảo mật: one notice of a weakness in a product.",
})
export class VulnerabilityNotice extends Thing {
  @Field(() => String, { nullable: true, description: "Hãng: the vendor of the product." })
  @Column("text", { nullable: true })
  vendor!: string | null;

  @Field(() => String, { nullable: true, description: "Sản phẩm: the product with the weakness." })
  @Column("text", { nullable: true })
  product!: string | null;

  @Field(() => Severity, { nullable: true, description: "Mức độ nghiêm trọng: how severe the weakness is." })
  @Column("text", { nullable: true })
  severity!: keyof typeof Severity | null;

  @Field(() => NoticeAction, { nullable: true, description: "Cách xử lý: what was done." })
  @Column("text", { nullable: true })
  action!: keyof typeof NoticeAction | null;

  @Reference("InfrastructureSystem", { nullable: true })
  systemId!: string | null;
}

@Entity()
@Index(["occurredOn", "id"])
@Index(["systemId", "severity", "status", "occurredOn"])
@Latest("security_incident_latest_index")
@Latest("security_incident_system_id_latest_index")
@Latest("security_incident_severity_status_latest_index")
@Words("security_incident_words_index")
@ObjectType("SecurityIncident", {
  implements: Thing,
  description: "Sự cố an toàn thông tin: an incident that a report names; none is ever inferred.",
})
export class SecurityIncident extends Thing {
  static override readonly order: readonly string[] = ["occurredOn"];

  @Field(() => Day, { nullable: true, description: "Ngày xảy ra: the day it happened." })
  @Column("date", { nullable: true })
  occurredOn!: string | null;

  @Field(() => Severity, { nullable: true, description: "Mức độ nghiêm trọng: how severe it was." })
  @Column("text", { nullable: true })
  severity!: keyof typeof Severity | null;

  @Field(() => IncidentStatus, { nullable: true, description: "Tình trạng: how far it has been handled." })
  @Column("text", { nullable: true })
  status!: keyof typeof IncidentStatus | null;

  @Reference("InfrastructureSystem", { nullable: true })
  systemId!: string | null;

  @Reference("VulnerabilityNotice", { nullable: true })
  noticeId!: string | null;
}
