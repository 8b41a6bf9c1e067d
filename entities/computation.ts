import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { BalanceRole, ComputationKind, Origin } from "../schema/enums/statistics.js";
import { Decimal } from "../schema/scalars.js";

/** Rows of a view: they are computed whenever they are asked for, never stored. */
@Entity({ synchronize: false })
@ObjectType("Computation", {
  description: "Giá trị tính: a value that no source need state, computed from figures that sources state.",
})
export class Computation {
  static readonly order: readonly string[] = ["kind", "observationId"];

  @Field(() => ID, { description: "Mã định danh: its kind and the figure that it is computed for." })
  @PrimaryColumn({ type: "text", collation: "C" })
  id!: string;

  @Field(() => ComputationKind, { description: "Cách tính: what is computed." })
  @Column("text")
  kind!: keyof typeof ComputationKind;

  @Field(() => Origin, { description: "Nguồn gốc: that it is computed, always." })
  @Column("text")
  origin!: keyof typeof Origin;

  @Field(() => BalanceRole, {
    nullable: true,
    description: "Vai trò trong cân đối: which term of a balance it is; null for other kinds.",
  })
  @Column("text", { nullable: true })
  role!: keyof typeof BalanceRole | null;

  @Field(() => Decimal, {
    nullable: true,
    description:
      "Giá trị tính: what it comes to; null where several rates leave no single denominator, but a range.",
  })
  @Column("numeric", { nullable: true })
  value!: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description:
      "Ít nhất: the least that it can be, as its figures are rounded; null where none is rounded. Where it is more than greatest, they contradict each other.",
  })
  @Column("numeric", { nullable: true })
  least!: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description:
      "Nhiều nhất: the most that it can be, as its figures are rounded; null where none is rounded.",
  })
  @Column("numeric", { nullable: true })
  greatest!: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description: "Giá trị nêu: what a source states for the same; null where none does.",
  })
  @Column("numeric", { nullable: true })
  stated!: string | null;

  @Field(() => String, { description: "Đơn vị tính: the code of its unit." })
  @Column("text")
  unit!: string;

  @Field(() => String, {
    description: "Công thức: how it was computed, for example 805 / 1858 × 100 ≈ 43.33.",
  })
  @Column("text")
  formula!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "Phân tổ: of a share, the code of the dimension over which its total is taken; empty for the total that it is a part of.",
  })
  @Column("text", { nullable: true })
  across!: string | null;

  @Column("text", { nullable: true })
  observationId!: string | null;

  @Column("text")
  indicatorId!: string;

  @Column("text")
  subjectId!: string;

  @Column("text", { nullable: true })
  periodId!: string | null;

  @Column("text", { nullable: true })
  reportId!: string | null;

  @Column("text", { nullable: true })
  balanceId!: string | null;

  /** The ids of the figures that it is computed from. */
  @Column("text", { array: true })
  figures!: string[];

  /** The figure that it is the rate of, and the one that it stands in for. */
  @Column("text", { nullable: true })
  rateId!: string | null;

  @Column("text", { nullable: true })
  impliedId!: string | null;
}
