import { Arg, Ctx, Int, Query, Resolver } from "type-graphql";
import { Source, Sourced, Thing, ThingEntry } from "../entities/base.js";
import { Report, Section } from "../entities/report.js";
import { ThingKind } from "../schema/enums/general.js";
import { connectionOf, PAGE } from "../schema/page.js";
import { Collection, Fields, Relations } from "./collection.js";
import type { Context } from "./reading/context.js";
import { modelOf, one } from "./model/model.js";
import { declareRoot } from "./root.js";
import { searchFor } from "./sql/search.js";
import { OWN_RELATIONS, SOURCE_RELATIONS } from "./thing.relations.js";

@Resolver(() => Thing)
@Collection(Thing, {
  term: "Đối tượng: things of every kind.",
  columns: ThingEntry,
  relations: OWN_RELATIONS,
})
export class ThingResolver {
  @Query(() => connectionOf(Thing, "Thing") as never, {
    nullable: true,
    description:
      "Tìm kiếm: things whose names, aliases, titles, numbers or labels fit the text, best first; case and diacritics do not matter, and a misspelling is forgiven.",
  })
  search(
    @Arg("text", () => String, { description: "Nội dung tìm: what to look for." }) text: string,
    @Arg("kinds", () => [ThingKind], { nullable: true, description: "Loại: only these kinds of thing." })
    kinds: (keyof typeof ThingKind)[] | null,
    @Arg("first", () => Int, { defaultValue: 20, description: `Số lượng: how many, at most ${PAGE.max}.` })
    first: number,
    @Arg("after", () => String, {
      nullable: true,
      description: "Sau con trỏ: only what comes behind this cursor.",
    })
    after: string | null,
    @Ctx() { loaders }: Context,
  ) {
    return loaders.list(modelOf(Thing), { first, after }, searchFor(text, kinds));
  }
}

declareRoot("search", {
  model: modelOf(Thing),
  shape: "many",
  ranking: ({ text, kinds }) => searchFor(text as never, kinds ?? null),
});

@Resolver(() => Sourced)
@Relations(Sourced, SOURCE_RELATIONS)
export class SourcedResolver {}

@Resolver(() => Source)
@Fields(Source, {
  columns: Sourced,
  relations: {
    report: one(Report, "reportId", "Báo cáo: the report that tells of it."),
    section: one(Section, "sectionId", "Mục: the number of the section that tells of it.", {
      pick: "number",
    }),
  },
})
export class SourceResolver {}
