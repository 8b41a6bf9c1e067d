import { Field, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { ProjectKind, WorkStatus } from "../schema/enums/work.js";
import { Decimal } from "../schema/scalars.js";
import { Reference, Thing } from "./base.js";

@Entity()
@ObjectType("Project", {
  implements: Thing,
  description: "Dự án đầu tư: a project, or a group of projects financed together.",
})
export class Project extends Thing {
  @Field(() => ProjectKind, { nullable: true, description: "Loại dự án: a project or a group." })
  @Column("text", { nullable: true })
  kind!: keyof typeof ProjectKind | null;

  @Field(() => String, { nullable: true, description: "Giai đoạn: its phase." })
  @Column("text", { nullable: true })
  phase!: string | null;

  @Field(() => WorkStatus, { nullable: true, description: "Tình trạng: how far it has come." })
  @Column("text", { nullable: true })
  status!: keyof typeof WorkStatus | null;

  @Reference("Project", { nullable: true })
  parentId!: string | null;

  @Reference("Agency", { nullable: true })
  ownerId!: string | null;
}

@Entity()
@ObjectType("BidPackage", {
  implements: Thing,
  description: "Gói thầu: a bid package that the source names; those it only counts are observations.",
})
export class BidPackage extends Thing {
  @Field(() => String, { nullable: true, description: "Loại gói thầu: what is bought." })
  @Column("text", { nullable: true })
  category!: string | null;

  @Field(() => WorkStatus, { nullable: true, description: "Tình trạng: how far it has come." })
  @Column("text", { nullable: true })
  status!: keyof typeof WorkStatus | null;

  @Field(() => Decimal, {
    nullable: true,
    description: "Giá trị hợp đồng: the value of its contract, in đồng.",
  })
  @Column("numeric", { nullable: true })
  contractValue!: string | null;

  @Reference("Project", { nullable: true })
  projectId!: string | null;
}
