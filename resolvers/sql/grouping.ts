import { InputError } from "../../schema/errors.js";
import type { Model } from "../model/model.js";
import { Joins } from "./joins.js";
import { type ByInput, type Key, keyOf } from "./keys.js";
import { type Computed, type GroupRows, type Measure, measureSql } from "./measure.js";
import { leafOf, type OrderInput, onlyOne, sortKey } from "./order.js";
import { type ListArgs, rowsSql, sizeOf } from "./page.js";
import { Quotient, type RatioArgs, termsSql } from "./ratio.js";
import { type RowSet, sqlOf } from "./rows.js";
import { composed, type Ranking, Slot, type Statement } from "./statement.js";
import { testAll } from "./where.js";

/** What a client says about the groups of a list. */
export interface GroupArgs {
  by: ByInput[];
  where?: object | null;
  having?: object | null;
  orderBy?: Record<string, unknown>[] | null;
  first?: number | Slot | null;
}

/** A list's rows in groups, in one SELECT: keys as k0, k1 … and what is computed as m0, m1 …. */
export class Grouping {
  readonly model: Model;
  readonly alias: string;
  readonly keys: Key[];
  readonly #joins: Joins;
  readonly #columns: string[] = [];

  constructor(
    private readonly rows: RowSet,
    private readonly list: ListArgs,
    private readonly args: GroupArgs,
    readonly statement: Statement,
    private readonly ranking?: Ranking,
  ) {
    this.model = rows.model;
    this.alias = statement.alias();
    this.#joins = new Joins(statement);
    this.keys = args.by.map((input) =>
      keyOf(rows.model, input, this.alias, { statement, joins: this.#joins }),
    );
    // What is known only when the statement runs may be the same.
    const alike = (one: Key, other: Key) =>
      one.path.join() === other.path.join() &&
      (one.part === other.part || one.part instanceof Slot || other.part instanceof Slot);
    const twice = this.keys.find((key, at) => this.keys.slice(0, at).some((other) => alike(key, other)));
    if (twice) throw new InputError(`by: ${twice.path.join(".")} is named twice.`);
  }

  /** The columns of what is computed: its value, and the reason where it is refused. */
  compute(measure: Measure): { value: string; reason?: string } {
    const { sql, refusal } = this.#measured(measure);
    return { value: this.#column(sql), ...(refusal && { reason: this.#column(refusal) }) };
  }

  /** The columns of the two terms of a ratio, and the reason where it is refused. */
  ratio(args: RatioArgs): { of: string; to: string; reason?: string } {
    const { of, to, refusal } = termsSql(this.#rows(), args);
    return { of: this.#column(of), to: this.#column(to), ...(refusal && { reason: this.#column(refusal) }) };
  }

  /** The column of a value that groups are chosen or ordered by: a refused one fails the statement. */
  #decisive(measure: Measure): string {
    const { sql, refusal } = this.#measured(measure);
    return this.#column(
      refusal ? `CASE WHEN ${refusal} IS NULL THEN ${sql} ELSE refuse(${refusal}) END` : sql,
    );
  }

  /** The same of a ratio, as it is rounded; its arguments are right or wrong even where nothing is asked of it. */
  #decisiveRatio(args: RatioArgs): () => string {
    const { of, to, reason } = this.ratio(args);
    const quotient = new Quotient(of, to, args, this.statement);
    return () =>
      reason
        ? `CASE WHEN ${reason} IS NULL THEN ${quotient.value} ELSE refuse(${reason}) END`
        : quotient.value;
  }

  #measured(measure: Measure): Computed {
    return measureSql(this.#rows(), measure);
  }

  #rows(): GroupRows {
    const { model, alias, statement } = this;
    const shares = (name: string) => this.keys.some(({ path }) => path.join(".") === name);
    const history = this.rows.versions === "all";
    return { model, alias, statement, history, shares };
  }

  #column(sql: string): string {
    const known = this.#columns.indexOf(sql);
    if (known >= 0) return `m${known}`;
    this.#columns.push(sql);
    return `m${this.#columns.length - 1}`;
  }

