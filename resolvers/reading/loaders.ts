import DataLoader from "dataloader";
import { Thing } from "../../entities/base.js";
import { PAGE } from "../../schema/page.js";
import type { Catalogue } from "../model/catalogue.js";
import type { Choice, Model, Relation } from "../model/model.js";
import { codesQuery, eachCode } from "../sql/codes.js";
import { chosenQuery, computedQuery, rowsQuery } from "../sql/entities.js";
import type { GroupArgs } from "../sql/grouping.js";
import type { Measure } from "../sql/measure.js";
import {
  checkList,
  countQuery,
  countsQuery,
  type ListArgs,
  pageQuery,
  pagesQuery,
  type Slice,
} from "../sql/page.js";
import type { RatioArgs } from "../sql/ratio.js";
import { allRows } from "../sql/rows.js";
import type { Named, Ranking, Raw, Reader } from "../sql/statement.js";
import { Connection } from "./connection.js";
import { type GroupRow, groupOf, groupsQuery, measureQuery, ratioQuery } from "./groups.js";

/** What can run a statement; every statement of a request goes through one of these, and so can be counted. */
export interface Database {
  query(text: string, values: unknown[]): Promise<Raw[]>;
}

type Keyed = Record<string, unknown>;

/** The readers of one request: whatever the shape of the question, each relation costs one statement, not one a row. */
export class Loaders {
  readonly #loaders = new Map<string, DataLoader<string, unknown>>();

  constructor(
    private readonly db: Database,
    private readonly catalogue: Catalogue,
  ) {}

