import { InputError } from "../../schema/errors.js";
import type { Term } from "./order.js";
import { derive, listSlot, type Slot, type Statement } from "./statement.js";

/** What a cursor says of the order that it was made for. */
export const signature = (terms: Term[]): string | Slot =>
  derive(listSlot(terms.map(({ key }) => key)), (keys) =>
    (keys as string[]).map((key, index) => `${key} ${terms[index]?.direction}`).join(),
  );

/** A row's place in an order, as text that a client hands back. */
export function cursorOf(terms: Term[], values: (string | null)[]): string {
  return Buffer.from(JSON.stringify([signature(terms), ...values])).toString("base64url");
}

/** How values are written that can be cast to an SQL type; any text is a text. */
const FORMS: Record<string, RegExp> = {
  integer: /^-?\d{1,9}$/,
  numeric: /^-?\d+(\.\d+)?$/,
  date: /^\d{4,}-\d\d-\d\d$/,
  timestamptz: /^\d{4,}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?[+-]\d\d(:\d\d)*$/,
  boolean: /^(true|false)$/,
};

/** The values of a cursor; throws an InputError unless it was made for a list in this order. */
function readCursor(terms: Term[], signed: string, cursor: string): (string | null)[] {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, "base64url").toString());
  } catch {
    parts = undefined;
  }
  const [order, ...values] = Array.isArray(parts) ? parts : [];
  const sound =
    typeof order === "string" && values.every((value) => value === null || typeof value === "string");
  const words = `"${cursor.slice(0, 60)}"`;
  if (!sound) throw new InputError(`after: ${words} is not a cursor; take one from edges or pageInfo.`);
  if (order !== signed)
    throw new InputError("after: this cursor belongs to another list or another orderBy.");
  const fits = terms.every(
    ({ cast }, index) => values[index] === null || FORMS[cast]?.test(values[index]) !== false,
  );
  if (!fits || values.length !== terms.length)
    throw new InputError(
      `after: ${words} holds values that do not fit its order; take one from edges or pageInfo.`,
    );
  return values;
}

/**
 * The conditions of which one is met by each row that stands behind the cursor: one, or two where an index has the rows
 * that have a value apart from those that have none.
 */
export function afterSql(terms: Term[], cursor: string | Slot, statement: Statement): string[] {
  const values = derive(listSlot([signature(terms), cursor]), (said) => {
    const [signed, text] = said as [string, string];
    return readCursor(terms, signed, text);
  });
  const places = terms.map(({ cast }, index) =>
    statement.bind(
      derive(values, (parts) => parts[index] ?? null),
      cast,
    ),
  );
  const behind = (from: number): string => {
    const term = terms[from];
    if (!term) return "FALSE";
    const { sql, direction, required } = term;
    const place = places[from];
    const rest = behind(from + 1);
    const beyond = `${sql} ${direction === "ASC" ? ">" : "<"} ${place}`;
    if (required) return `(${beyond} OR (${sql} = ${place} AND ${rest}))`;
    // Nulls stand last: behind every value, and beside each other.
    return `((${place} IS NOT NULL AND (${beyond} OR ${sql} IS NULL)) OR (${sql} IS NOT DISTINCT FROM ${place} AND ${rest}))`;
  };
  const [first] = terms;
  if (!first?.own && !first?.required) return [behind(0)];
  const { sql, direction, required } = first;
  const [place] = places;
  const [from, beyond] = direction === "ASC" ? [">=", ">"] : ["<=", "<"];
  const rest = behind(1);
  // That it is not before the cursor says nothing new, but lets an index on the first column begin there.
  const present = `${sql} ${from} ${place} AND (${sql} ${beyond} ${place} OR (${sql} = ${place} AND ${rest}))`;
  return required ? [present] : [present, `${sql} IS NULL AND (${place} IS NOT NULL OR ${rest})`];
}
