import { Field, Int, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { Polarity, WorkStatus } from "../schema/enums/work.js";
import { Day } from "../schema/scalars.js";
import { Reference, Thing, Titled } from "./base.js";

@Entity()
@ObjectType("Report", {
  implements: Thing,
  description: "Báo cáo: a report that things and figures were drawn from.",
})
export class Report extends Titled {
  static override readonly order: readonly string[] = ["issuedOn"];

  @Field(() => String, { description: "Số, ký hiệu: its number." })
  @Column("text")
  number!: string;

  @Field(() => Day, { nullable: true, description: "Ngày ký: the day it was signed." })
  @Column("date", { nullable: true })
  issuedOn!: string | null;

  @Field(() => String, { nullable: true, description: "Người ký: who signed it." })
  @Column("text", { nullable: true })
  signatory!: string | null;

  @Field(() => String, { nullable: true, description: "Chức vụ người ký: the office of the signatory." })
  @Column("text", { nullable: true })
  signatoryTitle!: string | null;

  @Reference("Agency", { nullable: true })
  issuerId!: string | null;

  @Reference("Place", { nullable: true })
  placeId!: string | null;

  @Reference("Period", { nullable: true })
  resultPeriodId!: string | null;

  @Reference("Period", { nullable: true })
  planPeriodId!: string | null;
}

@Entity()
@ObjectType("Section", { implements: Thing, description: "Mục: a numbered part of a report." })
export class Section extends Titled {
  static override readonly order: readonly string[] = ["reportId", "position"];

  @Field(() => String, {
    description: "Số mục: its number, for example I.4.b; 0 is the letterhead, N the recipients.",
  })
  @Column("text")
  number!: string;

  @Field(() => Int, { description: "Vị trí: its place in the order of the report." })
  @Column("integer")
  position!: number;

  @Reference("Section", { nullable: true })
  parentId!: string | null;
}

@Entity()
@ObjectType("Recipient", { implements: Thing, description: "Nơi nhận: a line of the list of recipients." })
export class Recipient extends Thing {
  static override readonly order: readonly string[] = ["reportId", "position"];

  @Field(() => Int, { description: "Vị trí: its place in the list." })
  @Column("integer")
  position!: number;

  @Reference("Agency", { nullable: true })
  agencyId!: string | null;
}

@Entity()
@ObjectType("EvaluationPoint", {
  implements: Thing,
  description: "Đánh giá: a strength or a limitation that the report names.",
})
export class EvaluationPoint extends Titled {
  static override readonly order: readonly string[] = ["lineStart"];

  @Field(() => Polarity, { nullable: true, description: "Chiều đánh giá: strength or limitation." })
  @Column("text", { nullable: true })
  polarity!: keyof typeof Polarity | null;

  @Field(() => String, { nullable: true, description: "Nguyên nhân: why it was so." })
  @Column("text", { nullable: true })
  cause!: string | null;

  @Field(() => WorkStatus, {
    nullable: true,
    description: "Tình trạng: whether what it speaks of was carried out.",
  })
  @Column("text", { nullable: true })
  status!: keyof typeof WorkStatus | null;
}

@Entity()
@ObjectType("OtherName", {
  implements: Thing,
  description:
    "Tên gọi khác trong nguồn: what the source also calls a thing, where that is not its name, with the lines that do.",
})
export class OtherName extends Thing {
  @Reference("ThingEntry")
  ofId!: string;
}
