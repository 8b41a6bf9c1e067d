import { InputError } from "../../schema/errors.js";
import { PAGE } from "../../schema/page.js";
import type { Model } from "../model/model.js";
import { type Batch, byKey, forEachKey, rowsOfKey } from "./batch.js";
import { afterSql, cursorOf } from "./cursor.js";
import { columnsSql, hydrate } from "./entities.js";
import { type OrderInput, orderBySql, orderOf, type Term } from "./order.js";
import { allRows, readSql, type RowSet } from "./rows.js";
import { derive, type Ranking, type Raw, type Reader, type Slot, Statement } from "./statement.js";
import { conditionOf } from "./where.js";

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
  /** The ORDER BY of it, which says the same of the page's rows. */
  order: string;
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

/** Every row of a list that meets the conditions, in no order: FROM … WHERE …. */
export function rowsSql(
  set: RowSet,
  wheres: ListArgs["where"][],
  alias: string,
  statement: Statement,
  more: string[] = [],
  joins = "",
): string {
  const asked = wheres.flatMap((where) => (where ? conditionOf(set.model, where, alias, statement) : []));
  const { from, conditions } = readSql(set, alias, statement);
  const all = [...conditions, ...more, ...asked].join(" AND ");
  return `FROM ${from}${joins}${all && ` WHERE ${all}`}`;
}

/** One page of a list; throws an InputError for arguments that have no meaning. */
export function pageSql(rows: RowSet, args: ListArgs, statement: Statement, ranking?: Ranking): Page {
  const alias = statement.alias();
  const size = sizeOf(args.first);
  const terms = orderOf(rows.model, args.orderBy ?? [], alias, statement);
  const conditions: string[] = [];
  if (ranking) {
    conditions.push(ranking.condition(statement, alias));
    const sql = ranking.score(statement, alias);
    terms.unshift({ key: "rank", sql, cast: "numeric", direction: "DESC", required: true, own: false });
  }
  const order = `ORDER BY ${orderBySql(terms)}`;
  const ways = rows.ways(alias, statement);
  const behind = args.after == null ? [] : afterSql(terms, args.after, statement);
  if (ways.length < 2 && behind.length < 2) {
    conditions.push(...behind);
    const all = rowsSql(rows, [args.where], alias, statement, conditions);
    return { alias, tail: `${all} ${order}`, order, terms, size };
  }
  if (args.where) conditions.push(conditionOf(rows.model, args.where, alias, statement));
  const most = derive(size, (count) => count + 1);
  const limit = typeof most === "number" ? most : statement.bind(most, "integer");
  // Each part is read in its order from an index, as far as the page may need it; the alternatives of an OR would not be.
  const parts = (ways.length > 0 ? ways : ["TRUE"]).flatMap((way) =>
    (behind.length > 0 ? behind : ["TRUE"]).map((place) => {
      const some = rowsSql({ ...rows, ways: () => [way] }, [], alias, statement, [...conditions, place]);
      return `(SELECT * ${some} ${order} LIMIT ${limit})`;
    }),
  );
  const tail = `FROM (${parts.join(" UNION ALL ")}) ${alias} ${order}`;
  return { alias, tail, order, terms, size };
}

/**
 * Throws an InputError for arguments that have no meaning, and returns those that only a request, or the database, shows to
 * have one.
 */
export function checkList(rows: RowSet, args: ListArgs, ranking?: Ranking) {
  const statement = new Statement();
  const { size } = pageSql(rows, args, statement, ranking);
  return { values: [...statement.values, size], named: statement.named };
}

/** How many rows a list has, beyond the page too. */
export function totalSql(rows: RowSet, { where }: ListArgs, statement: Statement, ranking?: Ranking): string {
  const alias = statement.alias();
  const conditions = ranking ? [ranking.condition(statement, alias)] : [];
  const ways = rows.ways(alias, statement);
  // What one index holds is counted faster than what several are put together of.
  const sets = ways.length === 2 ? ways.map((way) => ({ ...rows, ways: () => [way] })) : [rows];
  const counts = sets.map(
    (set) => `SELECT count(*)::integer AS count ${rowsSql(set, [where], alias, statement, conditions)}`,
  );
  return counts.length === 1 ? String(counts[0]) : `SELECT (${counts.join(") + (")}) AS count`;
}

/** A row's place in the order, a text column for each term. */
export const placesSql = (terms: Term[]): string =>
  terms.map(({ sql }, index) => `(${sql})::text AS "_${index}"`).join(", ");

/** One page of a whole list. */
export function pageQuery(model: Model, args: ListArgs, ranking?: Ranking): Reader<Slice> {
  const statement = new Statement();
  const page = pageSql(allRows(model), args, statement, ranking);
  const text = statement.whole(rowsOf(model, page));
  return { text, values: statement.values, read: (rows) => slice(model, page, args, rows) };
}

/** A page for each key of a batch, in one statement. */
export function pagesQuery(args: ListArgs, batch: Batch): Reader<Slice[]> {
  const statement = new Statement();
  const model = batch.relation.target;
  const page = pageSql(rowsOfKey(batch), args, statement);
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
export function countQuery(model: Model, args: ListArgs, ranking?: Ranking): Reader<number> {
  const statement = new Statement();
  const text = statement.whole(totalSql(allRows(model), args, statement, ranking));
  return { text, values: statement.values, read: ([row]) => Number(row?.count) };
}

/** How many rows each key of a batch has. */
export function countsQuery(args: ListArgs, batch: Batch): Reader<number[]> {
  const statement = new Statement();
  const inner = totalSql(rowsOfKey(batch), args, statement);
  const text = forEachKey(inner, batch, statement, "p.count");
  return {
    text: statement.whole(text),
    values: statement.values,
    read: (rows) => byKey(rows, batch).map(([row]) => Number(row?.count)),
  };
}
