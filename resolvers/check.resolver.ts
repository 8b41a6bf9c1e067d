import { Resolver } from "type-graphql";
import { Thing } from "../entities/base.js";
import { Check } from "../entities/check.js";
import { Observation } from "../entities/observation.js";
import { Report, Section } from "../entities/report.js";
import { Collection } from "./collection.js";
import { many, one } from "./model/model.js";

@Resolver(() => Check)
@Collection(Check, {
  term: "Kiểm tra số liệu: what general rules find when they are run over the figures and what else reports say.",
  example: "(where: { severity: { in: [ERROR, WARNING] } }) { nodes { severity explanation lines } }",
  view: true,
  // Checks of figures in unlike units stand side by side.
  measures: [],
  relations: {
    report: one(Report, "reportId", "Báo cáo: the report whose figures were checked."),
    sections: many(Section, "id", "Mục: the sections that it was found in.", {
      from: "sectionIds",
      shape: "list",
    }),
    observations: many(Observation, "id", "Số liệu: the figures concerned.", {
      from: "subjects",
      shape: "list",
    }),
    things: many(Thing, "id", "Đối tượng: the named things concerned.", { from: "subjects", shape: "list" }),
  },
})
export class CheckResolver {}
