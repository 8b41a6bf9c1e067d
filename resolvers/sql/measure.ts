import type { GuardedRows, MeasureFunction, Model } from "../model/model.js";
import { sqlOf } from "./rows.js";
import type { Statement } from "./statement.js";
import { conditionOf } from "./where.js";

/** What is computed over the rows of a group, or over those of them that meet a condition. */
export interface Measure {
  fn: MeasureFunction;
  /** The property that it is computed of; rows are counted without one. */
  property?: string;
  where?: object | null;
}

/** The rows of a group, in SQL. */
export interface GroupRows extends GuardedRows {
  model: Model;
  statement: Statement;
}

/** A measure in SQL; refusal is a text where the rows at hand must not be computed with, and null elsewhere. */
export interface Computed {
  sql: string;
  refusal?: string;
  /** What a row meets of which it is computed. */
  present: readonly string[];
}

/** FILTER of an aggregate, where there is any condition. */
export const filterSql = (conditions: readonly string[]): string =>
  conditions.length > 0 ? ` FILTER (WHERE ${conditions.join(" AND ")})` : "";

/**
 * The exact mean, rounded half away from zero to ten decimals. PostgreSQL's own quotient keeps sixteen digits or so, the
 * fewer of them decimals the larger it is; whole numbers it divides exactly.
 */
function meanSql(value: string, filter: string): string {
  const sum = `sum(${value})${filter}`;
  const count = `count(${value})${filter}`;
  return `sign(${sum}) * div(abs(${sum}) * 20000000000 + ${count}, 2 * ${count}) * 0.0000000001`;
}

/** What a measure computes, and where it must not be. */
export function measureSql(rows: GroupRows, { fn, property, where }: Measure): Computed {
  const { model, alias, statement } = rows;
  const conditions = where ? [conditionOf(model, where, alias, statement)] : [];
  const filter = filterSql(conditions);
  if (property === undefined) return { sql: `(count(*)${filter})::integer`, present: conditions };
  const value = `${alias}.${sqlOf(model, property)}`;
  const present = [`${value} IS NOT NULL`, ...conditions];
  if (fn === "countDistinct") return { sql: `(count(DISTINCT ${value})${filter})::integer`, present };
  const refusal = model.guard?.(rows, property, fn, present);
  const sql = fn === "avg" ? meanSql(value, filter) : `${fn}(${value})${filter}`;
  // Equal numbers may be written with more zeros or fewer; what is computed is written with none too many.
  const numeric = fn === "avg" || model.columns.get(property)?.cast === "numeric";
  return { sql: numeric ? `trim_scale(${sql})` : sql, present, ...(refusal && { refusal }) };
}
