import { Resolver } from "type-graphql";
import { Balance, BalanceItem } from "../entities/balance.js";
import { Computation } from "../entities/computation.js";
import { Indicator } from "../entities/indicator.js";
import { Collection } from "./collection.js";
import { many, one } from "./model/model.js";

@Resolver(() => Balance)
@Collection(Balance, {
  term: "Cân đối: relations between indicators: opening + in − out = closing.",
  example: "{ nodes { name terms { nodes { role indicator { code } members } } } }",
  relations: {
    terms: many(BalanceItem, "balanceId", "Số hạng: its terms."),
    computations: many(Computation, "balanceId", "Giá trị tính: what it comes to."),
  },
})
export class BalanceResolver {}

@Resolver(() => BalanceItem)
@Collection(BalanceItem, {
  term: "Khoản cân đối: terms of balances.",
  example: "(where: { role: { eq: OUTFLOW } }) { nodes { name indicator { code } members } }",
  relations: {
    balance: one(Balance, "balanceId", "Cân đối: the balance that it is a term of.", { required: true }),
    indicator: one(Indicator, "indicatorId", "Chỉ tiêu: whose figures it takes.", { required: true }),
  },
})
export class BalanceItemResolver {}
