import { ReportError } from "../../schema/errors.js";
import { isTrimmed, type Lineage, readCursor } from "./cursor.js";
import { covers, type Position } from "./position.js";
import type { ResetReason } from "./reader.js";

/** Where whoever has a cursor goes on: behind what it has had, or anew, where that means nothing any more. */
export type Start = { since: Position; reset?: undefined } | { since?: undefined; reset: ResetReason };

/** Reads where a cursor leads, of a log that is as far as `now`. Throws BAD_USER_INPUT for what is none of ours, or of the future. */
export function startOf(after: string, lineage: Lineage, now: Position): Start {
  const since = readCursor(after, lineage);
  if (!since) return { reset: "HISTORY_CHANGED" };
  if (isTrimmed(since, lineage)) return { reset: "TRIMMED" };
  if (!covers(now, since))
    throw new ReportError(
      "BAD_USER_INPUT",
      "The cursor is of the future: this server's log does not hold all that it has had.",
    );
  return { since };
}
