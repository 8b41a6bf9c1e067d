import type { GraphQLFormattedError } from "graphql";
import type { Cursors } from "../changes/cursor.js";
import { type Change, TrimmedError } from "../changes/log.js";
import type { Position } from "../changes/position.js";
import type { ResetReason } from "../changes/reader.js";
import type { Asked } from "./asked.js";
import type { Events } from "./events.js";
import { Away, type Message } from "./message.js";
import { Projection } from "./projection.js";
import { Refused, type RowReader } from "./row-reader.js";
import { askedOf, type Row, Rows } from "./rows.js";

/** What a group is about, and how it is said. */
export interface Topic {
  /** The table whose changes it is about. */
  entity: string;
  /** How many changes are to be handed over at a time: the fewer, the longer what is said of them. */
  readonly most: number;
  /** What some changes mean to whoever asked. Throws Away where that cannot be found out for now. */
  messages(changes: readonly Change[]): Promise<Message[]>;
  notice(operation: "READY" | "PROGRESS", position: Position): Message;
  reset(reason: ResetReason, position: Position): Message;
  /** What whoever asked is to see of something that went wrong. */
  failure(error: unknown): readonly GraphQLFormattedError[];
}

/** How many characters are about to be said at a time, and of how many changes: at first, and at most. */
const AT_A_TIME = 1024 * 1024;
const CHANGES = { first: 100, most: 1000 };

/** Makes what a subscription is about; throws where what it asks of a row costs too much or has no meaning. */
export async function createTopic(
  asked: Asked,
  events: Events,
  cursors: Cursors,
  reader: RowReader,
): Promise<Topic> {
  const { place, type, nodes } = asked;
  const projection = new Projection(asked, type, nodes);
  const rows =
    projection.nodes.length === 0
      ? undefined
      : await Rows.prepare(askedOf(events.list, asked, projection), reader);
  const message = (event: object, position: Position, row?: Row): Message => {
    const cursor = cursors.of(position);
    const written = projection.write({ changed: [], ...event, cursor }, () => row?.json ?? []);
    const errors = row?.errors?.map((error) => ({ ...error, path: [place, ...(error.path ?? [])] }));
    const before = errors ? `"errors":${JSON.stringify(errors)},` : "";
    const json = `{${before}"data":{${JSON.stringify(place)}:${written}}}`;
    // PostgreSQL breaks lines between the values of long lists, and never within one.
    return { json: json.includes("\n") ? json.replaceAll("\n", " ") : json, position, cursor };
  };
  let most = CHANGES.first;
  /** Of what was said of some changes follows of how many more will be said about as much as is wanted. */
  const learn = (count: number, messages: readonly Message[]) => {
    const said = messages.reduce((sum, { json }) => sum + json.length, 0);
    const fitting = Math.floor((count * AT_A_TIME) / Math.max(1, said));
    most = Math.max(1, Math.min(fitting, 2 * most, CHANGES.most));
  };
  return {
    entity: events.entity,
    get most() {
      return most;
    },
    async messages(changes) {
      try {
        const read = await events.read(changes);
        const ids = read.flatMap(({ operation, id }) => (operation === "DELETE" ? [] : [id]));
        const found = rows && ids.length > 0 ? await rows.read(Array.from(new Set(ids))) : undefined;
        const messages = read.map((event) => ({
          ...message(event, event.position, event.operation === "DELETE" ? undefined : found?.get(event.id)),
          seq: event.seq,
        }));
        learn(changes.length, messages);
        return messages;
      } catch (error) {
        if (error instanceof TrimmedError || error instanceof Away) throw error;
        const seen = reader.format(error);
        const code = seen.extensions?.code;
        throw code === "SERVICE_UNAVAILABLE" || code === "TIMED_OUT" ? new Away() : new Refused([seen]);
      }
    },
    notice: (kind, position) => message({ operation: kind }, position),
    reset: (reason: ResetReason, position: Position) =>
      message({ operation: "RESET", reset: { reason, oldest: cursors.oldest } }, position),
    failure: (error): readonly GraphQLFormattedError[] =>
      error instanceof Refused ? error.errors : [reader.format(error)],
  };
}
