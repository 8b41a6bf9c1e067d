import type { GraphQLSchema } from "graphql";
import type { Model } from "../../resolvers/model/model.js";
import type { Random } from "../random.js";
import type { ListAsk } from "./asks.js";
import { Groupings } from "./groupings.js";
import { Lists, rootLists } from "./lists.js";
import { Mistakes } from "./mistakes.js";
import type { Rows } from "./rows.js";
import { Samples } from "./samples.js";
import { Wheres } from "./wheres.js";

/** What a question is about most. */
export type Kind = "filters" | "orders" | "pages" | "groups" | "refusals";

/** A question as data. */
export interface Question {
  kind: Kind;
  ask: ListAsk;
  /** The list that is walked page by page; the one asked for, or one of its node's. */
  walked?: ListAsk;
}

const SHARES: [Kind, number][] = [
  ["filters", 0.35],
  ["orders", 0.15],
  ["pages", 0.1],
  ["groups", 0.3],
  ["refusals", 0.1],
];
/** Types that have more to say than others, and are asked for more often. */
const RICH = [
  "Observation",
  "Document",
  "SecurityIncident",
  "InfrastructureSystem",
  "Thing",
  "BidPackage",
  "Check",
];

/** Makes random questions about what the rows hold. */
export class Questions {
  readonly #random: Random;
  readonly #roots: { field: string; model: Model }[];
  readonly #wheres: Wheres;
  readonly #lists: Lists;
  readonly #groupings: Groupings;
  readonly #mistakes: Mistakes;

  constructor(schema: GraphQLSchema, random: Random, rows: Rows) {
    const samples = new Samples(schema, random, rows);
    this.#random = random;
    this.#roots = rootLists(schema, rows.catalogue);
    this.#wheres = new Wheres(samples);
    this.#lists = new Lists(samples);
    this.#groupings = new Groupings(samples, this.#wheres);
    this.#mistakes = new Mistakes(samples, this.#lists, this.#groupings);
  }

  next(): Question {
    let left = this.#random.next();
    const [kind] = SHARES.find(([, share]) => {
      left -= share;
      return left < 0;
    }) ?? ["filters" as const];
    const rich = this.#roots.filter(({ model }) => RICH.includes(model.name));
    const figures = this.#roots.filter(({ model }) => model.guard);
    const often = kind === "groups" && this.#random.chance(0.25) ? figures : rich;
    const { field, model } = this.#random.pick(this.#random.chance(0.5) ? often : this.#roots);
    const ask = this.#lists.plain(field, model);
    ask.first = 1000;
    if (kind === "pages") return { kind, ask, walked: this.#toWalk(ask) };
    if (kind === "refusals") this.#refused(ask);
    else this[kind](ask);
    return { kind, ask };
  }

  filters(ask: ListAsk): void {
    const random = this.#random;
    ask.where = this.#wheres.of(ask.model);
    if (random.chance(0.2)) this.#lists.shown(ask);
    const inner = random.chance(0.25) ? this.#lists.inner(ask.model) : undefined;
    if (!inner) return;
    inner.first = random.chance(0.3) ? random.below(4) : 1000;
    inner.where = this.#wheres.of(inner.model, 2);
    if (random.chance(0.3)) this.#lists.shown(inner);
    ask.inner.push(inner);
  }

  orders(ask: ListAsk): void {
    const random = this.#random;
    if (random.chance(0.85)) ask.orderBy = this.#lists.orderBy(ask.model);
    if (random.chance(0.3)) ask.where = this.#wheres.of(ask.model, 1);
    if (random.chance(0.5)) ask.first = random.below(20);
    if (random.chance(0.1)) delete ask.first;
    if (random.chance(0.4)) this.#lists.shown(ask);
    const inner = random.chance(0.25) ? this.#lists.inner(ask.model) : undefined;
    if (!inner) return;
    if (random.chance(0.7)) inner.orderBy = this.#lists.orderBy(inner.model);
    if (random.chance(0.6)) inner.first = random.below(5);
    inner.edges = false;
    ask.inner.push(inner);
  }

  groups(ask: ListAsk): void {
    const random = this.#random;
    delete ask.columns;
    ask.total = random.chance(0.3);
    const inner = random.chance(0.25) ? this.#lists.inner(ask.model) : undefined;
    const at = inner ?? ask;
    if (inner) {
      ask.columns = [];
      delete inner.columns;
      inner.total = false;
      ask.inner.push(inner);
      if (random.chance(0.5)) ask.where = { [inner.field]: { some: {} } };
    }
    if (random.chance(0.35)) at.where = this.#wheres.of(at.model, 2);
    at.groups = Array.from({ length: 1 + random.below(2) }, () => this.#groupings.of(at.model));
  }

  #refused(ask: ListAsk): void {
    const random = this.#random;
    const grouped = random.chance(0.5);
    if (grouped) this.groups(ask);
    else random.chance(0.5) ? this.filters(ask) : this.orders(ask);
    const at = random.chance(0.5) ? (ask.inner[0] ?? ask) : ask;
    const [groups] = at.groups;
    if (groups) this.#mistakes.inGroups(groups, at);
    else this.#mistakes.inList(at);
  }

  #toWalk(ask: ListAsk): ListAsk {
    const random = this.#random;
    const inner = random.chance(0.3) ? this.#lists.inner(ask.model) : undefined;
    const walked = inner ?? ask;
    walked.edges = true;
    if (random.chance(0.8)) walked.orderBy = this.#lists.orderBy(walked.model);
    if (random.chance(0.3)) walked.where = this.#wheres.of(walked.model, 2);
    if (inner) {
      ask.where = { id: this.#wheres.oneId(ask.model) };
      ask.inner.push(inner);
    }
    return walked;
  }
}
