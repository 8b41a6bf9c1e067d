import { InputError } from "../../schema/errors.js";
import type { Operator } from "../../schema/filter.js";
import type { Column } from "../model/columns.js";
import type { Model, Relation } from "../model/model.js";
import { absentMeets, presence } from "./absence.js";
import { dimensionIn, namedBy } from "./codes.js";
import { existence } from "./existence.js";
import { sqlOf } from "./rows.js";
import { composed, quoted, type Statement } from "./statement.js";
import { found } from "./texts.js";

const COMPARISONS = { lt: "<", lte: "<=", gt: ">", gte: ">=" } as const;

/** The operators whose values are whole codes. */
const NAMING: readonly Operator[] = ["eq", "ne", "in", "notIn"];

/**
 * What a column is compared with. The values of an enum are written out where the document names them: there are few, and
 * PostgreSQL plans once for what it knows, yet anew at each request where a parameter may be rare or common.
 */
function operand({ cast, values }: Column, value: unknown, statement: Statement, list = ""): string {
  const known = (item: unknown): item is string => values?.includes(item as string) === true;
  if (known(value)) return quoted(value);
  if (values && Array.isArray(value) && value.every(known))
    return `ARRAY[${value.map(quoted).join(", ")}]::text[]`;
  return statement.bind(cast === "text" ? composed(value) : value, `${cast}${list}`);
}

function test(
  sql: string,
  column: Column,
  [operator, value]: [Operator, unknown],
  statement: Statement,
  within: unknown,
): string {
  if (value === null)
    throw new InputError(
      operator === "isNull"
        ? `${column.property}: isNull is true for absent values or false for those that are there, not null.`
        : `${column.property}: ${operator} may not be null; use isNull to ask for absent values.`,
    );
  const given = (list?: "[]") => operand(column, value, statement, list);
  if (column.codeOf && NAMING.includes(operator)) statement.name(namedBy(column.codeOf, value, within));
  switch (operator) {
    case "eq":
      return `${sql} = ${given()}`;
    case "ne":
      return `${sql} IS DISTINCT FROM ${given()}`;
    case "in":
      return `${sql} = ANY(${given("[]")})`;
    case "notIn":
      return `(${sql} = ANY(${given("[]")})) IS NOT TRUE`;
    case "contains":
    case "startsWith":
      return found(sql, operator, value, statement);
    case "isNull":
      return value ? `${sql} IS NULL` : `${sql} IS NOT NULL`;
    default:
      return `${sql} ${COMPARISONS[operator]} ${given()}`;
  }
}

/** What conditions on one value say of it in SQL. */
export function testAll(
  sql: string,
  column: Column,
  conditions: object,
  statement: Statement,
  within?: unknown,
): string[] {
  const tests = Object.entries(conditions).filter(([, value]) => value !== undefined) as [
    Operator,
    unknown,
  ][];
  if (!column.list) return tests.map((one) => test(sql, column, one, statement, within));
  if (tests.length === 0) return [];
  const item = statement.alias();
  const all = tests.map((one) => test(item, column, one, statement, within));
  return [`EXISTS (SELECT FROM unnest(${sql}) AS ${item} WHERE ${all.join(" AND ")})`];
}

/**
 * Whether the row that a to-one relation leads to has its key for its id, and is there whenever the key is: what is asked
 * of its id can then be asked of the key, without the row. A foreign key sees to that, which views have none of.
 */
export const namesId = (model: Model, relation: Relation): boolean =>
  relation.shape === "one" && relation.to === "id" && !model.view;

/** Conditions on the id of the row that a to-one relation leads to, as conditions on the key. */
function onKey(model: Model, relation: Relation, alias: string, conditions: object, statement: Statement) {
  const id = relation.target.columns.get("id") as Column;
  const key = `${alias}.${sqlOf(model, relation.from)}`;
  const tests = testAll(key, id, conditions, statement);
  const { eq, in: among } = conditions as { eq?: unknown; in?: unknown };
  return eq === undefined && among === undefined ? [`${key} IS NOT NULL`, ...tests] : tests;
}

