import type { GroupsAsk, ListAsk } from "./asks.js";
import type { Groupings } from "./groupings.js";
import type { Lists } from "./lists.js";
import type { Samples } from "./samples.js";

/** Spoils questions in one place. */
export class Mistakes {
  constructor(
    private readonly samples: Samples,
    private readonly lists: Lists,
    private readonly groupings: Groupings,
  ) {}

  /** A mistake in the arguments of a list. */
  inList(ask: ListAsk): void {
    const { random } = this.samples;
    const { model } = ask;
    const ways: (() => void)[] = [
      () => {
        ask.first = random.pick([-1, 1001, 100_000]);
      },
      () => {
        ask.after = random.pick(["", "xyz", "[]", "eyJhIjoxfQ=="]);
      },
      () => {
        const operator = random.pick(["eq", "ne", "in", "notIn", "isNull"]);
        ask.where = { ...ask.where, id: { [operator]: null } };
      },
      () => {
        ask.where = { not: { or: [{ id: { eq: null } }] } };
      },
      () => {
        const relation = this.lists.inner(model);
        if (relation) ask.where = { [relation.field]: { [random.pick(["some", "none", "every"])]: null } };
        else ask.first = 1001;
      },
      () => {
        ask.orderBy = [{ id: "ASC" }, {}];
      },
      () => {
        ask.orderBy = [{ id: "ASC", ...this.lists.order(model, 0) }, { id: "DESC" }];
        if (Object.keys(ask.orderBy[0] ?? {}).length < 2) ask.orderBy = [{}];
      },
    ];
    random.pick(ways)();
  }

  /** A mistake in groups. */
  inGroups(ask: GroupsAsk, { model }: ListAsk): void {
    const { random } = this.samples;
    const ways: (() => void)[] = [
      () => {
        ask.first = random.pick([-1, 1001, 100_000]);
      },
      () => {
        ask.by.push({});
        ask.keys = [];
        ask.orderBy = [{ count: "ASC" }];
      },
      () => {
        ask.by.push(this.groupings.by(model, 1));
        ask.by.push(ask.by[0] as GroupsAsk["by"][number]);
      },
      () => {
        ask.keys.push({ by: { id: "VALUE" }, named: false });
        ask.by = ask.by.filter((by) => !("id" in by));
      },
      () => {
        ask.orderBy = [{ keys: { id: "ASC" } }];
        ask.by = ask.by.filter((by) => !("id" in by));
        ask.keys = ask.keys.filter(({ by }) => !("id" in by));
      },
      () => {
        ask.orderBy = [random.chance(0.5) ? {} : { count: "ASC", keys: { id: "DESC" } }];
      },
      () => {
        ask.having = { count: { [random.pick(["eq", "gt", "notIn"])]: null } };
      },
      () => {
        ask.where = { id: { isNull: null } };
      },
      () => {
        ask.measures.push({ fn: "count", where: { id: { ne: null } } });
      },
      () => {
        ask.ratios.push({ of: { where: { id: { ne: null } } }, to: {} });
      },
      () => {
        ask.ratios.push({ of: {}, to: {}, decimals: random.pick([-1, 21, 1000]) });
      },
    ];
    random.pick(ways)();
  }
}
