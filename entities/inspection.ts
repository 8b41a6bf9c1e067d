import { Field, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { InspectionKind, ReceptionKind, SanctionKind } from "../schema/enums/work.js";
import { Reference, Thing } from "./base.js";

@Entity()
@ObjectType("Inspection", {
  implements: Thing,
  description: "Thanh tra, kiểm tra: an inspection, or several that the source counts together.",
})
export class Inspection extends Thing {
  @Field(() => InspectionKind, { nullable: true, description: "Hình thức: its form." })
  @Column("text", { nullable: true })
  kind!: keyof typeof InspectionKind | null;

  @Field(() => String, { nullable: true, description: "Lĩnh vực: what was inspected." })
  @Column("text", { nullable: true })
  field!: string | null;

  @Reference("Agency", { nullable: true })
  leadId!: string | null;

  @Reference("Place", { nullable: true })
  placeId!: string | null;
}

@Entity()
@ObjectType("Sanction", {
  implements: Thing,
  description: "Xử phạt vi phạm hành chính: sanctions that the source reports together.",
})
export class Sanction extends Thing {
  @Field(() => SanctionKind, { nullable: true, description: "Hình thức xử lý: the form." })
  @Column("text", { nullable: true })
  kind!: keyof typeof SanctionKind | null;

  @Reference("Inspection", { nullable: true })
  inspectionId!: string | null;

  @Reference("Agency", { nullable: true })
  agencyId!: string | null;
}

@Entity()
@ObjectType("CitizenReception", {
  implements: Thing,
  description: "Tiếp công dân: a register of citizens received, heard or answered.",
})
export class CitizenReception extends Thing {
  @Field(() => ReceptionKind, { nullable: true, description: "Hình thức: how they were received." })
  @Column("text", { nullable: true })
  kind!: keyof typeof ReceptionKind | null;

  @Reference("Agency", { nullable: true })
  agencyId!: string | null;
}
