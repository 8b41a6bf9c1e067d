import { type Choice, type Model, type Relation, type Way, waysOf } from "../model/model.js";
import { composed, derive, type Statement, type Versions } from "./statement.js";

/** The rows that a list is taken from: those of a model that meet conditions on the alias of its table. */
export interface RowSet {
  model: Model;
  versions: Versions;
  /** A subquery, named before, that has the model's columns and is read instead of its table. */
  source?: string;
  /** A view that is read instead of its table. */
  lookUp?: string | undefined;
  /** The conditions on the alias of which a row meets just one; none where every row is of the list. */
  ways(alias: string, statement: Statement): string[];
}

/** Every row that holds now. */
export const allRows = (model: Model): RowSet => ({ model, versions: "current", ways: () => [] });

/** The rows that a relation leads to from a key in SQL. */
export const relatedRows = (relation: Relation, key: string, keyIsList = false): RowSet => ({
  model: relation.target,
  versions: versionsOf(relation),
  lookUp: relation.lookUp,
  ways: (alias, statement) => waysSql(relation, alias, key, statement, keyIsList),
});

/** What rows are read from, and the conditions that they meet there: those of several ways are read one way after the other. */
export function readSql(
  { model, versions, source, lookUp, ways }: RowSet,
  alias: string,
  statement: Statement,
): { from: string; conditions: string[] } {
  if (source !== undefined) return { from: `${source} ${alias}`, conditions: ways(alias, statement) };
  const each = ways(alias, statement);
  const from = lookUp ? `${statement.table(lookUp)} ${alias}` : statement.from(model, alias, versions);
  if (each.length < 2) return { from, conditions: each };
  const parts = each.map((way) => `SELECT ${alias}.* FROM ${from} WHERE ${way}`);
  return { from: `(${parts.join(" UNION ALL ")}) ${alias}`, conditions: [] };
}

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
): { from: string; on: string } {
  return { from: tableOf(relation, alias, statement), on: joinSql(relation, alias, key, statement) };
}

/** What a relation's rows are looked up in, for FROM. */
export function tableOf(relation: Relation, alias: string, statement: Statement): string {
  const { target, lookUp } = relation;
  return lookUp ? `${statement.table(lookUp)} ${alias}` : statement.from(target, alias, versionsOf(relation));
}

/** The key of the row that an argument chooses of those that a row's key leads to: one at most for each value. */
export function chosenKey({ through }: Choice, key: string, value: unknown, statement: Statement): string {
  const { table, far } = through;
  return `(SELECT ${far} FROM ${statement.table(table)} WHERE ${chosenSql({ through }, key, value, statement)})`;
}

function chosenSql(
  { through }: Pick<Choice, "through">,
  key: string,
  value: unknown,
  statement: Statement,
): string {
  const { near, argument } = through;
  const { codeOf: kind, defaultValue } = argument;
  // What holds unless a code is given is none.
  const codes =
    defaultValue === undefined ? value : derive(value, (code) => (code === defaultValue ? [] : [code]));
  statement.name({ kind, codes });
  const code = statement.bind(composed(value), "text");
  return `${near} = ${key} AND ${argument.column} = ${code}`;
}

/** The same row, for FROM. */
export function chosenRow(
  relation: Choice,
  alias: string,
  key: string,
  value: unknown,
  statement: Statement,
): string {
  const { target, to, lookUp } = relation;
  const row = statement.alias();
  const from = tableOf(relation, row, statement);
  const condition = lookUp
    ? chosenSql(relation, key, value, statement)
    : `${row}.${sqlOf(target, to)} = ${chosenKey(relation, key, value, statement)}`;
  return `LATERAL (SELECT ${row}.* FROM ${from} WHERE ${condition}) ${alias}`;
}

/** For each way that a relation leads from a key: what a row meets that it leads to, and no way before it. */
function waysSql(
  relation: Relation,
  alias: string,
  key: string,
  statement: Statement,
  keyIsList: boolean,
): string[] {
  const { target, kinds = [] } = relation;
  const own: string[] = [];
  for (const way of waysOf(relation)) {
    const before = own.map((known) => ` AND (${known}) IS NOT TRUE`);
    own.push(`${joinSql({ ...way, target }, alias, key, statement, keyIsList)}${before.join("")}`);
  }
  const others = kinds.map(({ prefix, model, relation: own }) => {
    // Known before any row is read, so that what another kind's list is read from is left alone.
    const isKind = `starts_with(${key}, '${prefix}:')`;
    if (own.from === "id") return `${isKind} AND ${joinSql(own, alias, key, statement)}`;
    const row = statement.alias();
    const value = `SELECT ${row}.${sqlOf(model, own.from)} FROM ${statement.from(model, row)} WHERE ${row}."id" = ${key}`;
    return `${isKind} AND ${joinSql(own, alias, `(${value})`, statement)}`;
  });
  return [...own, ...others];
}

function joinSql(
  { target, from, to, through }: Way & Pick<Relation, "target">,
  alias: string,
  key: string,
  statement: Statement,
  keyIsList = false,
): string {
  const column = `${alias}.${sqlOf(target, to)}`;
  if (through) {
    const { table, far } = through;
    return `${column} IN (SELECT ${far} FROM ${statement.table(table)} WHERE ${betweenSql({ from, through }, "", key)})`;
  }
  if (target.columns.get(to)?.list) return `${key} = ANY(${column})`;
  return keyIsList ? `${column} = ANY(${key})` : `${column} = ${key}`;
}

/** What makes a row of a table between one that leads on from the key; `row` names it, with a point behind. */
export function betweenSql(
  { from, through: { near, role } }: Pick<Way, "from"> & Required<Pick<Way, "through">>,
  row: string,
  key: string,
): string {
  const roles = role === undefined ? "" : ` AND ${row}role = '${role}'`;
  // An id is of the collation of ids; what else a key may be is brought to it.
  const value = from === "id" ? key : `${key} COLLATE "C"`;
  return `${row}${near} = ${value}${roles}`;
}
