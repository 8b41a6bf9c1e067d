import { Resolver } from "type-graphql";
import { Balance } from "../entities/balance.js";
import { Thing } from "../entities/base.js";
import { Computation } from "../entities/computation.js";
import { Indicator, Period, Unit } from "../entities/indicator.js";
import { Observation } from "../entities/observation.js";
import { Report } from "../entities/report.js";
import { Collection } from "./collection.js";
import { many, one } from "./model/model.js";

@Resolver(() => Computation)
@Collection(Computation, {
  term: "Giá trị tính: shares, rates, balances and denominators, computed from the figures that sources state.",
  example: "(where: { kind: { eq: BALANCE } }) { nodes { value formula figures { source { lineStart } } } }",
  view: true,
  // Values in unlike units stand side by side.
  measures: [],
  relations: {
    observation: one(
      Observation,
      "observationId",
      "Số liệu: the figure that it is computed for; null where the data has none, not even a missing one.",
    ),
    figures: many(Observation, "id", "Số liệu dùng để tính: the figures that it is computed from.", {
      from: "figures",
      shape: "list",
    }),
    indicator: one(
      Indicator,
      "indicatorId",
      "Chỉ tiêu: what it is a value of; of a share, that of its figures.",
      {
        required: true,
      },
    ),
    subject: one(Thing, "subjectId", "Chủ thể: who or what it is about.", { required: true }),
    period: one(Period, "periodId", "Kỳ: when it holds for."),
    measure: one(Unit, "unit", "Đơn vị tính: its unit, with name and symbol.", { to: "code" }),
    report: one(Report, "reportId", "Báo cáo: the report whose figures it is computed from."),
    balance: one(Balance, "balanceId", "Cân đối: the balance that it is a term of."),
  },
})
export class ComputationResolver {}
