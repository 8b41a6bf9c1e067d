import type { Answer } from "../harness.js";
import { CURSOR, type Expected } from "./answers.js";
import type { ListAsk } from "./asks.js";
import type { Refusal } from "./refusal.js";

/** What is wrong with an answer; undefined where nothing is. */
export function faultOf({ field }: ListAsk, expected: Expected, answer: Answer): string | undefined {
  const { must, may } = expected.refusals;
  const strange = answer.errors.find(({ extensions }) => extensions?.code !== "BAD_USER_INPUT");
  if (strange) return `An error that has no place here: ${JSON.stringify(strange)}`;
  const found = answer.data?.[field] ?? null;
  if (found === null && answer.errors.length > 0 && (must.length > 0 || may.length > 0)) {
    const fits = answer.errors.some(
      ({ message, path }) =>
        path?.[0] === field && [...must, ...may].some(({ reason }) => reason.test(message)),
    );
    return fits
      ? undefined
      : `No refusal fits ${listed([...must, ...may])}: ${JSON.stringify(answer.errors)}`;
  }
  if (must.length > 0) return `It is not refused for ${listed(must)}.`;
  const places = answer.errors.map(({ path }) => JSON.stringify(path)).sort();
  const wanted = expected.faults.map(({ path }) => JSON.stringify(path)).sort();
  if (JSON.stringify(places) !== JSON.stringify(wanted))
    return `Errors at ${places.join(" ") || "no place"}, not at ${wanted.join(" ") || "none"}: ${JSON.stringify(answer.errors.slice(0, 2))}`;
  for (const { path, reason } of expected.faults) {
    const error = answer.errors.find((one) => JSON.stringify(one.path) === JSON.stringify(path));
    if (!reason.test(error?.message ?? "")) return `${error?.message} does not fit ${reason}.`;
  }
  return difference(expected.value, found, field);
}

const listed = (refusals: readonly Refusal[]): string =>
  Array.from(new Set(refusals.map(({ reason }) => String(reason)))).join(" or ");

/** The first place where two answers differ. */
function difference(expected: unknown, found: unknown, at: string): string | undefined {
  if (expected === CURSOR)
    return typeof found === "string" && found !== "" ? undefined : `${at} is ${found}, no cursor.`;
  if (Array.isArray(expected) && Array.isArray(found)) {
    for (const [index, item] of expected.entries()) {
      const one = difference(item, found[index], `${at}.${index}`);
      if (one) return one;
    }
    return expected.length === found.length
      ? undefined
      : `${at} has ${found.length} items, not ${expected.length}.`;
  }
  if (isObject(expected) && isObject(found)) {
    for (const name of new Set([...Object.keys(expected), ...Object.keys(found)])) {
      const one = difference(expected[name], found[name], `${at}.${name}`);
      if (one) return one;
    }
    return undefined;
  }
  if (expected === found) return undefined;
  return `${at} is ${JSON.stringify(found)?.slice(0, 300)}, not ${JSON.stringify(expected)?.slice(0, 300)}.`;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
