import { Field, ObjectType } from "type-graphql";
import { Column, Entity, Index } from "typeorm";
import { IntegrationStatus, SystemCategory } from "../schema/enums/technology.js";
import { Coded, Reference, Thing } from "./base.js";

@Entity()
@Index(["category", "name", "id"])
@ObjectType("InfrastructureSystem", {
  implements: Thing,
  description:
    "Hệ thống thông tin: a system, database, network, platform, facility or service of information technology.",
})
export class InfrastructureSystem extends Coded {
  @Field(() => SystemCategory, { nullable: true, description: "Loại hệ thống: what sort of system it is." })
  @Column("text", { nullable: true })
  category!: keyof typeof SystemCategory | null;

  @Reference("Agency", { nullable: true })
  ownerId!: string | null;

  @Reference("InfrastructureSystem", { nullable: true })
  hostId!: string | null;

  @Reference("Operator", { nullable: true })
  operatorId!: string | null;
}

@Entity()
@ObjectType("Integration", {
  implements: Thing,
  description: "Kết nối, tích hợp: a connection between two systems.",
})
export class Integration extends Thing {
  @Field(() => IntegrationStatus, { nullable: true, description: "Tình trạng: how far it has come." })
  @Column("text", { nullable: true })
  status!: keyof typeof IntegrationStatus | null;

  @Reference("InfrastructureSystem", { nullable: true })
  systemId!: string | null;

  @Reference("InfrastructureSystem", { nullable: true })
  counterpartId!: string | null;

  @Reference("InfrastructureSystem", { nullable: true })
  viaId!: string | null;
}
