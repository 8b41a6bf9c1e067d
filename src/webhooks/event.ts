import { createHash } from "node:crypto";
import { lineageIdOf } from "../changes/cursor.js";
import type { Message } from "../live/message.js";
import type { Subscribed } from "./document.js";

/** An answer of a subscription, and what a webhook sends of it. */
export interface Event {
  operation: string;
  /** The same whenever and by whomever it is sent. */
  id: string;
  /** In the structured JSON of CloudEvents 1.0. */
  body: string;
  cursor: string;
  /** When it happened. */
  at: string | null;
  /** What could not be read of it. */
  errors?: readonly { message: string }[];
}

/** The part of an answer that its envelope is made of. */
interface Envelope {
  operation: string;
  id: string | null;
  at: string | null;
}

/** Makes an event of an answer, the next behind a webhook's cursor. */
export function readEvent(
  webhook: { name: string; cursor: string },
  { field, key }: Subscribed,
  answer: Message,
): Event {
  const { data, errors } = JSON.parse(answer.json);
  const { operation, id: subject, at } = data[key] as Envelope;
  const id = eventId(webhook, answer);
  const body = {
    specversion: "1.0",
    id,
    source: `/webhooks/${webhook.name}`,
    type: `vn.cuulong.${field.replace(/Changed$/, "")}.${operation.toLowerCase()}`,
    ...(subject !== null && { subject }),
    ...(at !== null && { time: at }),
    datacontenttype: "application/json",
    data,
  };
  return { operation, id, body: JSON.stringify(body), cursor: answer.cursor, at, errors };
}

/**
 * A cursor would not be the same each time: what it says of transactions that are under way depends on when the log is read. A
 * change has its number in the log; a reset is known by the cursor that it answers.
 */
function eventId(
  { name, cursor: before }: { name: string; cursor: string },
  { cursor, seq }: Message,
): string {
  const which =
    seq === undefined ? `reset-${createHash("sha256").update(before).digest("hex").slice(0, 12)}` : seq;
  return `${name}-${lineageIdOf(cursor)}-${which}`;
}
