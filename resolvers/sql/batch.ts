import type { Relation } from "../model/model.js";
import { type RowSet, relatedRows } from "./rows.js";
import type { Raw, Statement } from "./statement.js";

/** The rows of one relation for many parents at once. */
export interface Batch {
  relation: Relation;
  keys: readonly string[];
}

/** Runs a statement that speaks of k.key once for each key. */
export function forEachKey(inner: string, { keys }: Batch, statement: Statement, columns: string): string {
  const list = statement.bind(keys, "text[]");
  return `SELECT k.key AS _key, ${columns} FROM unnest(${list}) WITH ORDINALITY AS k(key, n) CROSS JOIN LATERAL (${inner}) p`;
}

/** The rows of k.key. */
export const rowsOfKey = ({ relation }: Batch): RowSet => relatedRows(relation, "k.key");

/** Each key's rows. */
export function byKey(rows: Raw[], { keys }: Batch): Raw[][] {
  const groups = new Map<unknown, Raw[]>(keys.map((key) => [key, []]));
  for (const row of rows) groups.get(row._key)?.push(row);
  return keys.map((key) => groups.get(key) ?? []);
}
