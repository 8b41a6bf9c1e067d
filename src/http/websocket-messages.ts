import { parseMessage } from "graphql-ws";

/** A reason for closing has room for so many bytes. */
const LONGEST_REASON = 123;

/** How an answer begins that is sent to a client. */
export const startOf = (id: string): string => `{"id":${JSON.stringify(id)},"type":"next","payload":`;

/** What a client may say. */
export type ClientMessage = ReturnType<typeof parseMessage>;

/** What a message says; undefined where it says nothing that the protocol knows. */
export function messageOf(text: string): ClientMessage | undefined {
  try {
    return parseMessage(text);
  } catch {
    return undefined;
  }
}

/** A reason, or a shorter one where there is no room for it. */
export const fitting = (reason: string, shorter: string): string =>
  Buffer.byteLength(reason) <= LONGEST_REASON ? reason : shorter;
