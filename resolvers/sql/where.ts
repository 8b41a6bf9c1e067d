import { InputError } from "../../schema/errors.js";
import type { Operator } from "../../schema/filter.js";
import { type Column, type Model, modelOf, type Relation } from "../model/model.js";
import { derive, type Statement } from "./statement.js";

const COMPARISONS = { lt: "<", lte: "<=", gt: ">", gte: ">=" } as const;

/** The pattern that LIKE takes for a folded text that must be found as it is written. */
export const literal = (text: string): string => text.replace(/[\\%_]/g, "\\$&");

const pattern = (value: unknown) => derive(value, (text) => literal(String(text)));

function test(sql: string, column: Column, operator: Operator, value: unknown, statement: Statement): string {
  if (value === null)
    throw new InputError(
      `${column.property}: ${operator} may not be null; use isNull to ask for absent values.`,
    );
  const { cast } = column;
  switch (operator) {
    case "eq":
      return `${sql} = ${statement.bind(value, cast)}`;
    case "ne":
      return `${sql} IS DISTINCT FROM ${statement.bind(value, cast)}`;
    case "in":
      return `${sql} = ANY(${statement.bind(value, `${cast}[]`)})`;
    case "notIn":
      return `(${sql} = ANY(${statement.bind(value, `${cast}[]`)})) IS NOT TRUE`;
    case "contains":
      return `fold(${sql}) LIKE '%' || fold(${statement.bind(pattern(value), "text")}) || '%'`;
    case "startsWith":
      return `fold(${sql}) LIKE fold(${statement.bind(pattern(value), "text")}) || '%'`;
    case "isNull":
      return value ? `${sql} IS NULL` : `${sql} IS NOT NULL`;
    default:
      return `${sql} ${COMPARISONS[operator]} ${statement.bind(value, cast)}`;
  }
}

/** What conditions on one value say of it in SQL. */
export function testAll(sql: string, column: Column, conditions: object, statement: Statement): string[] {
  const tests = Object.entries(conditions).filter(([, value]) => value !== undefined) as [
    Operator,
    unknown,
  ][];
  if (!column.list) return tests.map(([operator, value]) => test(sql, column, operator, value, statement));
  const item = statement.alias();
  const all = tests.map(([operator, value]) => test(item, column, operator, value, statement));
  return [`EXISTS (SELECT FROM unnest(${sql}) AS ${item} WHERE ${all.join(" AND ") || "TRUE"})`];
}

/** What makes a target row one of the rows that a relation leads to from the given key, or list of keys. */
export function joined(relation: Relation, target: string, key: string, keyIsList = false): string {
  const model = modelOf(relation.target);
  const to = `${target}.${sqlOf(model, relation.to)}`;
  const equal = keyIsList ? `${to} = ANY(${key})` : `${to} = ${key}`;
  const conditions: string[] = [];
  if (relation.through) {
    const { table, near, far, role } = relation.through;
    const roles = role === undefined ? "" : ` AND role = '${role}'`;
    conditions.push(`${to} IN (SELECT ${far} FROM "${table}" WHERE ${near} = ${key}${roles})`);
  } else conditions.push(model.columns.get(relation.to)?.list ? `${key} = ANY(${to})` : equal);
  // An id names one version; any other key names whatever version holds now.
  const oneVersion = relation.history || (relation.shape === "one" && relation.to === "id");
  if (!oneVersion) conditions.push(...current(model, target));
  return conditions.join(" AND ");
}

/** Which rows a list is taken from: conditions on the alias that the list's table is given. */
export type Scope = (alias: string) => string[];

/** What keeps superseded rows out of lists. */
export const current = (model: Model, alias: string): string[] =>
  model.current ? [`${alias}.${sqlOf(model, model.current)} IS NULL`] : [];

/** Every row that still counts. */
export const all =
  (model: Model): Scope =>
  (alias) =>
    current(model, alias);

/** A property's column in SQL. */
export function sqlOf(model: Model, property: string): string {
  const column = model.columns.get(property);
  if (!column) throw new Error(`${model.name} has no column ${property}.`);
  return `"${column.sql}"`;
}

/**
 * Whether the row that a to-one relation leads to has its key for its id, and is there whenever the key is: what is asked
 * of its id can then be asked of the key, without the row. A foreign key sees to that, which views have none of.
 */
export const namesId = (model: Model, relation: Relation): boolean =>
  relation.shape === "one" && relation.to === "id" && !model.view;

/** Conditions on the id of the row that a to-one relation leads to, as conditions on the key. */
function onKey(model: Model, relation: Relation, alias: string, conditions: object, statement: Statement) {
  const { columns } = modelOf(relation.target);
  const key = `${alias}.${sqlOf(model, relation.from)}`;
  const tests = testAll(key, columns.get("id") as Column, conditions, statement);
  const { eq, in: among } = conditions as { eq?: unknown; in?: unknown };
  return eq === undefined && among === undefined ? [`${key} IS NOT NULL`, ...tests] : tests;
}

function related(
  relation: Relation,
  conditions: object,
  alias: string,
  model: Model,
  statement: Statement,
): string[] {
  if (namesId(model, relation)) {
    const { id, ...others } = conditions as { id?: object | null };
    const asked = id ? onKey(model, relation, alias, id, statement) : [];
    const more = Object.values(others).some((value) => value !== undefined && value !== null);
    if (asked.length > 0 && !more) return asked;
    return [...asked, ...relatedRows(relation, others, alias, model, statement)];
  }
  return relatedRows(relation, conditions, alias, model, statement);
}

function relatedRows(
  relation: Relation,
  conditions: object,
  alias: string,
  model: Model,
  statement: Statement,
): string[] {
  const target = statement.alias();
  const from = statement.from(modelOf(relation.target), target);
  const join = joined(
    relation,
    target,
    `${alias}.${sqlOf(model, relation.from)}`,
    model.columns.get(relation.from)?.list,
  );
  const exists = (inner: string) => `EXISTS (SELECT FROM ${from} WHERE ${join} AND ${inner})`;
  const inside = (where: object | null) => {
    if (where === null)
      throw new InputError("A condition on a relation may not be null; use {} for any row.");
    return `(${conditionOf(modelOf(relation.target), where, target, statement)})`;
  };
  if (relation.shape === "one") return [exists(inside(conditions))];
  const quantifiers = Object.entries(conditions).filter(([, value]) => value !== undefined);
  return quantifiers.map(([quantifier, where]) => {
    if (quantifier === "some") return exists(inside(where));
    if (quantifier === "none") return `NOT ${exists(inside(where))}`;
    return `NOT ${exists(`${inside(where)} IS NOT TRUE`)}`;
  });
}

/** A where input as one SQL condition over the table of the given alias. */
export function conditionOf(model: Model, where: object, alias: string, statement: Statement): string {
  const nested = (inner: object) => `(${conditionOf(model, inner, alias, statement)})`;
  const all = Object.entries(where).flatMap(([key, value]) => {
    if (value === undefined || value === null) return [];
    if (key === "and") return value.map(nested);
    if (key === "or") return [`(${value.map(nested).join(" OR ") || "FALSE"})`];
    if (key === "not") return [`${nested(value)} IS NOT TRUE`];
    const relation = model.relations[key];
    if (relation) return related(relation, value, alias, model, statement);
    const column = model.columns.get(key);
    if (!column) throw new Error(`${model.name} has no ${key}.`);
    return testAll(`${alias}."${column.sql}"`, column, value, statement);
  });
  return all.join(" AND ") || "TRUE";
}
