import { Resolver } from "type-graphql";
import { Agency, Place } from "../entities/agency.js";
import { Thing } from "../entities/base.js";
import { THINGS } from "../entities/index.js";
import { Period } from "../entities/indicator.js";
import { Observation } from "../entities/observation.js";
import { EvaluationPoint, OtherName, Recipient, Report, Section } from "../entities/report.js";
import { Theme } from "../entities/theme.js";
import { Collection } from "./collection.js";
import { linked, many, one, type RelationDeclaration } from "./model/model.js";

/** A list of every kind of thing that was drawn from a report or a section. */
function drawnFrom(key: "reportId" | "sectionId"): Record<string, RelationDeclaration> {
  // Themes run through reports: a report's are those that it belongs to, as everything's are.
  const others: object[] = [Report, Section, Theme];
  const kinds = Object.values(THINGS).filter(({ entity }) => !others.includes(entity));
  const lists = kinds.map(({ entity, many: name }) => [
    name,
    many(entity, key, `Rút ra từ đây: the ${name} that it mentions.`),
  ]);
  return Object.fromEntries(lists);
}

@Resolver(() => Report)
@Collection(Report, {
  term: "Báo cáo: reports that things and figures were drawn from.",
  example: "{ nodes { number title issuedOn sections { totalCount } } }",
  relations: {
    issuer: one(Agency, "issuerId", "Cơ quan báo cáo: the body that issued it."),
    place: one(Place, "placeId", "Địa bàn: the area it is about."),
    resultPeriod: one(Period, "resultPeriodId", "Kỳ kết quả: the period whose results it reports."),
    planPeriod: one(Period, "planPeriodId", "Kỳ kế hoạch: the period it plans for."),
    sections: many(Section, "reportId", "Mục: its sections."),
    ...drawnFrom("reportId"),
    observations: many(Observation, "reportId", "Số liệu trong báo cáo: every figure drawn from it."),
  },
})
export class ReportResolver {}

@Resolver(() => Section)
@Collection(Section, {
  term: "Mục: numbered parts of reports.",
  example: '(where: { number: { eq: "I.3" } }) { nodes { title parent { number } } }',
  relations: {
    parent: one(Section, "parentId", "Mục lớn: the section it is a part of."),
    children: many(Section, "parentId", "Mục nhỏ: its parts."),
    ...drawnFrom("sectionId"),
    observations: many(Observation, "sectionId", "Số liệu trong mục: every figure drawn from it."),
  },
})
export class SectionResolver {}

@Resolver(() => Recipient)
@Collection(Recipient, {
  term: "Nơi nhận: lines of the lists of recipients.",
  example: "{ nodes { name agency { name } } }",
  relations: {
    agency: one(Agency, "agencyId", "Cơ quan nhận: the body meant."),
    addressees: linked(Thing, "to", "Nơi nhận khác: the other bodies of the same line.", "ADDRESSED_TO"),
  },
})
export class RecipientResolver {}

@Resolver(() => EvaluationPoint)
@Collection(EvaluationPoint, {
  term: "Đánh giá: strengths and limitations that reports name.",
  example: "(where: { polarity: { eq: LIMITATION } }) { nodes { title cause } }",
  relations: {
    concerns: linked(Thing, "to", "Liên quan: what it speaks of.", "CONCERNS"),
    contradicts: linked(
      Thing,
      "to",
      "Mâu thuẫn: what it says otherwise of than another section.",
      "CONTRADICTS",
    ),
  },
})
export class EvaluationPointResolver {}

@Resolver(() => OtherName)
@Collection(OtherName, {
  term: "Tên gọi khác trong nguồn: what sources also call a thing, and where.",
  example: "{ nodes { name of { name } source { section lineStart } } }",
  relations: { of: one(Thing, "ofId", "Của: the thing so called.", { required: true }) },
})
export class OtherNameResolver {}
