import { InputError } from "../schema/errors.js";
import { PAGE } from "../schema/page.js";
import type { Column, Model, Relation } from "./model.js";
import { afterSql, cursorOf, orderBySql, orderOf, type OrderInput, type Term } from "./order.js";
import { derive, type Ranking, type Slot, Statement } from "./statement.js";
import { conditionOf, current, joined } from "./where.js";

/** What a client says about a list. */
export interface ListArgs {
  where?: object | null;
  orderBy?: OrderInput[] | null;
  first?: number | Slot | null;
  after?: string | Slot | null;
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

/** The rows of one relation for many parents at once. */
export interface Batch {
  relation: Relation;
  keys: readonly string[];
}

/** Which rows a list is taken from: conditions on the alias that the list's table is given. */
export type Scope = (alias: string) => string[];

/** One page of a list in SQL, but for what is selected. */
export interface Page {
  alias: string;
  /** FROM … WHERE … ORDER BY. */
  tail: string;
  terms: Term[];
  size: number | Slot;
}

function sizeOf({ first }: ListArgs): number | Slot {
  return derive(first ?? PAGE.default, (size) => {
    if (size < 0 || size > PAGE.max)
      throw new InputError(`first must be from 0 to ${PAGE.max}, not ${size}.`);
    return size;
  });
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

/** Every row of a list, in no order. */
function rowsSql(model: Model, args: ListArgs, alias: string, statement: Statement, conditions: string[]) {
  const all = args.where ? [...conditions, conditionOf(model, args.where, alias, statement)] : conditions;
  return `FROM ${statement.from(model, alias)}${all.length > 0 ? ` WHERE ${all.join(" AND ")}` : ""}`;
}

/** One page of a list. */
export function pageSql(
  model: Model,
  args: ListArgs,
  statement: Statement,
  scope: Scope,
  ranking?: Ranking,
): Page {
  const alias = statement.alias();
  const size = sizeOf(args);
  const conditions = scope(alias);
  const terms = orderOf(model, args.orderBy ?? [], alias, statement);
  if (ranking) {
    conditions.push(ranking.condition(statement, alias));
    const sql = ranking.score(statement, alias);
    terms.unshift({ key: "rank", sql, cast: "numeric", direction: "DESC", required: true });
  }
  if (args.after != null) conditions.push(afterSql(terms, args.after, statement));
  const tail = `${rowsSql(model, args, alias, statement, conditions)} ORDER BY ${orderBySql(terms)}`;
  return { alias, tail, terms, size };
}

/** How many rows a list has, beyond the page too. */
export function totalSql(
  model: Model,
  { where }: ListArgs,
  statement: Statement,
  scope: Scope,
  ranking?: Ranking,
): string {
  const alias = statement.alias();
  const conditions = scope(alias);
  if (ranking) conditions.push(ranking.condition(statement, alias));
  return `SELECT count(*)::integer AS count ${rowsSql(model, { where: where ?? null }, alias, statement, conditions)}`;
}

/** A row's place in the order, a text column for each term. */
export const placesSql = (terms: Term[]): string =>
  terms.map(({ sql }, index) => `(${sql})::text AS "_${index}"`).join(", ");

/** Runs a statement that speaks of k.key once for each key. */
function forEachKey(inner: string, { keys }: Batch, statement: Statement, columns: string): string {
  const list = statement.bind(keys, "text[]");
  return `SELECT k.key AS _key, ${columns} FROM unnest(${list}) WITH ORDINALITY AS k(key, n) CROSS JOIN LATERAL (${inner}) p`;
}

const all =
  (model: Model): Scope =>
  (alias) =>
    current(model, alias);

const ofKey =
  ({ relation }: Batch): Scope =>
  (alias) => [joined(relation, alias, "k.key")];

/** One page of a whole list. */
export function pageQuery(model: Model, args: ListArgs, ranking?: Ranking): Query<Slice> {
  const statement = new Statement();
  const page = pageSql(model, args, statement, all(model), ranking);
  const text = statement.whole(rowsOf(model, page));
  return { text, values: statement.values, read: (rows) => slice(model, page, args, rows) };
}

/** A page for each key of a batch, in one statement. */
export function pagesQuery(model: Model, args: ListArgs, batch: Batch): Query<Slice[]> {
  const statement = new Statement();
  const page = pageSql(model, args, statement, ofKey(batch));
  const number = `, row_number() OVER (ORDER BY ${orderBySql(page.terms)}) AS _n`;
  const text = `${forEachKey(rowsOf(model, page, number), batch, statement, "p.*")} ORDER BY k.n, p._n`;
  return {
    text: statement.whole(text),
    values: statement.values,
    read: (rows) => byKey(rows, batch).map((own) => slice(model, page, args, own)),
  };
}

const rowsOf = (model: Model, { alias, tail, terms, size }: Page, more = ""): string =>
  `SELECT ${columnsSql(model, alias)}, ${placesSql(terms)}${more} ${tail} LIMIT ${Number(size) + 1}`;

function slice(model: Model, { terms, size }: Page, { after }: ListArgs, rows: Raw[]): Slice {
  const kept = rows.slice(0, size as number);
  return {
    rows: kept.map((raw) => hydrate(model, raw)),
    cursors: kept.map((raw) =>
      cursorOf(
        terms,
        terms.map((_, index) => raw[`_${index}`] as string | null),
      ),
    ),
    hasNextPage: rows.length > kept.length,
    hasPreviousPage: after != null,
  };
}

/** How many rows a whole list has. */
export function countQuery(model: Model, args: ListArgs, ranking?: Ranking): Query<number> {
  const statement = new Statement();
  const text = statement.whole(totalSql(model, args, statement, all(model), ranking));
  return { text, values: statement.values, read: ([row]) => Number(row?.count) };
}

/** How many rows each key of a batch has. */
export function countsQuery(model: Model, args: ListArgs, batch: Batch): Query<number[]> {
  const statement = new Statement();
  const inner = totalSql(model, args, statement, ofKey(batch));
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