  /** Every group, in no order, whether or not it meets having. */
  all(): string {
    const { alias, statement } = this;
    const conditions = this.ranking ? [this.ranking.condition(statement, alias)] : [];
    const keys = this.keys.map(({ sql }, index) => `${sql} AS k${index}`);
    const columns = this.#columns.map((sql, index) => `${sql} AS m${index}`);
    const wheres = [this.list.where, this.args.where];
    const rows = rowsSql(this.rows, wheres, alias, statement, conditions, this.#joins.sql());
    const by = keys.length > 0 ? ` GROUP BY ${keys.map((_, index) => index + 1).join(", ")}` : "";
    return `SELECT ${[...keys, ...columns, "count(*) AS n"].join(", ")} ${rows}${by}`;
  }

  /** The groups that meet having, in order, as many as were asked for. */
  page(): string {
    const { having, first } = this.args;
    const condition = having ? ` WHERE ${this.#having(having)}` : "";
    const order = this.#order();
    const size = sizeOf(first);
    const limit = typeof size === "number" ? size : this.statement.bind(size, "integer");
    const by = order.length > 0 ? ` ORDER BY ${order.join(", ")}` : "";
    return `SELECT * FROM (${this.all()}) g${condition}${by} LIMIT ${limit}`;
  }

  #order(): string[] {
    const asked = (this.args.orderBy ?? []).flatMap((input) => {
      const [name, value] = onlyOne(
        input,
        "Each item of orderBy names exactly one thing; write [{ count: DESC }, { keys: { kind: ASC } }] for two.",
      );
      if (name === "count") return `${this.#decisive({ fn: "count" })} ${value}`;
      if (name === "ratio") {
        const { direction, ...args } = value as RatioArgs & { direction: string };
        return `${this.#decisiveRatio(args)()} ${direction}`;
      }
      const { path, part, direction } = leafOf(this.model, value as OrderInput);
      if (name === "keys")
        return this.#sortKeys(this.indexOf(path, part)).map((key) => `${key} ${direction}`);
      return `${this.#decisive({ fn: name as Measure["fn"], property: path[0] as string })} ${direction}`;
    });
    // Groups differ in their keys, so the keys make any order total.
    const last = this.keys.flatMap((_, index) => this.#sortKeys(index).map((key) => `${key} ASC`));
    return [...asked, ...last].map((term) => `${term} NULLS LAST`);
  }

  /** What a key is ordered by: a chosen row by its place, then by its key. */
  #sortKeys(index: number): string[] {
    const { column, choice } = this.keys[index] as Key;
    if (column) return [sortKey(column, `k${index}`).sql];
    if (!choice) return [`k${index}`];
    const { target, to, through } = choice;
    const row = this.statement.alias();
    const place = `${row}.${sqlOf(target, through.argument.order)}`;
    const from = this.statement.from(target, row, "all");
    return [`(SELECT ${place} FROM ${from} WHERE ${row}.${sqlOf(target, to)} = k${index})`, `k${index}`];
  }

  /** The number of the key with the path; of a date by whichever part, unless one is named. */
  indexOf(path: string[], part?: unknown): number {
    const name = path.join(".");
    const wanted = composed(part);
    const found = this.keys.findIndex(
      (key) => key.path.join(".") === name && (part == null || key.said === part || key.part === wanted),
    );
    if (found < 0) throw new InputError(`keys: ${name}${part == null ? "" : ` (${part})`} is not among by.`);
    return found;
  }

  #having(having: object): string {
    const nested = (inner: object) => `(${this.#having(inner)})`;
    const all = Object.entries(having).flatMap(([name, value]) => {
      if (value === undefined || value === null) return [];
      if (name === "and") return value.map(nested);
      if (name === "or") return [`(${value.map(nested).join(" OR ") || "FALSE"})`];
      if (name === "not") return [`${nested(value)} IS NOT TRUE`];
      if (name === "count") return this.#tests({ fn: name }, value);
      if (name === "ratio") {
        const { value: conditions, ...args } = value;
        const ratio = this.#decisiveRatio(args);
        return conditions ? this.#testsOf("ratio", "numeric", conditions, ratio) : [];
      }
      return Object.entries(value).flatMap(([property, conditions]) =>
        conditions ? this.#tests({ fn: name as Measure["fn"], property }, conditions) : [],
      );
    });
    return all.join(" AND ") || "TRUE";
  }

  #tests(measure: Measure, conditions: object): string[] {
    const { fn, property = fn } = measure;
    const cast = fn === "count" ? "integer" : "numeric";
    return this.#testsOf(property, cast, conditions, () => this.#decisive(measure));
  }

  #testsOf(property: string, cast: string, conditions: object, sql: () => string): string[] {
    // What no condition is put on is not computed, so that it is not refused either.
    if (Object.values(conditions).every((value) => value === undefined)) return [];
    const column = { property, sql: property, cast, list: false, required: false };
    return testAll(sql(), column, conditions, this.statement);
  }
}
