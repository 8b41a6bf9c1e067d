import { Field, Int, ObjectType } from "type-graphql";
import { Column, Entity, Index } from "typeorm";
import { Basis, PeriodKind, PeriodScheme } from "../schema/enums/statistics.js";
import { Day, Decimal } from "../schema/scalars.js";
import { Coded, type CodedWithin, type Codes, Reference, Temporal, Thing } from "./base.js";

@Entity()
@ObjectType("Unit", {
  implements: Thing,
  description: "Đơn vị tính: what a value is counted or measured in.",
})
export class Unit extends Thing {
  static readonly codes: Codes = { code: "unit" };
  static override readonly order: readonly string[] = ["code"];

  @Field(() => String, { description: "Mã: the code that observations carry, for example vnd." })
  @Index({ unique: true })
  @Column("text")
  code!: string;

  @Field(() => String, { nullable: true, description: "Ký hiệu: how it is written after a value." })
  @Column("text", { nullable: true })
  symbol!: string | null;

  @Field(() => String, { nullable: true, description: "Số nhiều tiếng Anh: the plural of its English name." })
  @Column("text", { nullable: true })
  pluralEn!: string | null;

  @Field(() => Boolean, {
    description:
      "Đơn vị đo: whether it measures an amount, such as money, time or weight, rather than counts things.",
  })
  @Column("boolean", { default: false })
  measured!: boolean;
}

@Entity()
@ObjectType("Dimension", {
  implements: Thing,
  description: "Phân tổ: a way in which an indicator is broken down.",
})
export class Dimension extends Thing {
  static readonly codes: Codes = { code: "dimension" };
  static override readonly order: readonly string[] = ["code"];

  @Field(() => String, { description: "Mã: the code that observations carry, for example level." })
  @Index({ unique: true })
  @Column("text")
  code!: string;
}

@Entity()
@Index(["code"])
@ObjectType("DimensionMember", {
  implements: Thing,
  description: "Thành phần phân tổ: one value of a dimension.",
})
export class DimensionMember extends Coded {
  static readonly codes: Codes = { code: "member" };
  static readonly codedWithin: CodedWithin = { property: "dimensionId", example: "member:level.3" };
  static override readonly order: readonly string[] = ["dimensionId", "position"];

  @Field(() => Int, { nullable: true, description: "Vị trí: its place in the order of the dimension." })
  @Column("integer", { nullable: true })
  position!: number | null;

  @Reference("Dimension")
  dimensionId!: string;
}

@Entity()
@Index(["scheme", "kind", "start", "end"], { unique: true })
@ObjectType("Period", { implements: Thing, description: "Kỳ: a span of days that figures are reported for." })
export class Period extends Thing {
  static override readonly order: readonly string[] = ["start", "end"];

  @Field(() => PeriodScheme, { description: "Cách tính kỳ: the calendar by which it is cut." })
  @Column("text")
  scheme!: keyof typeof PeriodScheme;

  @Field(() => PeriodKind, { description: "Loại kỳ: its length." })
  @Column("text")
  kind!: keyof typeof PeriodKind;

  @Field(() => Day, { description: "Từ ngày: its first day." })
  @Column("date")
  start!: string;

  @Field(() => Day, { description: "Đến trước ngày: the first day after it." })
  @Column("date")
  end!: string;
}

@Entity()
@ObjectType("Indicator", {
  implements: Thing,
  description: "Chỉ tiêu: what is measured, and how its values may be used.",
})
export class Indicator extends Temporal {
  static readonly codes: Codes = { code: "indicator", notAdditiveOver: "dimension" };
  static override readonly order: readonly string[] = ["code"];

  @Field(() => String, { description: "Mã chỉ tiêu: its code, for example online-service-count." })
  @Index({ unique: true })
  @Column("text")
  code!: string;

  @Field(() => Basis, { description: "Loại chỉ tiêu: flow, stock, rate or target." })
  @Column("text")
  basis!: keyof typeof Basis;

  @Field(() => Boolean, {
    description: "Cộng được: whether values may be added over the members of a dimension.",
  })
  @Column("boolean", { default: false })
  additive!: boolean;

  @Field(() => [String], {
    description:
      "Phân tổ không cộng được: the codes of dimensions over whose members values are not added, although it is additive.",
  })
  @Column("text", { array: true, default: "{}" })
  notAdditiveOver!: string[];

  @Field(() => Boolean, {
    description:
      "Cộng được theo chủ thể: whether values may be added over subjects of one kind and level; where those may count the same things, they may not.",
  })
  @Column("boolean", { default: false })
  additiveOverSubjects!: boolean;

  @Field(() => String, {
    nullable: true,
    description: "Lĩnh vực: the domain it belongs to, for example telecom.",
  })
  @Column("text", { nullable: true })
  domain!: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description: "Hệ số: what the quotient is multiplied by, for example 100 for percent.",
  })
  @Column("numeric", { nullable: true })
  factor!: string | null;

  @Reference("Unit", { nullable: true })
  unitId!: string | null;

  @Reference("Indicator", { nullable: true })
  numeratorId!: string | null;

  @Reference("Indicator", { nullable: true })
  denominatorId!: string | null;

  @Reference("Dimension", { nullable: true })
  acrossId!: string | null;

  @Reference("Indicator", { nullable: true })
  withinId!: string | null;
}
