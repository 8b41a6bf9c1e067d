import { Field, ObjectType } from "type-graphql";
import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { Reference, Thing } from "./base.js";

@Entity()
@ObjectType("Abbreviation", {
  implements: Thing,
  description:
    "Từ viết tắt: a short form that officials use; its name is what it stands for, its aliases are other ways to write that.",
})
export class Abbreviation extends Thing {
  static override readonly order: readonly string[] = ["short"];

  @Field(() => String, { description: "Chữ viết tắt: the short form, for example UBND." })
  @Column("text")
  short!: string;
}

/** One way to write an abbreviation: its short form, its name or an alias, folded; a trigger keeps them. */
@Entity()
export class AbbreviationWriting {
  @Reference("Abbreviation", { primary: true })
  abbreviationId!: string;

  @Index()
  @PrimaryColumn({ type: "text", collation: "C" })
  writing!: string;

  /** Its words as search reads them. */
  @Column({ type: "text", collation: "C", default: "" })
  words!: string;
}
