import { Field, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { EventKind, EventMode, WorkStatus } from "../schema/enums/work.js";
import { Day } from "../schema/scalars.js";
import { Reference, Thing, Titled } from "./base.js";

@Entity()
@ObjectType("Event", {
  implements: Thing,
  description: "Sự kiện: a meeting, ceremony, election, holiday or campaign.",
})
export class Event extends Titled {
  @Field(() => EventKind, { nullable: true, description: "Loại sự kiện: what sort of event it is." })
  @Column("text", { nullable: true })
  kind!: keyof typeof EventKind | null;

  @Field(() => EventMode, { nullable: true, description: "Hình thức: how it was held." })
  @Column("text", { nullable: true })
  mode!: keyof typeof EventMode | null;

  @Field(() => Day, { nullable: true, description: "Ngày diễn ra: the day it was held." })
  @Column("date", { nullable: true })
  heldOn!: string | null;

  @Field(() => String, { nullable: true, description: "Lần thứ: its ordinal, for example XIII." })
  @Column("text", { nullable: true })
  ordinal!: string | null;
}

@Entity()
@ObjectType("Activity", {
  implements: Thing,
  description: "Hoạt động: a result that the source reports without a figure.",
})
export class Activity extends Titled {
  static override readonly order: readonly string[] = ["lineStart"];

  @Field(() => WorkStatus, { nullable: true, description: "Tình trạng: how far it has come." })
  @Column("text", { nullable: true })
  status!: keyof typeof WorkStatus | null;

  @Reference("Agency", { nullable: true })
  agencyId!: string | null;
}
