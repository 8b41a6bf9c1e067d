import { Field, ObjectType } from "type-graphql";
import { Column, Entity, Index } from "typeorm";
import { OutletKind, OutputKind } from "../schema/enums/technology.js";
import { WorkStatus } from "../schema/enums/work.js";
import { Language } from "../schema/enums/general.js";
import { Reference, Thing, Titled, Words } from "./base.js";

@Entity()
@ObjectType("MediaOutlet", {
  implements: Thing,
  description: "Kênh truyền thông: a portal, channel, station, producer or network.",
})
export class MediaOutlet extends Thing {
  @Field(() => OutletKind, { nullable: true, description: "Loại kênh: what sort of outlet it is." })
  @Column("text", { nullable: true })
  kind!: keyof typeof OutletKind | null;

  @Field(() => String, { nullable: true, description: "Địa chỉ: its address on the Web." })
  @Column("text", { nullable: true })
  url!: string | null;

  @Reference("Agency", { nullable: true })
  agencyId!: string | null;

  @Reference("Place", { nullable: true })
  placeId!: string | null;

  @Reference("InfrastructureSystem", { nullable: true, unique: true })
  systemId!: string | null;
}

@Entity()
@Index(["outletId", "language"])
@Index(["topic", "language", "kind"])
@Index(["topic", "name", "id"])
@Words("media_output_words_index")
@ObjectType("MediaOutput", {
  implements: Thing,
  description:
    "Sản phẩm truyền thông: something made for the public, or a batch of it that the source counts together.",
})
export class MediaOutput extends Titled {
  @Field(() => OutputKind, { nullable: true, description: "Loại sản phẩm: what sort of output it is." })
  @Column("text", { nullable: true })
  kind!: keyof typeof OutputKind | null;

  @Field(() => Language, { nullable: true, description: "Ngôn ngữ: its language." })
  @Column("text", { nullable: true })
  language!: keyof typeof Language | null;

  @Field(() => WorkStatus, {
    nullable: true,
    description: "Tình trạng: how far it has come, according to this place of the source.",
  })
  @Column("text", { nullable: true })
  status!: keyof typeof WorkStatus | null;

  @Field(() => String, { nullable: true, description: "Chủ đề: what it is about." })
  @Column("text", { nullable: true })
  topic!: string | null;

  @Reference("MediaOutlet", { nullable: true })
  outletId!: string | null;

  @Reference("ThingEntry", { nullable: true })
  partnerId!: string | null;
}
