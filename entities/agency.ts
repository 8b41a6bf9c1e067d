import { Field, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import {
  AgencyBranch,
  AgencyKind,
  AgencyLevel,
  PlaceKind,
  PlaceLevel,
} from "../schema/enums/administration.js";
import { Coded, Reference, Thing } from "./base.js";

@Entity()
@ObjectType("Agency", {
  implements: Thing,
  description: "Cơ quan, đơn vị: a public body of the Party, the State or society.",
})
export class Agency extends Coded {
  @Field(() => AgencyLevel, { nullable: true, description: "Cấp: the tier of government it works at." })
  @Column("text", { nullable: true })
  level!: keyof typeof AgencyLevel | null;

  @Field(() => AgencyBranch, { nullable: true, description: "Khối: the branch of the political system." })
  @Column("text", { nullable: true })
  branch!: keyof typeof AgencyBranch | null;

  @Field(() => AgencyKind, { nullable: true, description: "Loại cơ quan: what sort of body it is." })
  @Column("text", { nullable: true })
  kind!: keyof typeof AgencyKind | null;

  @Field(() => Boolean, { description: "Gọi chung: several bodies that the source names together." })
  @Column("boolean", { default: false })
  collective!: boolean;

  @Reference("Agency", { nullable: true })
  parentId!: string | null;

  @Reference("Place", { nullable: true })
  placeId!: string | null;
}

@Entity()
@ObjectType("Place", { implements: Thing, description: "Địa bàn: an administrative area." })
export class Place extends Coded {
  @Field(() => PlaceLevel, { nullable: true, description: "Cấp hành chính: the tier of the area." })
  @Column("text", { nullable: true })
  level!: keyof typeof PlaceLevel | null;

  @Field(() => PlaceKind, { nullable: true, description: "Loại địa bàn: what sort of area it is." })
  @Column("text", { nullable: true })
  kind!: keyof typeof PlaceKind | null;

  @Reference("Place", { nullable: true })
  parentId!: string | null;
}
