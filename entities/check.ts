import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { CheckRule, CheckSeverity, Verdict } from "../schema/enums/statistics.js";
import { Decimal } from "../schema/scalars.js";

/** Rows of a view: checks are computed whenever they are asked for, never stored. */
@Entity({ synchronize: false })
@ObjectType("Check", {
  description:
    "Kiểm tra số liệu: what a general rule finds when it is run over the figures and what else a report says.",
})
export class Check {
  static readonly order: readonly string[] = ["severity", "rule"];

  @Field(() => ID, { description: "Mã định danh: the rule and the figure that it was run on." })
  @PrimaryColumn("text")
  id!: string;

  @Field(() => CheckRule, { description: "Quy tắc: the rule." })
  @Column("text")
  rule!: keyof typeof CheckRule;

  @Field(() => CheckSeverity, { description: "Mức độ: how bad what it found is." })
  @Column("text")
  severity!: keyof typeof CheckSeverity;

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

  @Field(() => String, { description: "Diễn giải: what it found, in Vietnamese." })
  @Column("text")
  explanation!: string;

  @Field(() => String, { description: "Diễn giải tiếng Anh: what it found, in English." })
  @Column("text")
  explanationEn!: string;

  @Field(() => [String], {
    description:
      "Các dòng: the lines of the source that show it, for example 289 and 574-575, in their order.",
  })
  @Column("text", { array: true })
  lines!: string[];

  @Column("text", { nullable: true })
  reportId!: string | null;

  /** The ids of the figures and the named things that it concerns. */
  @Column("text", { array: true })
  subjects!: string[];

  /** The ids of the sections that its lines are in. */
  @Column("text", { array: true })
  sectionIds!: string[];

  /** The ids of all that it can be found from: its report, its sections and its subjects. */
  @Column("text", { array: true })
  foundFrom!: string[];
}
