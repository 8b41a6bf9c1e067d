import { Field, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { PersonnelActionKind, WorkStatus } from "../schema/enums/work.js";
import { Reference, Thing } from "./base.js";

@Entity()
@ObjectType("Training", {
  implements: Thing,
  description: "Đào tạo, bồi dưỡng: a course that staff attended.",
})
export class Training extends Thing {
  @Field(() => WorkStatus, { nullable: true, description: "Tình trạng: how far it has come." })
  @Column("text", { nullable: true })
  status!: keyof typeof WorkStatus | null;

  @Reference("Agency", { nullable: true })
  agencyId!: string | null;
}

@Entity()
@ObjectType("PersonnelAction", {
  implements: Thing,
  description: "Việc tổ chức cán bộ: something done about staff.",
})
export class PersonnelAction extends Thing {
  @Field(() => PersonnelActionKind, { nullable: true, description: "Loại việc: what was done." })
  @Column("text", { nullable: true })
  kind!: keyof typeof PersonnelActionKind | null;

  @Field(() => WorkStatus, { nullable: true, description: "Tình trạng: how far it has come." })
  @Column("text", { nullable: true })
  status!: keyof typeof WorkStatus | null;

  @Reference("Agency", { nullable: true })
  agencyId!: string | null;
}
