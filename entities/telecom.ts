import { Field, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { LicenceAction, LicenceKind, OperatorSector } from "../schema/enums/administration.js";
import { Reference, Thing } from "./base.js";

@Entity()
@ObjectType("Operator", {
  implements: Thing,
  description: "Doanh nghiệp bưu chính, viễn thông: a post or telecom operator, or a branch of one.",
})
export class Operator extends Thing {
  @Field(() => OperatorSector, { nullable: true, description: "Lĩnh vực: the sector it works in." })
  @Column("text", { nullable: true })
  sector!: keyof typeof OperatorSector | null;

  @Reference("Operator", { nullable: true })
  parentId!: string | null;

  @Reference("Place", { nullable: true })
  placeId!: string | null;
}

@Entity()
@ObjectType("Licence", {
  implements: Thing,
  description: "Giấy phép, giấy chứng nhận: one act of licensing that the source reports.",
})
export class Licence extends Thing {
  @Field(() => LicenceKind, { nullable: true, description: "Loại giấy phép: what is permitted." })
  @Column("text", { nullable: true })
  kind!: keyof typeof LicenceKind | null;

  @Field(() => LicenceAction, { nullable: true, description: "Việc cấp phép: what was done about it." })
  @Column("text", { nullable: true })
  action!: keyof typeof LicenceAction | null;

  @Reference("ThingEntry", { nullable: true })
  holderId!: string | null;

  @Reference("Place", { nullable: true })
  placeId!: string | null;

  @Reference("Agency", { nullable: true })
  agencyId!: string | null;
}
