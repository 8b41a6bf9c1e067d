import type { Column } from "../model/columns.js";
import type { Model, Relation } from "../model/model.js";
import { readSql, relatedRows, sqlOf } from "./rows.js";
import type { Statement } from "./statement.js";

/** As many ways as a condition on related rows is written out for one by one. */
const MOST_WAYS = 2;

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
    // PostgreSQL can find all rows of one way before it looks at any; but conditions in conditions grow with each way.
    const ways = found.ways(target, statement);
    const sets = ways.length > MOST_WAYS ? [found] : ways.map((way) => ({ ...found, ways: () => [way] }));
    const each = sets.map((set) => {
      const { from, conditions } = readSql(set, target, statement);
      return `EXISTS (SELECT FROM ${from} WHERE ${[...conditions, inner].join(" AND ")})`;
    });
    return each.length === 1 ? String(each[0]) : `(${each.join(" OR ")})`;
  };
}
