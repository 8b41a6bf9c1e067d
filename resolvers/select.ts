import { InputError } from "../schema/errors.js";
import { PAGE } from "../schema/page.js";
import type { Column, Model, Relation } from "./model.js";
import { afterSql, cursorOf, orderBySql, orderOf, type OrderInput, type Term } from "./order.js";
import { conditionOf, current, joined, Statement } from "./where.js";

/** What a client says about a list. */
export interface ListArgs {
  where?: object | null;
  orderBy?: OrderInput[] | null;
  first?: number | null;
  after?: string | null;
}

/** One page of a list: its rows and what lies around them. */
export interface Slice<Row = object> {
  rows: Row[];
  cursors: string[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
}

/** A row as PostgreSQL gives it. */
export type Raw = Record<string, unknown>;

/** A statement and the meaning of its rows. */
export interface Query<Answer> {
  text: string;
  values: unknown[];
  read(rows: Raw[]): Answer;
}

/** A list ordered by how well its rows fit, best first, those that do not fit left out. */
export interface Ranking {
  condition(statement: Statement, alias: string): string;
  score(statement: Statement, alias: string): string;
}

/** The rows of one relation for many parents at once. */
export interface Batch {
  relation: Relation;
  keys: readonly string[];
}

function sizeOf({ first }: ListArgs): number {
  const size = first ?? PAGE.default;
  if (size < 0 || size > PAGE.max) throw new InputError(`first must be from 0 to ${PAGE.max}, not ${size}.`);
  return size;
}

/** An entity made of a row's columns. */
export function hydrate(model: Model, raw: Raw): object {
  const row = Object.create(model.entity.prototype);
  for (const { property } of stored(model)) row[property] = raw[property];
  return row;
}

/** The columns of a table as properties of its entity. */
export const columnsSql = (model: Model, alias: string): string =>
  stored(model)
    .map(({ sql, property }) => `${alias}."${sql}" AS "${property}"`)
    .join(", ");

const stored = (model: Model): Column[] => Array.from(model.columns.values()).filter(({ alias }) => !alias);

function conditionsOf(
  model: Model,
  args: ListArgs,
  alias: string,
  statement: Statement,
  batch?: Batch,
): string[] {
  const scope = batch ? [joined(batch.relation, alias, "k.key")] : current(model, alias);
  return args.where ? [...scope, conditionOf(model, args.where, alias, statement)] : scope;
}

const whereSql = (conditions: string[]): string =>
  conditions.length > 0 ? `WHERE ${conditions.join(" AND ")}` : "";

/** Runs a statement that speaks of k.key once for each key. */
function forEachKey(inner: string, { keys }: Batch, statement: Statement, columns: string): string {
  const list = statement.bind(keys, "text[]");
  return `SELECT k.key AS _key, ${columns} FROM unnest(${list}) WITH ORDINALITY AS k(key, n) CROSS JOIN LATERAL (${inner}) p`;
}

/** One page of a whole list. */
export function pageQuery(model: Model, args: ListArgs, ranking?: Ranking): Query<Slice> {
  const { text, statement, read } = page(model, args, undefined, ranking);
  return { text: statement.whole(text), values: statement.values, read };
}

/** A page for each key of a batch, in one statement. */
export function pagesQuery(model: Model, args: ListArgs, batch: Batch): Query<Slice[]> {
  const { text, statement, read } = page(model, args, batch);
  const batched = `${forEachKey(text, batch, statement, "p.*")} ORDER BY k.n, p._n`;
  return {
    text: statement.whole(batched),
    values: statement.values,
    read: (rows) => byKey(rows, batch).map(read),
  };
}

function page(model: Model, args: ListArgs, batch?: Batch, ranking?: Ranking) {
  const statement = new Statement();
  const alias = statement.alias();
  const size = sizeOf(args);
  const conditions = conditionsOf(model, args, alias, statement, batch);
  const terms = orderOf(model, args.orderBy ?? [], alias, statement);
  if (ranking) {
    conditions.push(ranking.condition(statement, alias));
    terms.unshift({ key: "rank", sql: ranking.score(statement, alias), cast: "numeric", direction: "DESC" });
  }
  if (args.after != null) conditions.push(afterSql(terms, args.after, statement));
  const order = orderBySql(terms);
  const places = terms.map(({ sql }, index) => `(${sql})::text AS "_${index}"`).join(", ");
  const number = batch ? `, row_number() OVER (ORDER BY ${order}) AS _n` : "";
  const text = `SELECT ${columnsSql(model, alias)}, ${places}${number} FROM ${statement.from(model, alias)} ${whereSql(conditions)} ORDER BY ${order} LIMIT ${size + 1}`;
  return { text, statement, read: (rows: Raw[]) => slice(model, terms, size, args.after != null, rows) };
}

function slice(model: Model, terms: Term[], size: number, hasPreviousPage: boolean, rows: Raw[]): Slice {
  const kept = rows.slice(0, size);
  return {
    rows: kept.map((raw) => hydrate(model, raw)),
    cursors: kept.map((raw) =>
      cursorOf(
        terms,
        terms.map((_, index) => raw[`_${index}`] as string | null),
      ),
    ),
    hasNextPage: rows.length > size,
    hasPreviousPage,
  };
}

/** How many rows a whole list has. */
export function countQuery(model: Model, args: ListArgs, ranking?: Ranking): Query<number> {
  const statement = new Statement();
  const alias = statement.alias();
  const conditions = conditionsOf(model, args, alias, statement);
  if (ranking) conditions.push(ranking.condition(statement, alias));
  const text = `SELECT count(*)::integer AS count FROM ${statement.from(model, alias)} ${whereSql(conditions)}`;
  return { text: statement.whole(text), values: statement.values, read: ([row]) => Number(row?.count) };
}

/** How many rows each key of a batch has. */
export function countsQuery(model: Model, args: ListArgs, batch: Batch): Query<number[]> {
  const statement = new Statement();
  const alias = statement.alias();
  const conditions = conditionsOf(model, args, alias, statement, batch);
  const inner = `SELECT count(*)::integer AS count FROM ${statement.from(model, alias)} ${whereSql(conditions)}`;
  const text = forEachKey(inner, batch, statement, "p.count");
  return {
    text: statement.whole(text),
    values: statement.values,
    read: (rows) => byKey(rows, batch).map(([row]) => Number(row?.count)),
  };
}

function byKey(rows: Raw[], { keys }: Batch): Raw[][] {
  const groups = new Map<unknown, Raw[]>(keys.map((key) => [key, []]));
  for (const row of rows) groups.get(row._key)?.push(row);
  return keys.map((key) => groups.get(key) ?? []);
}
