import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { CheckRule, Verdict } from "../schema/enums/statistics.js";
import { Decimal } from "../schema/scalars.js";

/** Rows of a view: checks are computed whenever they are asked for, never stored. */
@Entity({ synchronize: false })
@ObjectType("Check", {
  description: "Kiểm tra số liệu: what a general rule finds when it is run over the figures.",
})
export class Check {
  static readonly order: readonly string[] = ["rule", "verdict"];

  @Field(() => ID, { description: "Mã định danh: the rule and the figure that it was run on." })
  @PrimaryColumn("text")
  id!: string;

  @Field(() => CheckRule, { description: "Quy tắc: the rule." })
  @Column("text")
  rule!: keyof typeof CheckRule;

  @Field(() => Verdict, { description: "Kết luận: what it found." })
  @Column("text")
  verdict!: keyof typeof Verdict;

  @Field(() => Decimal, { nullable: true, description: "Giá trị nêu: the value that the source states." })
  @Column("numeric", { nullable: true })
  stated!: string | null;

  @Field(() => Decimal, { nullable: true, description: "Giá trị tính: the value that the rule computes." })
  @Column("numeric", { nullable: true })
  computed!: string | null;

  @Field(() => Decimal, { nullable: true, description: "Chênh lệch: stated less computed." })
  @Column("numeric", { nullable: true })
  difference!: string | null;

  @Field(() => String, { description: "Diễn giải: how the rule came to its verdict." })
  @Column("text")
  explanation!: string;

  @Column("text", { nullable: true })
  reportId!: string | null;

  /** The ids of the figures and the named things that it concerns. */
  @Column("text", { array: true })
  subjects!: string[];
}
