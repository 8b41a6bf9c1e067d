import type { Column } from "../model/columns.js";
import { choicesOf, type Model, type Placed } from "../model/model.js";
import { isDate, partOf, startSql } from "./dates.js";
import type { Joins } from "./joins.js";
import { onlyOne } from "./order.js";
import { chosenKey, sqlOf } from "./rows.js";
import { composed, type Slot, type Statement } from "./statement.js";
import { namesId } from "./where.js";

export type ByInput = { [key: string]: string | Slot | ByInput };

/** One value that rows are grouped by. */
export interface Key {
  /** The way to it through relations, and the column; or the argument that chooses a row. */
  path: string[];
  sql: string;
  cast: string;
  /** The column that it is, where it is one as it stands. */
  column?: Column;
  /** Of a date: by which part of it; of a chosen row: by which value of the argument, composed and as it is said. */
  part?: string | Slot;
  said?: unknown;
  /** Of a chosen row: what chooses it. Its key is then what rows are grouped by. */
  choice?: Placed;
}

/** What keys are made with: the statement, and the rows that to-one relations lead to. */
interface Parts {
  statement: Statement;
  joins: Joins;
}

/** A key of the rows of an alias; `path` is the way to them. Throws an InputError for an item that has no meaning. */
export function keyOf(model: Model, input: ByInput, alias: string, parts: Parts, path: string[] = []): Key {
  const { statement, joins } = parts;
  const [name, value] = onlyOne(
    input,
    "Each item of by names exactly one field; write [{ kind: VALUE }, { status: VALUE }] for two.",
  );
  const way = [...path, name];
  const choice = choicesOf(model).find(([, { through }]) => through.argument.name === name);
  if (choice) {
    const [, chosen] = choice;
    const sql = chosenKey(chosen, `${alias}.${sqlOf(model, chosen.from)}`, value, statement);
    return {
      path: way,
      sql,
      cast: "text",
      part: composed(value) as string | Slot,
      said: value,
      choice: chosen,
    };
  }
  const relation = model.relations[name];
  if (relation && typeof value === "object") {
    // An id is the key that names it.
    if (namesId(model, relation) && Object.keys(value).join() === "id")
      return { path: [...way, "id"], sql: `${alias}.${sqlOf(model, relation.from)}`, cast: "text" };
    const target = joins.aliasOf(model, alias, way);
    return keyOf(relation.target, value as ByInput, target, parts, way);
  }
  const column = model.columns.get(name);
  if (!column) throw new Error(`${model.name} has no ${name}.`);
  const sql = `${alias}."${column.sql}"`;
  // Equal numbers may be written with more zeros or fewer.
  if (column.cast === "numeric") return { path: way, sql: `trim_scale(${sql})`, cast: column.cast };
  if (!isDate(column.cast)) return { path: way, sql, cast: column.cast, column };
  const part = partOf(value);
  return {
    path: way,
    sql: startSql(part, column.cast === "date" ? sql : `${sql}::date`),
    cast: "date",
    part,
  };
}
