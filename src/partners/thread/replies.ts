import { LimitError } from "../../../schema/errors.js";
import type { Reply } from "../messages.js";
import type { Completed } from "./completion.js";

/** An answer as JSON, unless it is too long. */
export function replyOf({ data, errors }: Completed, cost: number, most: number): Reply {
  // Bytes of its own, which can be handed to another thread.
  const bytes = new TextEncoder().encode(JSON.stringify(data ?? null));
  if (bytes.length > most) throw new LimitError("answerBytes", most, bytes.length, "bytes in an answer");
  return {
    data: bytes,
    holds: Object.values(data ?? {}).some((value) => value !== null),
    ...(errors.length > 0 && { errors }),
    cost,
  };
}

/** An answer to a subscription on one line, as clients read it. */
export function jsonOf({ data, errors }: Reply): string {
  const said = errors?.map(({ message, path, extensions }) => ({ message, path, extensions }));
  const before = said ? `"errors":${JSON.stringify(said)},` : "";
  return `{${before}"data":${data ? Buffer.from(data).toString() : "null"}}`;
}

export const isStream = <Value>(value: object | AsyncIterable<Value>): value is AsyncIterable<Value> =>
  Symbol.asyncIterator in value;