  /** A whole list; throws an InputError for arguments that have no meaning. */
  async list(model: Model, args: ListArgs, ranking?: Ranking): Promise<Connection> {
    await this.#know(checkList(allRows(model), args, ranking).named);
    return this.#connection(
      model,
      () => this.#run(pageQuery(model, args, ranking)),
      () => this.#run(countQuery(model, args, ranking)),
      this.#groups(model, args, `list ${JSON.stringify(args)}`, "", undefined, ranking),
    );
  }

  /** The rows that a to-many relation leads to from a row; throws an InputError for arguments that have no meaning. */
  async many(relation: Relation, name: string, row: object, args: ListArgs): Promise<Connection> {
    const key = (row as Keyed)[relation.from] as string | null;
    const { target } = relation;
    await this.#know(checkList(allRows(target), args).named);
    if (key === null)
      return new Connection(
        async () => ({ ...NOTHING, hasPreviousPage: args.after != null }),
        async () => 0,
        this.#groups(target, args, name, null, relation),
      );
    const pages = () =>
      this.#loader(`page ${name} ${JSON.stringify(args)}`, async (keys) =>
        this.#run(pagesQuery(args, { relation, keys })),
      );
    const counts = () =>
      this.#loader(`count ${name} ${JSON.stringify(args.where)}`, async (keys) =>
        this.#run(countsQuery(args, { relation, keys })),
      );
    return this.#connection(
      target,
      () => pages().load(key) as Promise<Slice>,
      () => counts().load(key) as Promise<number>,
      this.#groups(target, args, `${name} ${JSON.stringify(args.where)}`, key, relation),
    );
  }

  /** The groups of a list, or of the rows that a relation leads to from the key; null is the key of no row. */
  #groups(
    model: Model,
    list: ListArgs,
    name: string,
    key: string | null,
    relation?: Relation,
    ranking?: Ranking,
  ) {
    const batchOf = (keys: readonly string[]) => (relation ? { relation, keys } : undefined);
    return async (groups: GroupArgs): Promise<unknown[]> => {
      const grouped = { model, list, groups, ranking };
      const place = `${name} ${JSON.stringify(groups)}`;
      const load = (of: string, batch: (keys: readonly string[]) => Reader<unknown[]>) =>
        this.#loader(`${of} ${place}`, async (keys) => this.#run(batch(keys))).load(key ?? NO_ROW);
      const rows = await load("groups", (keys) => groupsQuery(grouped, batchOf(keys)));
      const read = (measure: Measure) =>
        load(`measure ${JSON.stringify(measure)}`, (keys) => measureQuery(grouped, measure, batchOf(keys)));
      const readRatio = (args: RatioArgs) =>
        load(`ratio ${JSON.stringify(args)}`, (keys) => ratioQuery(grouped, args, batchOf(keys)));
      const one = this.row.bind(this);
      return (rows as GroupRow[]).map((row) => groupOf(row, read as never, readRatio as never, one));
    };
  }

  /** The list of all things only names them; each is then read from the table of its kind. */
  #connection(
    model: Model,
    page: () => Promise<Slice>,
    total: () => Promise<number>,
    groups: (args: GroupArgs) => Promise<unknown[]>,
  ): Connection {
    if (model.entity !== Thing) return new Connection(page, total, groups);
    return new Connection(page, total, groups, (row) => this.row(model, (row as Thing).id));
  }

  /** The few rows that a list relation leads to from a row, all at once. */
  async whole(relation: Relation, name: string, row: object): Promise<unknown[]> {
    const keys = (row as Keyed)[relation.from];
    if (!Array.isArray(keys)) return (await this.many(relation, name, row, { first: PAGE.max })).nodes();
    const each = Array.from(new Set(keys));
    const rows = await Promise.all(each.map((key) => this.row(relation.target, key, relation.to)));
    return rows.filter((found) => found !== null);
  }

  /** What a to-one relation leads to: a row, one value of it, the row itself, or null. */
  async one({ target, shape, from, to, pick, lookUp }: Relation, row: object): Promise<unknown> {
    const key = (row as Keyed)[from] as string | null;
    if (key === null) return null;
    if (shape === "part") return row;
    const found = await this.row(target, key, to, lookUp);
    return found && pick !== undefined ? (found as Keyed)[pick] : found;
  }

  /** What a to-one relation leads to from a row by the value of its argument, or null. */
  async chosen(relation: Choice, name: string, row: object, value: unknown): Promise<object | null> {
    const key = (row as Keyed)[relation.from] as string | null;
    if (key === null) return null;
    const loader = this.#loader(`chosen ${name} ${JSON.stringify(value)}`, async (keys) =>
      this.#run(chosenQuery(relation, value, keys)),
    );
    return (await loader.load(key)) as object | null;
  }

  /** The row of a model whose property has the value, or null; a thing is read from the table of its kind, unless a view is named. */
  async row(model: Model, value: string, property = "id", view?: string): Promise<object | null> {
    const own = model.entity === Thing ? this.catalogue.kindOf(value) : model;
    if (!own) return null;
    const loader = this.#loader(`row ${own.name} ${property}`, async (keys) =>
      this.#run(rowsQuery(own, property, keys, view)),
    );
    return (await loader.load(value)) as object | null;
  }

  /** What is computed of a row's columns. */
  computed(model: Model, name: string, row: object, args: Record<string, unknown>): Promise<unknown> {
    const loader = this.#loader(`computed ${model.name}.${name} ${JSON.stringify(args)}`, async (keys) =>
      this.#run(computedQuery(model, name, args, keys)),
    );
    return loader.load((row as { id: string }).id);
  }

  /** The value of an expression that is about no row. */
  value(sql: string): Promise<unknown> {
    return this.#loader("value", async (expressions) => {
      const columns = expressions.map((expression, index) => `${expression} AS "${index}"`);
      const [row] = await this.db.query(`SELECT ${columns.join(", ")}`, []);
      return expressions.map((_, index) => row?.[index]);
    }).load(sql);
  }

  /** Throws an InputError where a code is that of nothing; all that are asked about together are one statement. */
  async #know(named: readonly Named[]): Promise<void> {
    const loader = () => this.#loader("codes", async (keys) => this.#run(codesQuery(keys)));
    await Promise.all(named.flatMap(eachCode).map((code) => loader().load(code)));
  }

  async #run<Answer>({ text, values, named = [], read }: Reader<Answer>): Promise<Answer> {
    await this.#know(named);
    return read(await this.db.query(text, values));
  }

  #loader(name: string, batch: (keys: readonly string[]) => Promise<unknown[]>): DataLoader<string, unknown> {
    const known = this.#loaders.get(name);
    if (known) return known;
    const made = new DataLoader(batch);
    this.#loaders.set(name, made);
    return made;
  }
}

/** Stands for the key of a row that has none: nothing has it. */
const NO_ROW = "";

const NOTHING: Slice = { rows: [], cursors: [], hasNextPage: false, hasPreviousPage: false };
