import { Field, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { BalanceRole } from "../schema/enums/statistics.js";
import { Reference, Thing } from "./base.js";

@Entity()
@ObjectType("Balance", {
  implements: Thing,
  description:
    "Cân đối: what was there before, came and went makes what is left: opening + in − out = closing.",
})
export class Balance extends Thing {}

@Entity()
@ObjectType("BalanceItem", {
  implements: Thing,
  description:
    "Khoản cân đối: one term of a balance: the indicator, and the members, whose figures it takes.",
})
export class BalanceItem extends Thing {
  static override readonly order: readonly string[] = ["balanceId", "role"];
  /** The property whose texts are members, as those of a figure's breakdown. */
  static readonly breakdown = "members";

  @Field(() => BalanceRole, { description: "Vai trò: what it does in the balance." })
  @Column("text")
  role!: keyof typeof BalanceRole;

  @Field(() => [String], {
    description:
      "Thành phần: the members that its figures have and those of other terms have not, for example event=issued.",
  })
  @Column("text", { array: true, default: "{}" })
  members!: string[];

  @Reference("Balance")
  balanceId!: string;

  @Reference("Indicator")
  indicatorId!: string;
}
