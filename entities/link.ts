import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { LinkRole } from "../schema/enums/general.js";
import { Day } from "../schema/scalars.js";
import { Reference } from "./base.js";

@Entity()
@Index(["fromId", "role", "toId"])
@Index(["toId", "role", "fromId"])
@ObjectType("Link", { description: "Liên kết: how one thing stands to another, and for how long." })
export class Link {
  static readonly order: readonly string[] = ["id"];

  @Field(() => ID, { description: "Mã định danh: made of both ends and the role." })
  @PrimaryColumn({ type: "text", collation: "C" })
  id!: string;

  @Field(() => LinkRole, { description: "Vai trò: how the first thing stands to the second." })
  @Column("text")
  role!: keyof typeof LinkRole;

  @Field(() => Day, {
    nullable: true,
    description: "Hiệu lực từ: the first day on which it holds; null where no source says.",
  })
  @Column("date", { nullable: true })
  validFrom!: string | null;

  @Field(() => Day, {
    nullable: true,
    description: "Hết hiệu lực: the first day on which it no longer holds.",
  })
  @Column("date", { nullable: true })
  validTo!: string | null;

  @Reference("ThingEntry")
  fromId!: string;

  @Reference("ThingEntry")
  toId!: string;
}
