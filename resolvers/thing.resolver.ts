import { Arg, Ctx, Field, FieldResolver, Int, ObjectType, Query, Resolver, Root } from "type-graphql";
import { Sourced, Thing, ThingEntry } from "../entities/base.js";
import { Report, type Section } from "../entities/report.js";
import { ThingKind } from "../schema/enums/general.js";
import { connectionOf, PAGE } from "../schema/page.js";
import { Collection, Relations } from "./collection.js";
import type { Context } from "./context.js";
import { modelOf } from "./model.js";
import { searchFor } from "./search.js";
import { OWN_RELATIONS, SOURCE_RELATIONS } from "./thing.js";

@ObjectType("Source", { description: "Nguồn: where a figure or a thing was told.", simpleResolvers: true })
export class Source {
  @Field(() => Int, { nullable: true, description: "Dòng đầu: the first line of the source text." })
  lineStart!: number | null;

  @Field(() => Int, { nullable: true, description: "Dòng cuối: the last line of the source text." })
  lineEnd!: number | null;
}

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

@Resolver(() => Sourced)
@Relations(Sourced, SOURCE_RELATIONS)
export class SourcedResolver {
  @FieldResolver(() => Source, {
    nullable: true,
    description: "Nguồn: where it was told; null for definitions such as units, which no report tells.",
  })
  source(@Root() row: Sourced): Sourced | null {
    return row.reportId === null ? null : row;
  }
}

@Resolver(() => Source)
export class SourceResolver {
  @FieldResolver(() => Report, { nullable: true, description: "Báo cáo: the report that tells of it." })
  report(@Root() row: Sourced, @Ctx() { loaders }: Context) {
    return loaders.one(SOURCE_RELATIONS.report, row);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "Mục: the number of the section that tells of it.",
  })
  async section(@Root() row: Sourced, @Ctx() { loaders }: Context): Promise<string | null> {
    const section = (await loaders.one(SOURCE_RELATIONS.section, row)) as Section | null;
    return section?.number ?? null;
  }
}
