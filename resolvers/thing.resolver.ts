import { Resolver } from "type-graphql";
import { Source, Sourced, Thing, ThingEntry } from "../entities/base.js";
import { Report, Section } from "../entities/report.js";
import { ThingKind } from "../schema/enums/general.js";
import { Collection, Fields, Relations } from "./collection.js";
import { one } from "./model/model.js";
import { searchFor } from "./sql/search.js";
import { SOURCE_RELATIONS, THING_RELATIONS } from "./thing.relations.js";

@Resolver(() => Thing)
@Collection(Thing, {
  term: "Đối tượng: things of every kind.",
  example: "(where: { kind: { eq: SYSTEM } }, first: 5) { nodes { id name } }",
  columns: ThingEntry,
  relations: THING_RELATIONS,
  ranked: {
    search: {
      description:
        "Tìm kiếm: things whose names, aliases, numbers or other words fit the text, best first; case, diacritics and whether abbreviations are written out do not matter, and a misspelling is forgiven. What a figure states leads to what it measures and whom it is about.",
      example: '(text: "cong dich vu cong", first: 3) { nodes { id name } }',
      arguments: {
        text: { type: String, description: "Nội dung tìm: what to look for." },
        kinds: {
          type: ThingKind,
          list: true,
          nullable: true,
          description: "Loại: only these kinds of thing.",
        },
      },
      first: 20,
      rank: searchFor,
    },
  },
})
export class ThingResolver {}

@Resolver(() => Sourced)
@Relations(Sourced, SOURCE_RELATIONS)
export class SourcedResolver {}

@Resolver(() => Source)
@Fields(Source, {
  columns: Sourced,
  relations: {
    report: one(Report, "reportId", "Báo cáo: the report that mentions it."),
    section: one(Section, "sectionId", "Mục: the number of the section that mentions it.", {
      pick: "number",
    }),
  },
})
export class SourceResolver {}
