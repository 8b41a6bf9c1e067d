import { InputError } from "../../schema/errors.js";
import type { Column } from "../model/columns.js";
import { isPlaced, type Model, type Placed, type Relation } from "../model/model.js";
import { chosenKey, chosenRow, related, sqlOf } from "./rows.js";
import { composed, derive, quoted, type Slot, type Statement } from "./statement.js";
import { namesId } from "./where.js";

/** One term of an order: what is compared, and which way. */
export interface Term {
  key: string | Slot;
  sql: string;
  cast: string;
  direction: Direction;
  /** Whether every row has a value here. */
  required: boolean;
  /** Whether it is a column of the row itself, of which there may be an index. */
  own: boolean;
}

type Direction = "ASC" | "DESC";

export type OrderInput = { [key: string]: Direction | OrderInput };

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

/** The leaf of an order input, and the way to it: of a chosen row, with the value of the argument. */
export function leafOf(
  model: Model,
  input: OrderInput,
  path: string[] = [],
): { path: string[]; part?: unknown; direction: string } {
  const [name, value] = onlyOne(input, "Each item of orderBy names exactly one field.");
  if (typeof value === "string") return { path: [...path, name], direction: value };
  const relation = model.relations[name] as Relation;
  if (!isPlaced(relation)) return leafOf(relation.target, value, [...path, name]);
  const { argument } = relation.through;
  return {
    path: [...path, argument.name],
    part: value[argument.name],
    direction: value.direction as string,
  };
}

/** The terms that an item of an order comes to. */
function termsOf(model: Model, input: OrderInput, alias: string, statement: Statement): Term[] {
  const rule = "Each item of orderBy names exactly one field; write [{ name: ASC }, { id: DESC }] for two.";
  const [key, value] = onlyOne(input, rule);
  const relation = model.relations[key];
  if (!relation || typeof value === "string") {
    const column = model.columns.get(key);
    if (!column) throw new Error(`${model.name} has no ${key}.`);
    const { required } = column;
    const sql = `${alias}."${column.sql}"`;
    const compared = sortKey(column, sql);
    return [{ key, ...compared, direction: value as Direction, required, own: compared.sql === sql }];
  }
  const from = `${alias}.${sqlOf(model, relation.from)}`;
  if (isPlaced(relation)) return choiceTerms(relation, key, from, value, statement);
  // An id is the key that names it.
  if (typeof value.id === "string" && Object.keys(value).join() === "id" && namesId(model, relation))
    return [{ key: `${key}.id`, sql: from, cast: "text", direction: value.id, required: false, own: true }];
  const inner = statement.alias();
  const terms = termsOf(relation.target, value, inner, statement);
  const { from: table, on } = related(relation, inner, from, statement);
  return terms.map(({ key: rest, sql, ...term }) => ({
    ...term,
    key: derive(rest, (name) => `${key}.${name}`),
    sql: `(SELECT ${sql} FROM ${table} WHERE ${on})`,
    required: false,
    own: false,
  }));
}

/** By the place of a chosen row, then by its key, so that rows with the same one stand together. */
function choiceTerms(
  choice: Placed,
  name: string,
  from: string,
  value: OrderInput,
  statement: Statement,
): Term[] {
  const { target, through } = choice;
  const said = value[through.argument.name];
  const place = target.columns.get(through.argument.order) as Column;
  const row = statement.alias();
  const sqls = [
    [`(SELECT ${row}."${place.sql}" FROM ${chosenRow(choice, row, from, said, statement)})`, place.cast],
    [chosenKey(choice, from, said, statement), "text"],
  ] as const;
  return sqls.map(([sql, cast], index) => ({
    key: derive(said, (code) => `${name}(${composed(code)}).${index}`),
    sql,
    cast,
    direction: value.direction as Direction,
    required: false,
    own: false,
  }));
}

/** The whole order of a list: what was asked for or the model's own, made total by the key. */
export function orderOf(model: Model, orderBy: OrderInput[], alias: string, statement: Statement): Term[] {
  const asked =
    orderBy.length > 0 ? orderBy : model.order.map((property): OrderInput => ({ [property]: "ASC" }));
  const terms = asked.flatMap((input) => termsOf(model, input, alias, statement));
  const missing = model.key.filter((property) => terms.every(({ key }) => key !== property));
  return [
    ...terms,
    ...missing.flatMap((property) => termsOf(model, { [property]: "ASC" }, alias, statement)),
  ];
}

/** ORDER BY, nulls last either way. */
export const orderBySql = (terms: Term[]): string =>
  terms
    .map(({ sql, direction, required }) =>
      // What every row has is named plainly, so that an index may be read backwards.
      required && direction === "DESC" ? `${sql} DESC` : `${sql} ${direction} NULLS LAST`,
    )
    .join(", ");
