import { Field, ID, ObjectType } from "type-graphql";
import { Check, Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from "typeorm";
import { ObservationStatus, Qualifier } from "../schema/enums/statistics.js";
import { Decimal, Moment } from "../schema/scalars.js";
import { type Codes, Reference, Sourced } from "./base.js";

/** The kinds of thing that have their figures by a column of the figures' own, and so are never what those are about. */
export const HOLDERS: readonly string[] = [
  "report",
  "section",
  "unit",
  "dimension",
  "member",
  "period",
  "indicator",
];

const noHolder = (column: string): string => `${column} !~ '^(${HOLDERS.join("|")}):'`;

@Entity()
@Check("observation_subject_check", noHolder("subject_id"))
@Check("observation_precision_check", `"precision" > 0`)
@Index(["reportId", "lineStart", "id"])
@Index(["unit", "reportId", "lineStart", "id"])
@Index(["subjectId", "indicatorId", "periodId"], { where: `"superseded_by_id" IS NULL` })
@Index("observation_largest_index", { synchronize: false })
@Index("observation_current_index", ["figure"], { unique: true, where: `"superseded_by_id" IS NULL` })
@ObjectType("Observation", {
  implements: Sourced,
  description:
    "Số liệu: one figure, that is an indicator's value for a subject, a period and a breakdown, as one source states it.",
})
export class Observation extends Sourced {
  static readonly codes: Codes = { unit: "unit", breakdown: ["dimension"] };
  static readonly order: readonly string[] = ["reportId", "lineStart"];

  @Field(() => ID, {
    description: "Mã định danh: a stable, readable id; a later version carries @2, @3 … behind it.",
  })
  @PrimaryColumn({ type: "text", collation: "C" })
  id!: string;

  /** The id without the version: what all versions of one figure share. */
  @Index()
  @Column({ type: "text", collation: "C" })
  figure!: string;

  @Field(() => Decimal, {
    nullable: true,
    description: "Giá trị: the value in its unit; null is not reported, which is not zero.",
  })
  @Column("numeric", { nullable: true })
  value!: string | null;

  @Field(() => String, { description: "Đơn vị tính: the code of its unit." })
  @Column("text")
  unit!: string;

  @Field(() => Decimal, {
    nullable: true,
    description: "Bước làm tròn: the step that the stated value is rounded to; null for an exact count.",
  })
  @Column("numeric", { nullable: true })
  precision!: string | null;

  @Field(() => Qualifier, {
    nullable: true,
    description: "Độ chính xác: how exactly the source states it; null where it states nothing.",
  })
  @Column("text", { nullable: true })
  qualifier!: keyof typeof Qualifier | null;

  @Field(() => ObservationStatus, { description: "Trạng thái: how final it is." })
  @Column("text")
  status!: keyof typeof ObservationStatus;

  @Field(() => String, {
    nullable: true,
    description: "Cách ghi trong nguồn: the figure as the source writes it.",
  })
  @Column("text", { nullable: true })
  statedAs!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Liệt kê đủ: whether the source claims to name everything that it counts; null where it names nothing.",
  })
  @Column("boolean", { nullable: true })
  complete!: boolean | null;

  @Field(() => Moment, { description: "Ghi nhận lúc: when this version was recorded." })
  @Column({ type: "timestamptz", precision: 3, default: () => "now()" })
  recordedAt!: Date;

  @Reference("Indicator")
  indicatorId!: string;

  @Reference("ThingEntry")
  subjectId!: string;

  @Reference("Period", { nullable: true })
  periodId!: string | null;

  /** The figure, in whatever version, that this one is a part of. */
  @Index()
  @Column({ type: "text", collation: "C", nullable: true })
  partOf!: string | null;

  @Reference("Observation", { nullable: true })
  supersededById!: string | null;

  @Field(() => String, {
    description:
      "Cách phân tổ: the codes of the dimensions that it is broken down by, in their alphabetical order with commas between them; empty for a total.",
  })
  @Column("text", { default: "" })
  breakdown!: string;

  /** The class of figures that it may be added to, and of those that a mean may be computed of; triggers keep them. */
  @Column("integer", { default: 0 })
  sumClass!: number;

  @Column("integer", { default: 0 })
  meanClass!: number;

  /** Shared with the other figures that say the same thing; null where there are none. */
  @Column("integer", { nullable: true })
  cell!: number | null;
}

/** A class of figures, by all that they have in common. */
@Entity()
export class FigureClass {
  @PrimaryGeneratedColumn("identity", { generatedIdentity: "BY DEFAULT" })
  id!: number;

  @Index({ unique: true })
  @Column({ type: "text", collation: "C" })
  key!: string;
}

@Entity()
@ObjectType("Coordinate", { description: "Tọa độ phân tổ: the member that a figure has in one dimension." })
@Index(["dimension", "member"])
export class Coordinate {
  static readonly codes: Codes = { dimension: "dimension", member: "member" };
  static readonly key: readonly string[] = ["observationId", "dimension"];
  static readonly order: readonly string[] = ["dimension"];

  @Reference("Observation", { primary: true })
  observationId!: string;

  @Field(() => String, { description: "Phân tổ: the code of the dimension." })
  @PrimaryColumn({ type: "text", collation: "C" })
  dimension!: string;

  @Field(() => String, { description: "Thành phần: the code of the member." })
  @Column({ type: "text", collation: "C" })
  member!: string;

  @Reference("DimensionMember")
  memberId!: string;
}

/** A thing that a figure is about, beside its subject. */
@Entity()
@Check("observation_about_thing_check", noHolder("thing_id"))
export class ObservationAbout {
  @Reference("Observation", { primary: true })
  observationId!: string;

  @Reference("ThingEntry", { primary: true })
  thingId!: string;
}

/** A named thing that a figure counts. */
@Entity()
export class ObservationCount {
  @Reference("Observation", { primary: true })
  observationId!: string;

  @Reference("ThingEntry", { primary: true })
  thingId!: string;
}