function relationTests(
  relation: Relation,
  conditions: object,
  alias: string,
  model: Model,
  statement: Statement,
): string[] {
  if (relation.shape !== "one") return relatedRowTests(relation, conditions, alias, model, statement);
  const byKey = namesId(model, relation);
  const key = `${alias}.${sqlOf(model, relation.from)}`;
  const present = () =>
    byKey
      ? keyTests(relation, conditions, alias, model, statement)
      : relatedRowTests(relation, conditions, alias, model, statement);
  if (!absentMeets(conditions)) return present();
  const none = byKey
    ? `${key} IS NULL`
    : `(${relatedRowTests(relation, {}, alias, model, statement).join()}) IS NOT TRUE`;
  const { isNull, id } = conditions as { isNull?: boolean; id?: { isNull?: boolean } };
  return isNull || id?.isNull ? [none] : [`((${present().join(" AND ")}) OR ${none})`];
}

/** What is asked of the id of a related row is asked of the key. */
function keyTests(
  relation: Relation,
  conditions: object,
  alias: string,
  model: Model,
  statement: Statement,
): string[] {
  const { id, ...others } = conditions as { id?: object | null };
  const asked = id ? onKey(model, relation, alias, id, statement) : [];
  const more = Object.values(others).some((value) => value !== undefined && value !== null);
  if (asked.length > 0 && !more) return asked;
  return [...asked, ...relatedRowTests(relation, others, alias, model, statement)];
}

function relatedRowTests(
  relation: Relation,
  conditions: object,
  alias: string,
  model: Model,
  statement: Statement,
): string[] {
  const target = statement.alias();
  const exists = existence(relation, model, alias, target, statement);
  const inside = (where: object | null) => {
    if (where === null)
      throw new InputError("A condition on a relation may not be null; use {} for any row.");
    return `(${conditionOf(relation.target, where, target, statement)})`;
  };
  if (relation.shape === "one") return [exists(inside(conditions))];
  const quantifiers = Object.entries(conditions).filter(([, value]) => value !== undefined);
  return quantifiers.map(([quantifier, where]) => {
    if (quantifier === "some") return exists(inside(where));
    if (quantifier === "none") return `(${exists(inside(where))}) IS NOT TRUE`;
    return `(${exists(`${inside(where)} IS NOT TRUE`)}) IS NOT TRUE`;
  });
}

/** A where input as one SQL condition over the table of the given alias; throws an InputError for what has no meaning. */
export function conditionOf(model: Model, where: object, alias: string, statement: Statement): string {
  const nested = (inner: object) => `(${conditionOf(model, inner, alias, statement)})`;
  const all = Object.entries(where).flatMap(([key, value]) => {
    if (key === "isNull" && value !== undefined) return [presence(value)];
    if (value === undefined || value === null) return [];
    if (key === "and") return value.map(nested);
    if (key === "or") return [`(${value.map(nested).join(" OR ") || "FALSE"})`];
    if (key === "not") return [`${nested(value)} IS NOT TRUE`];
    const relation = model.relations[key];
    if (relation) return relationTests(relation, value, alias, model, statement);
    const column = model.columns.get(key);
    if (!column) throw new Error(`${model.name} has no ${key}.`);
    return testAll(`${alias}."${column.sql}"`, column, value, statement, dimensionIn(where));
  });
  return all.join(" AND ") || "TRUE";
}

/** Whether a where input asks anything of rows that to-many relations lead to, which takes long to find out. */
export function asksOfMany(model: Model, where: object): boolean {
  return Object.entries(where).some(([key, value]) => {
    if (typeof value !== "object" || value === null) return false;
    if (key === "and" || key === "or") return value.some((inner: object) => asksOfMany(model, inner));
    if (key === "not") return asksOfMany(model, value);
    const relation = model.relations[key];
    return relation !== undefined && (relation.shape !== "one" || asksOfMany(relation.target, value));
  });
}
