import { Field, Int, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { ProgrammeKind, ProgrammeLevel } from "../schema/enums/work.js";
import { Reference, Thing, Titled } from "./base.js";

@Entity()
@ObjectType("PlannedTask", {
  implements: Thing,
  description: "Nhiệm vụ kế hoạch: a task set for the period ahead.",
})
export class PlannedTask extends Titled {
  static override readonly order: readonly string[] = ["position"];

  @Field(() => String, { description: "Số thứ tự: its number in the plan, for example 3c." })
  @Column("text")
  number!: string;

  @Field(() => Int, { description: "Vị trí: its place in the order of the plan." })
  @Column("integer")
  position!: number;

  @Field(() => String, { nullable: true, description: "Điều kiện: what it depends on." })
  @Column("text", { nullable: true })
  condition!: string | null;

  @Reference("Period", { nullable: true })
  periodId!: string | null;

  @Reference("PlannedTask", { nullable: true })
  parentId!: string | null;

  @Reference("Agency", { nullable: true })
  responsibleId!: string | null;
}

@Entity()
@ObjectType("Programme", {
  implements: Thing,
  description:
    "Chương trình, đề án, quy hoạch: an undertaking above single documents and projects, which they serve.",
})
export class Programme extends Titled {
  @Field(() => ProgrammeKind, { nullable: true, description: "Loại chương trình: its form." })
  @Column("text", { nullable: true })
  kind!: keyof typeof ProgrammeKind | null;

  @Field(() => ProgrammeLevel, {
    nullable: true,
    description: "Cấp: the tier that it belongs to; null where the source does not say.",
  })
  @Column("text", { nullable: true })
  level!: keyof typeof ProgrammeLevel | null;

  @Field(() => Int, { nullable: true, description: "Từ năm: the first year that it is for." })
  @Column("integer", { nullable: true })
  fromYear!: number | null;

  @Field(() => Int, { nullable: true, description: "Đến năm: the last year that it is for." })
  @Column("integer", { nullable: true })
  toYear!: number | null;

  @Reference("Agency", { nullable: true })
  ownerId!: string | null;

  @Reference("Document", { nullable: true })
  documentId!: string | null;
}
