import { Resolver } from "type-graphql";
import { Thing } from "../entities/base.js";
import { Check } from "../entities/check.js";
import { Computation } from "../entities/computation.js";
import { DimensionMember, Indicator, Period, Unit } from "../entities/indicator.js";
import { Coordinate, Observation } from "../entities/observation.js";
import { Theme } from "../entities/theme.js";
import { Collection, Fields } from "./collection.js";
import { many, one } from "./model/model.js";
import { figureRefusal } from "./sql/additivity.js";
import { FORMATTED_VALUE } from "./sql/formatted.js";

@Resolver(() => Observation)
@Collection(Observation, {
  term: "Số liệu: figures, each with its indicator, subject, period, breakdown and source; superseded versions left out.",
  example:
    '(where: { indicator: { code: { eq: "subscriber-count" } } }) { nodes { formatted dimensions { member } source { section lineStart } } }',
  current: "supersededById",
  measures: ["value"],
  guard: figureRefusal,
  expressions: { formatted: FORMATTED_VALUE },
  unit: "unit",
  relations: {
    indicator: one(Indicator, "indicatorId", "Chỉ tiêu: what is measured.", { required: true }),
    subject: one(Thing, "subjectId", "Chủ thể: who or what it is about.", { required: true }),
    period: one(Period, "periodId", "Kỳ: when it holds for; null where the source does not say."),
    measure: one(Unit, "unit", "Đơn vị tính: its unit, with name and symbol.", { to: "code" }),
    dimensions: many(Coordinate, "observationId", "Phân tổ: the members that it is broken down by.", {
      shape: "list",
    }),
    member: one(
      DimensionMember,
      "id",
      "Thành phần: the member that it has in a dimension; null where that does not break it down.",
      {
        through: {
          table: "coordinate",
          near: "observation_id",
          far: "member_id",
          argument: {
            name: "dimension",
            column: "dimension",
            codeOf: "dimension",
            order: "position",
            description: "Phân tổ: the code of the dimension.",
          },
        },
      },
    ),
    total: one(Observation, "partOf", "Tổng: the total that it is a part of.", { to: "figure" }),
    parts: many(Observation, "partOf", "Thành phần: the parts that make it up.", { from: "figure" }),
    about: many(Thing, "id", "Nói về: the things that it is about, beside its subject.", {
      through: { table: "observation_about", near: "observation_id", far: "thing_id" },
    }),
    themes: many(Theme, "id", "Chuyên đề: the themes that it is about.", {
      through: { table: "observation_about", near: "observation_id", far: "thing_id" },
    }),
    counted: many(Thing, "id", "Đối tượng được đếm: the named things that it counts.", {
      through: { table: "observation_count", near: "observation_id", far: "thing_id" },
    }),
    checks: many(Check, "subjects", "Kiểm tra: what the rules find of it."),
    share: one(
      Computation,
      "id",
      "Tỷ trọng: its share of its total, in percent; null where no source states that total.",
      {
        lookUp: "figure_share",
        through: {
          table: "figure_share",
          near: "observation_id",
          far: "id",
          argument: {
            name: "of",
            column: "across",
            codeOf: "dimension",
            defaultValue: "",
            description:
              "Phân tổ: the code of the dimension over which the total is taken, which does not break that down; empty for the total that it is a part of.",
          },
        },
      },
    ),
    rate: one(Computation, "id", "Tỷ lệ tính lại: a rate anew from its numerator and denominator.", {
      to: "rateId",
      lookUp: "figure_rate",
    }),
    implied: one(
      Computation,
      "id",
      "Giá trị suy ra: what a figure that is not reported must be, by a balance or a rate that is.",
      { to: "impliedId", lookUp: "figure_implied" },
    ),
    versions: many(Observation, "figure", "Các lần ghi nhận: every version of the figure, this one too.", {
      from: "figure",
      history: true,
    }),
    supersededBy: one(Observation, "supersededById", "Được thay bởi: the version that took its place."),
  },
})
export class ObservationResolver {}

@Resolver(() => Coordinate)
@Fields(Coordinate, {
  relations: {
    memberDetail: one(DimensionMember, "memberId", "Chi tiết thành phần: the member with its names.", {
      required: true,
    }),
  },
})
export class CoordinateResolver {}
