import type { Model, Relation } from "../model/model.js";
import { composed, type Statement, type Versions } from "./statement.js";

/** The rows that a list is taken from: those of a model that meet conditions on the alias of its table. */
export interface RowSet {
  model: Model;
  versions: Versions;
  /** A subquery, named before, that has the model's columns and is read instead of its table. */
  source?: string;
  conditions(alias: string, statement: Statement): string[];
}

/** Every row that holds now. */
export const allRows = (model: Model): RowSet => ({ model, versions: "current", conditions: () => [] });

/** The rows that a relation leads to from a key in SQL. */
export const relatedRows = (relation: Relation, key: string): RowSet => ({
  model: relation.target,
  versions: versionsOf(relation),
  conditions: (alias, statement) => [joinSql(relation, alias, key, statement)],
});

/** A property's column in SQL. */
export function sqlOf(model: Model, property: string): string {
  const column = model.columns.get(property);
  if (!column) throw new Error(`${model.name} has no column ${property}.`);
  return `"${column.sql}"`;
}

/** An id names one version; any other key names whatever version holds now. */
export const versionsOf = ({ history, to, through }: Relation): Versions =>
  history || (to === "id" && !through) ? "all" : "current";

/** The table that a relation leads to, and what makes a row of it one of those that it leads to from the given key. */
export function related(
  relation: Relation,
  alias: string,
  key: string,
  statement: Statement,
  keyIsList = false,
): { from: string; on: string } {
  const from = statement.from(relation.target, alias, versionsOf(relation));
  return { from, on: joinSql(relation, alias, key, statement, keyIsList) };
}

/**
 * The row that a relation's argument chooses of what a key leads to, for FROM. Looked up from the table between, which has
 * one row at most for each value of the argument.
 */
export function chosenRow(
  relation: Relation,
  alias: string,
  key: string,
  value: unknown,
  statement: Statement,
): string {
  const { target, to, through } = relation;
  if (!through?.argument) throw new Error(`Nothing chooses among the rows of ${target.name}.`);
  const { table, near, far, argument } = through;
  statement.name({ kind: argument.codeOf, codes: value });
  const [row, between] = [statement.alias(), statement.alias()];
  const chosen = `${between}.${near} = ${key} AND ${between}.${argument.column} = ${statement.bind(composed(value), "text")}`;
  const from = `${statement.table(table)} ${between} JOIN ${statement.from(target, row, versionsOf(relation))}`;
  return `LATERAL (SELECT ${row}.* FROM ${from} ON ${row}.${sqlOf(target, to)} = ${between}.${far} WHERE ${chosen}) ${alias}`;
}

function joinSql(
  { target, to, through }: Relation,
  alias: string,
  key: string,
  statement: Statement,
  keyIsList = false,
): string {
  const column = `${alias}.${sqlOf(target, to)}`;
  if (through) {
    const { table, near, far, role } = through;
    const roles = role === undefined ? "" : ` AND role = '${role}'`;
    return `${column} IN (SELECT ${far} FROM ${statement.table(table)} WHERE ${near} = ${key}${roles})`;
  }
  if (target.columns.get(to)?.list) return `${key} = ANY(${column})`;
  return keyIsList ? `${column} = ANY(${key})` : `${column} = ${key}`;
}
