import type { Column } from "../../resolvers/model/columns.js";
import type { Model } from "../../resolvers/model/model.js";
import { columnOf, comparing } from "./compare.js";
import { exact, written } from "./decimal.js";
import type { Row, Rows, Value } from "./rows.js";
import { composed } from "./text.js";

/** An input object of conditions. */
export type Conditions = Readonly<Record<string, unknown>>;

const given = (conditions: Conditions): [string, unknown][] =>
  Object.entries(conditions).filter(([, value]) => value !== null && value !== undefined);

/** Whether a row meets a `where`. */
export function meets(rows: Rows, model: Model, row: Row, where: Conditions): boolean {
  return given(where).every(([name, value]) => {
    if (name === "isNull") return value === false;
    const list = value as readonly Conditions[];
    if (name === "and") return list.every((inner) => meets(rows, model, row, inner));
    if (name === "or") return list.some((inner) => meets(rows, model, row, inner));
    const conditions = value as Conditions;
    if (name === "not") return !meets(rows, model, row, conditions);
    const relation = model.relations[name];
    if (!relation) return holds(model, columnOf(model, name), row[name] ?? null, conditions, rows);
    const target = relation.target;
    const related = rows.follow(row, model, name);
    const met = (inner: unknown) => (one: Row) => meets(rows, target, one, inner as Conditions);
    if (relation.shape === "one")
      return related.length > 0 ? related.some(met(conditions)) : asksForAbsence(conditions);
    return given(conditions).every(([quantity, inner]) => {
      if (quantity === "some") return related.some(met(inner));
      if (quantity === "none") return !related.some(met(inner));
      return related.every(met(inner));
    });
  });
}

/** Whether a condition on a related row holds where there is none. */
function asksForAbsence(conditions: Conditions): boolean {
  const asked = given(conditions);
  const holdsOf = ([name, value]: [string, unknown]): boolean => {
    const list = value as readonly Conditions[];
    if (name === "isNull") return value === true;
    if (name === "or") return list.some(asksForAbsence);
    if (name === "and") return list.length > 0 && list.every(asksForAbsence);
    if (name !== "id") return false;
    const operators = given(value as Conditions);
    return (
      operators.length > 0 && operators.every(([operator, right]) => operator === "isNull" && right === true)
    );
  };
  return asked.length > 0 && asked.every(holdsOf);
}

/** Whether a column's value meets all operators. */
export function holds(
  model: Model,
  column: Column,
  value: Value,
  operators: Conditions,
  rows?: Rows,
): boolean {
  const asked = given(operators);
  if (column.list) {
    const texts = value as readonly string[];
    return (
      asked.length === 0 ||
      texts.some((text) => asked.every((one) => operate(model, column, text, one, rows)))
    );
  }
  return asked.every((one) => operate(model, column, value, one, rows));
}

function operate(
  model: Model,
  column: Column,
  value: Value,
  [operator, right]: [string, unknown],
  rows: Rows | undefined,
): boolean {
  const same = (other: unknown) =>
    value !== null && identity(column, value) === identity(column, read(column, other));
  switch (operator) {
    case "eq":
      return same(right);
    case "ne":
      return !same(right);
    case "in":
      return (right as unknown[]).some(same);
    case "notIn":
      return !(right as unknown[]).some(same);
    case "isNull":
      return (value === null) === right;
  }
  if (value === null) return false;
  if (operator === "contains" || operator === "startsWith") {
    const where = operator === "contains" ? "anywhere" : "first";
    return rows?.abbreviations.isFound(String(right), String(value), where) === true;
  }
  const compared = comparing(model, column)(value, read(column, right));
  switch (operator) {
    case "lt":
      return compared < 0;
    case "lte":
      return compared <= 0;
    case "gt":
      return compared > 0;
    case "gte":
      return compared >= 0;
    default:
      throw new Error(`What ${operator} means is not written.`);
  }
}

/** A value that a request gives, as rows hold such values. */
function read({ cast }: Column, value: unknown): Exclude<Value, null> {
  if (cast === "timestamptz") return new Date(String(value)).toISOString();
  if (cast === "numeric") return String(value);
  return typeof value === "string" ? composed(value) : (value as number | boolean);
}

/** What equal values have in common, and others do not. */
export function identity({ cast }: Column, value: Exclude<Value, null>): string {
  return cast === "numeric" ? written(exact(String(value))) : String(value);
}
