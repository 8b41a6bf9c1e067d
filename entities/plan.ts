import { Field, Int, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
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
