import { InputError } from "../../schema/errors.js";
import type { Column } from "../model/columns.js";
import type { Model } from "../model/model.js";
import { related, sqlOf } from "./rows.js";
import { derive, quoted, type Slot, type Statement } from "./statement.js";
import { namesId } from "./where.js";

/** One term of an order: what is compared, and which way. */
export interface Term {
  key: string;
  sql: string;
  cast: string;
  direction: "ASC" | "DESC";
  /** Whether every row has a value here. */
  required: boolean;
  /** Whether it is a column of the row itself, of which there may be an index. */
  own: boolean;
}

export type OrderInput = { [key: string]: "ASC" | "DESC" | OrderInput };

/** What a column's values are compared by: an enum sorts in the order in which the schema lists its values. */
export function sortKey({ values, cast }: Column, sql: string): { sql: string; cast: string } {
  // Where that is the order of their letters, an index on the column serves.
  const byLetters = values?.every((value, index) => index === 0 || (values[index - 1] as string) < value);
  if (!values || byLetters) return { sql, cast };
  return { sql: `array_position(ARRAY[${values.map(quoted).join(", ")}], ${sql})`, cast: "integer" };
}

/** The one entry of an input of which exactly one field must be given. */
export function onlyOne<Value>(input: Record<string, Value>, rule: string): [string, Value] {
  const [entry, ...more] = Object.entries(input).filter(([, value]) => value !== undefined);
  if (!entry || more.length > 0 || entry[1] === null) throw new InputError(rule);
  return entry;
}

/** The leaf of an order input, and the way to it. */
export function leafOf(input: OrderInput, path: string[] = []): { path: string[]; direction: string } {
  const [name, value] = onlyOne(input, "Each item of orderBy names exactly one field.");
  const way = [...path, name];
  return typeof value === "string" ? { path: way, direction: value } : leafOf(value, way);
}

function term(model: Model, input: OrderInput, alias: string, statement: Statement): Term {
  const rule = "Each item of orderBy names exactly one field; write [{ name: ASC }, { id: DESC }] for two.";
  const [key, value] = onlyOne(input, rule);
  const relation = model.relations[key];
  if (!relation || typeof value === "string") {
    const column = model.columns.get(key);
    if (!column) throw new Error(`${model.name} has no ${key}.`);
    const { required } = column;
    const sql = `${alias}."${column.sql}"`;
    const compared = sortKey(column, sql);
    return { key, ...compared, direction: value as Term["direction"], required, own: compared.sql === sql };
  }
  const { target } = relation;
  // An id is the key that names it.
  if (typeof value.id === "string" && Object.keys(value).join() === "id" && namesId(model, relation))
    return {
      key: `${key}.id`,
      sql: `${alias}.${sqlOf(model, relation.from)}`,
      cast: "text",
      direction: value.id,
      required: false,
      own: true,
    };
  const inner = statement.alias();
  const { key: rest, sql, cast, direction } = term(target, value, inner, statement);
  const { from, on } = related(relation, inner, `${alias}.${sqlOf(model, relation.from)}`, statement);
  return {
    key: `${key}.${rest}`,
    sql: `(SELECT ${sql} FROM ${from} WHERE ${on})`,
    cast,
    direction,
    required: false,
    own: false,
  };
}

/** The whole order of a list: what was asked for or the model's own, made total by the key. */
export function orderOf(model: Model, orderBy: OrderInput[], alias: string, statement: Statement): Term[] {
  const asked =
    orderBy.length > 0 ? orderBy : model.order.map((property): OrderInput => ({ [property]: "ASC" }));
  const terms = asked.map((input) => term(model, input, alias, statement));
  const missing = model.key.filter((property) => terms.every(({ key }) => key !== property));
  return [...terms, ...missing.map((property) => term(model, { [property]: "ASC" }, alias, statement))];
}

/** ORDER BY, nulls last either way. */
export const orderBySql = (terms: Term[]): string =>
  terms
    .map(({ sql, direction, required }) =>
      // What every row has is named plainly, so that an index may be read backwards.
      required && direction === "DESC" ? `${sql} DESC` : `${sql} ${direction} NULLS LAST`,
    )
    .join(", ");

/** What a cursor says of the order that it was made for. */
export const signature = (terms: Term[]): string =>
  terms.map(({ key, direction }) => `${key} ${direction}`).join();

/** A row's place in an order, as text that a client hands back. */
export function cursorOf(terms: Term[], values: (string | null)[]): string {
  return Buffer.from(JSON.stringify([signature(terms), ...values])).toString("base64url");
}

/** How values are written that can be cast to an SQL type; any text is a text. */
const FORMS: Record<string, RegExp> = {
  integer: /^-?\d{1,9}$/,
  numeric: /^-?\d+(\.\d+)?$/,
  date: /^\d{4,}-\d\d-\d\d$/,
  timestamptz: /^\d{4,}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?[+-]\d\d(:\d\d)*$/,
  boolean: /^(true|false)$/,
};

/** The values of a cursor; throws an InputError unless it was made for a list in this order. */
function readCursor(terms: Term[], cursor: string): (string | null)[] {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, "base64url").toString());
  } catch {
    parts = undefined;
  }
  const [order, ...values] = Array.isArray(parts) ? parts : [];
  const sound =
    typeof order === "string" && values.every((value) => value === null || typeof value === "string");
  const words = `"${cursor.slice(0, 60)}"`;
  if (!sound) throw new InputError(`after: ${words} is not a cursor; take one from edges or pageInfo.`);
  if (order !== signature(terms))
    throw new InputError("after: this cursor belongs to another list or another orderBy.");
  const fits = terms.every(
    ({ cast }, index) => values[index] === null || FORMS[cast]?.test(values[index]) !== false,
  );
  if (!fits || values.length !== terms.length)
    throw new InputError(
      `after: ${words} holds values that do not fit its order; take one from edges or pageInfo.`,
    );
  return values;
}

/**
 * The conditions of which one is met by each row that stands behind the cursor: one, or two where an index has the rows
 * that have a value apart from those that have none.
 */
export function afterSql(terms: Term[], cursor: string | Slot, statement: Statement): string[] {
  const values = derive(cursor, (text) => readCursor(terms, text));
  const places = terms.map(({ cast }, index) =>
    statement.bind(
      derive(values, (parts) => parts[index] ?? null),
      cast,
    ),
  );
  const behind = (from: number): string => {
    const term = terms[from];
    if (!term) return "FALSE";
    const { sql, direction, required } = term;
    const place = places[from];
    const rest = behind(from + 1);
    const beyond = `${sql} ${direction === "ASC" ? ">" : "<"} ${place}`;
    if (required) return `(${beyond} OR (${sql} = ${place} AND ${rest}))`;
    // Nulls stand last: behind every value, and beside each other.
    return `((${place} IS NOT NULL AND (${beyond} OR ${sql} IS NULL)) OR (${sql} IS NOT DISTINCT FROM ${place} AND ${rest}))`;
  };
  const [first] = terms;
  if (!first?.own && !first?.required) return [behind(0)];
  const { sql, direction, required } = first;
  const [place] = places;
  const [from, beyond] = direction === "ASC" ? [">=", ">"] : ["<=", "<"];
  const rest = behind(1);
  // That it is not before the cursor says nothing new, but lets an index on the first column begin there.
  const present = `${sql} ${from} ${place} AND (${sql} ${beyond} ${place} OR (${sql} = ${place} AND ${rest}))`;
  return required ? [present] : [present, `${sql} IS NULL AND (${place} IS NOT NULL OR ${rest})`];
}
