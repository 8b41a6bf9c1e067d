import { InputError } from "../../schema/errors.js";
import type { Column } from "../model/columns.js";
import { composed, derive, listSlot, type Named, type Reader, Statement } from "./statement.js";

/** The codes that a value names, or some values; a member's in the dimension that is chosen beside it. */
export function namedBy(
  { kind, listed }: NonNullable<Column["codeOf"]>,
  value: unknown,
  dimension: unknown,
): Named {
  const codes = listed ? derive(listSlot(value), (texts) => [texts].flat().flatMap(partsOf)) : value;
  return { kind, codes, ...(kind === "member" && { within: dimension }) };
}

const partsOf = (text: unknown): string[] => String(text).split(",").filter(Boolean);

/** The dimension that conditions choose, by its code. */
export function dimensionIn(where: object): unknown {
  const { dimension } = where as { dimension?: { eq?: unknown; code?: { eq?: unknown } } | null };
  return dimension?.eq ?? dimension?.code?.eq ?? undefined;
}

/** Each code that is named, as a key of `codesQuery`. */
export const eachCode = ({ kind, codes, within = null }: Named): string[] =>
  [composed(codes)].flat().map((code) => JSON.stringify([kind, code, composed(within)]));

/** Of each code, why it is that of nothing; null where it is that of something. */
export function codesQuery(keys: readonly string[]): Reader<(InputError | null)[]> {
  const statement = new Statement();
  const parts = keys.map((key) => JSON.parse(key));
  const lists = [0, 1, 2].map((at) =>
    statement.bind(
      parts.map((part) => part[at]),
      "text[]",
    ),
  );
  const from = `unnest(${lists.join(", ")}) WITH ORDINALITY AS k (kind, code, within, n)`;
  return {
    text: `SELECT code_refusal(kind, code, within) AS reason FROM ${from} ORDER BY n`,
    values: statement.values,
    read: (rows) => rows.map(({ reason }) => (reason === null ? null : new InputError(String(reason)))),
  };
}
