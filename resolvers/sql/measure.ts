import type { Model } from "../model/model.js";
import type { Statement } from "./statement.js";
import { conditionOf, sqlOf } from "./where.js";

/** What is computed over the rows of a group, or over those of them that meet a condition. */
export interface Measure {
  fn: "count" | "countDistinct" | "sum" | "avg" | "min" | "max";
  /** The property that it is computed of; rows are counted without one. */
  property?: string;
  where?: object | null;
}

/** The rows of a group, in SQL. */
export interface Rows {
  model: Model;
  alias: string;
  statement: Statement;
  /** The alias of the row that a to-one relation leads to from each row. */
  join(relation: string): string;
  /** Whether all rows of a group have one value there, because they are grouped by it. */
  shares(path: string): boolean;
}

/** A measure in SQL; refusal is a text where the rows at hand must not be computed with, and null elsewhere. */
export interface Computed {
  sql: string;
  refusal?: string;
}

/** Decimals that an average is rounded to. */
const DECIMALS = 10;

export function measureSql(rows: Rows, { fn, property, where }: Measure): Computed {
  const { model, alias, statement } = rows;
  const condition = where ? conditionOf(model, where, alias, statement) : undefined;
  const filter = condition ? ` FILTER (WHERE ${condition})` : "";
  if (property === undefined) return { sql: `(count(*)${filter})::integer` };
  const value = `${alias}.${sqlOf(model, property)}`;
  if (fn === "countDistinct") return { sql: `(count(DISTINCT ${value})${filter})::integer` };
  const present = ` FILTER (WHERE ${[`${value} IS NOT NULL`, ...(condition ? [condition] : [])].join(" AND ")})`;
  const refusal = model.guard?.(rows, property, fn, present);
  const plain = `${fn}(${value})${filter}`;
  const sql = fn === "avg" ? `round(${plain}, ${DECIMALS})` : plain;
  // Equal numbers may be written with more zeros or fewer; what is computed is written with none too many.
  const numeric = fn === "avg" || model.columns.get(property)?.cast === "numeric";
  return { sql: numeric ? `trim_scale(${sql})` : sql, ...(refusal && { refusal }) };
}
