import type { ListAsk } from "./asks.js";
import { unknownCodes, unknownInOrder } from "./codes.js";
import type { Conditions } from "./conditions.js";
import { Refusal } from "./refusal.js";
import type { Rows } from "./rows.js";

const LONGEST_PAGE = 1000;

/** What is wrong with the arguments of a list, whatever is asked of it. */
export function* mistakesOf(
  rows: Rows,
  { model, first, after, behind, where, orderBy }: ListAsk,
): Iterable<Refusal> {
  if (wrongPage(first)) yield new Refusal(/first must be from 0 to 1000/);
  if (after !== undefined && !behind) yield new Refusal(/after|cursor/i);
  if (where && hasNull(where)) yield new Refusal(/null/);
  if (where) yield* unknownCodes(rows, model, where);
  for (const item of orderBy ?? []) if (namesOne(item)) yield* unknownInOrder(rows, item);
  if (orderBy?.some((item) => !namesOne(item))) yield new Refusal(/exactly one/);
}

export const wrongPage = (first: number | undefined): boolean =>
  first !== undefined && (first < 0 || first > LONGEST_PAGE);

/** Whether an input object names exactly one thing, however deep. */
export function namesOne(item: object): boolean {
  const values = Object.values(item);
  if ("direction" in item && ("dimension" in item || "of" in item)) return true;
  return values.length === 1 && (typeof values[0] !== "object" || namesOne(values[0] as object));
}

const OPERATORS = "eq ne in notIn lt lte gt gte contains startsWith isNull some none every".split(" ");

/** Whether an operator is given null; another field that is null is no condition. */
export function hasNull(conditions: Conditions): boolean {
  return Object.entries(conditions).some(([name, value]) => {
    if (value === null) return OPERATORS.includes(name);
    const inner = Array.isArray(value) ? value : [value];
    return inner.some((item) => typeof item === "object" && item !== null && hasNull(item as Conditions));
  });
}
