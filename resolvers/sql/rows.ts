import type { Model, Relation } from "../model/model.js";
import type { Statement, Versions } from "./statement.js";

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
