import { Resolver } from "type-graphql";
import { BalanceItem } from "../entities/balance.js";
import { Dimension, DimensionMember, Indicator, Period, Unit } from "../entities/indicator.js";
import { Observation } from "../entities/observation.js";
import { Collection } from "./collection.js";
import { many, one } from "./model/model.js";

@Resolver(() => Indicator)
@Collection(Indicator, {
  term: "Chỉ tiêu: what is measured.",
  example: '(where: { name: { contains: "thue bao" } }) { nodes { code name basis unit { name } } }',
  measures: [],
  relations: {
    unit: one(Unit, "unitId", "Đơn vị tính: what its values are counted or measured in."),
    numerator: one(Indicator, "numeratorId", "Tử số: the indicator that a rate divides."),
    denominator: one(Indicator, "denominatorId", "Mẫu số: the indicator that a rate divides by."),
    within: one(
      Indicator,
      "withinId",
      "Thuộc: the indicator among whose things it counts, so that it cannot exceed that.",
    ),
    across: one(
      Dimension,
      "acrossId",
      "Phân tổ của mẫu số: the dimension that the denominator is the total of.",
    ),
    observations: many(Observation, "indicatorId", "Số liệu: its figures."),
    dimensions: many(Dimension, "id", "Phân tổ: the dimensions that its figures are broken down by.", {
      shape: "list",
      through: { table: "indicator_dimension", near: "indicator_id", far: "dimension_id" },
    }),
    balanceItems: many(
      BalanceItem,
      "indicatorId",
      "Khoản cân đối: the terms of balances that take its values.",
    ),
  },
})
export class IndicatorResolver {}

@Resolver(() => Period)
@Collection(Period, {
  term: "Kỳ: spans of days that figures are reported for.",
  example: "{ nodes { id name start end } }",
  relations: { observations: many(Observation, "periodId", "Số liệu: the figures reported for it.") },
})
export class PeriodResolver {}

@Resolver(() => Unit)
@Collection(Unit, {
  term: "Đơn vị tính: what values are counted or measured in.",
  example: "(first: 5) { nodes { code name symbol } }",
  relations: {
    indicators: many(Indicator, "unitId", "Chỉ tiêu: the indicators in it."),
    observations: many(Observation, "unit", "Số liệu: the figures in it.", { from: "code" }),
  },
})
export class UnitResolver {}

@Resolver(() => Dimension)
@Collection(Dimension, {
  term: "Phân tổ: ways in which indicators are broken down.",
  example: '(where: { code: { eq: "level" } }) { nodes { code name members { nodes { code name } } } }',
  relations: {
    members: many(DimensionMember, "dimensionId", "Thành phần: its members."),
    indicators: many(Indicator, "id", "Chỉ tiêu: the indicators whose figures it breaks down.", {
      through: { table: "indicator_dimension", near: "dimension_id", far: "indicator_id" },
    }),
    observations: many(Observation, "id", "Số liệu: the figures that it breaks down.", {
      from: "code",
      through: { table: "coordinate", near: "dimension", far: "observation_id" },
    }),
  },
})
export class DimensionResolver {}

@Resolver(() => DimensionMember)
@Collection(DimensionMember, {
  term: "Thành phần phân tổ: members of dimensions.",
  example:
    '(where: { dimension: { code: { eq: "level" } } }, orderBy: [{ position: ASC }]) { nodes { code name } }',
  relations: {
    dimension: one(Dimension, "dimensionId", "Phân tổ: its dimension.", { required: true }),
    observations: many(Observation, "id", "Số liệu: the figures that it breaks down.", {
      through: { table: "coordinate", near: "member_id", far: "observation_id" },
    }),
  },
})
export class DimensionMemberResolver {}
