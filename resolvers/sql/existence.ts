import type { Column } from "../model/columns.js";
import { type Model, type Relation, type Way, waysOf } from "../model/model.js";
import { betweenSql, readSql, relatedRows, sqlOf, tableOf } from "./rows.js";
import { quoted, type Statement } from "./statement.js";

/** A longer condition on related rows is written out once, and not for each way to them. */
const LONG = 1000;

/** Makes the condition that a relation leads from the row of an alias to one that meets a condition on the target's alias. */
export function existence(
  relation: Relation,
  model: Model,
  alias: string,
  target: string,
  statement: Statement,
): (inner: string) => string {
  const key = `${alias}.${sqlOf(model, relation.from)}`;
  const found = relatedRows(relation, key, model.columns.get(relation.from)?.list);
  const { list } = relation.target.columns.get(relation.to) as Column;
  return (inner) => {
    // Rows that list what they are about are looked through once, rather than for every row that may be in a list.
    if (list) {
      const { from } = readSql({ ...found, ways: () => [] }, target, statement);
      return `${key} IN (SELECT unnest(${target}.${sqlOf(relation.target, relation.to)}) FROM ${from} WHERE ${inner})`;
    }
    const ways = found.ways(target, statement);
    const leads = (some: string[]) => {
      const { from, conditions } = readSql({ ...found, ways: () => some }, target, statement);
      return `EXISTS (SELECT FROM ${from} WHERE ${[...conditions, inner].join(" AND ")})`;
    };
    if (inner.length > LONG) return leads(ways);
    // PostgreSQL can find all rows of one way before it looks at any. A row that also leads another way is found twice, which
    // changes nothing; to leave it out, every row would have to be looked at.
    const own = waysOf(relation);
    const only = own.length === 1 && !relation.kinds;
    const each = own.map((way, index) =>
      way.through && !only
        ? joined(relation, { ...way, through: way.through }, key, target, inner, statement)
        : leads(ways.slice(index, index + 1)),
    );
    // Most things are of none of the kinds that have ways of their own.
    const prefixes = relation.kinds?.map(({ prefix }) => quoted(prefix));
    if (prefixes)
      each.push(`split_part(${key}, ':', 1) IN (${prefixes}) AND ${leads(ways.slice(own.length))}`);
    return each.length === 1 ? String(each[0]) : `(${each.join(" OR ")})`;
  };
}

/** Whether rows of a table between lead from the key to one that meets the condition. */
function joined(
  relation: Relation,
  { to, through }: Way & Required<Pick<Way, "through">>,
  key: string,
  target: string,
  inner: string,
  statement: Statement,
): string {
  const { table, far } = through;
  const between = statement.alias();
  const from = `${tableOf(relation, target, statement)} JOIN ${statement.table(table)} ${between} ON ${between}.${far} = ${target}.${sqlOf(relation.target, to)}`;
  return `EXISTS (SELECT FROM ${from} WHERE ${betweenSql({ from: relation.from, through }, `${between}.`, key)} AND ${inner})`;
}
