import { InputError } from "../../schema/errors.js";
import { PAGE } from "../../schema/page.js";
import { type Batch, byKey, forEachKey, ofKey } from "./batch.js";
import type { Column, Model } from "../model/model.js";
import { afterSql, cursorOf, orderBySql, orderOf, type OrderInput, type Term } from "./order.js";
import { derive, type Query, type Ranking, type Raw, type Slot, Statement } from "./statement.js";
import { all, conditionOf, type Scope } from "./where.js";

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

/** One page of a list in SQL, but for what is selected. */
export interface Page {
  alias: string;
  /** FROM … WHERE … ORDER BY. */
  tail: string;
  terms: Term[];
  size: number | Slot;
}

/** How many are asked for. */
export function sizeOf(first: ListArgs["first"]): number | Slot {
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
export function rowsSql(
  model: Model,
  wheres: ListArgs["where"][],
  alias: string,
  statement: Statement,
  conditions: string[],
  joins = "",
): string {
  const asked = wheres.flatMap((where) => (where ? conditionOf(model, where, alias, statement) : []));
  const all = [...conditions, ...asked].join(" AND ");
  return `FROM ${statement.from(model, alias)}${joins}${all && ` WHERE ${all}`}`;
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
  const size = sizeOf(args.first);
  const conditions = scope(alias);
  const terms = orderOf(model, args.orderBy ?? [], alias, statement);
  if (ranking) {
    conditions.push(ranking.condition(statement, alias));
    const sql = ranking.score(statement, alias);
    terms.unshift({ key: "rank", sql, cast: "numeric", direction: "DESC", required: true });
  }
  if (args.after != null) conditions.push(afterSql(terms, args.after, statement));
  const tail = `${rowsSql(model, [args.where], alias, statement, conditions)} ORDER BY ${orderBySql(terms)}`;
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
  return `SELECT count(*)::integer AS count ${rowsSql(model, [where], alias, statement, conditions)}`;
}

/** A row's place in the order, a text column for each term. */
export const placesSql = (terms: Term[]): string =>
  terms.map(({ sql }, index) => `(${sql})::text AS "_${index}"`).join(", ");

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
