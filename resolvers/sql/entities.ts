import type { Column } from "../model/columns.js";
import type { Choice, Expression, Model } from "../model/model.js";
import { chosenRow, sqlOf } from "./rows.js";
import { type Raw, type Reader, Statement } from "./statement.js";

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

/** The row that a relation's argument chooses for each key; null where there is none. */
export function chosenQuery(
  relation: Choice,
  value: unknown,
  keys: readonly string[],
): Reader<(object | null)[]> {
  const statement = new Statement();
  const [alias, list] = [statement.alias(), statement.bind(keys, "text[]")];
  const row = chosenRow(relation, alias, "k.key", value, statement);
  return {
    text: `SELECT k.key AS _key, ${columnsSql(relation.target, alias)} FROM unnest(${list}) k(key) CROSS JOIN ${row}`,
    values: statement.values,
    named: statement.named,
    read(rows) {
      const found = new Map(rows.map((raw) => [raw._key, hydrate(relation.target, raw)]));
      return keys.map((key) => found.get(key) ?? null);
    },
  };
}

/**
 * The rows whose property has one of the values: those that hold now, unless an id names them. They are read from the view, if
 * one is named.
 */
export function rowsQuery(
  model: Model,
  property: string,
  keys: readonly string[],
  view?: string,
): Reader<(object | null)[]> {
  const statement = new Statement();
  const alias = statement.alias();
  const from = view
    ? `${statement.table(view)} ${alias}`
    : statement.from(model, alias, property === "id" ? "all" : "current");
  const among = `${alias}.${sqlOf(model, property)} = ANY(${statement.bind(keys, "text[]")})`;
  return {
    text: statement.whole(`SELECT ${columnsSql(model, alias)} FROM ${from} WHERE ${among}`),
    values: statement.values,
    read(rows) {
      const found = new Map(rows.map((raw) => [raw[property], hydrate(model, raw)]));
      return keys.map((key) => found.get(key) ?? null);
    },
  };
}

/** What is computed of a row's columns. */
export function computedSql(
  { sql, arguments: declared }: Expression,
  alias: string,
  args: Record<string, unknown>,
  statement: Statement,
): string {
  const bound = Object.keys(declared).map((name) => [name, statement.bind(args[name], "text")]);
  return sql(alias, Object.fromEntries(bound), (table) => statement.table(table));
}

/** The same of the rows with some ids, in whatever version. */
export function computedQuery(
  model: Model,
  name: string,
  args: Record<string, unknown>,
  ids: readonly string[],
): Reader<unknown[]> {
  const statement = new Statement();
  const alias = statement.alias();
  const value = computedSql(model.expressions[name] as Expression, alias, args, statement);
  const from = statement.from(model, alias, "all");
  const among = `${alias}."id" = ANY(${statement.bind(ids, "text[]")})`;
  return {
    text: statement.whole(`SELECT ${alias}."id", ${value} AS value FROM ${from} WHERE ${among}`),
    values: statement.values,
    read(rows) {
      const found = new Map(rows.map(({ id, value: computed }) => [id, computed]));
      return ids.map((id) => found.get(id) ?? null);
    },
  };
}
