import { derive, type Statement } from "./statement.js";

/** The pattern that LIKE takes for a folded text that must be found as it is written. */
export const literal = (text: string): string => text.replace(/[\\%_]/g, "\\$&");

const pattern = (value: unknown) => derive(value, (text) => literal(String(text)));

/**
 * Whether a text is found in another, as it is given or with its abbreviations written otherwise. What has none is not
 * looked for twice, and an index of trigrams serves both ways.
 */
export function found(
  sql: string,
  operator: "contains" | "startsWith",
  value: unknown,
  statement: Statement,
): string {
  const first = operator === "startsWith";
  const like = `fold(${sql}) LIKE ${first ? "" : "'%' || "}fold(${statement.bind(pattern(value), "text")}) || '%'`;
  const otherwise = statement.once({}, () => `written_otherwise(${statement.bind(value, "text")}, ${first})`);
  // Counted here, since PostgreSQL plans for ten where it does not see how many there are.
  const likes = [2, 3, 4, 5].map((index) => `(${otherwise})[${index}]`).join(", ");
  return `(${like} OR (${otherwise} IS NOT NULL AND fold(${sql}) LIKE ANY(ARRAY[${likes}]) AND fold(${sql}) ~ (${otherwise})[1]))`;
}
