import type { GraphQLFormattedError } from "graphql";
import type { Position } from "../changes/position.js";

/** One answer of a subscription; all who asked the same are sent the same. */
export interface Message {
  /** The answer as JSON, on one line. */
  json: string;
  /** Where whoever has had it goes on; the cursor is its text. */
  position: Position;
  cursor: string;
  /** Which change of the log it is about; absent where it is about none. */
  seq?: bigint;
}

/** What carries a subscription's answers to its client. */
export interface Sink {
  /** Sends answers in order, as many as there is room for; returns how many. */
  take(messages: readonly Message[]): number;
  /** Resolves when there is room again. Whoever never makes any is the carrier's to give up. */
  drained(): Promise<void>;
  /** The subscription has ended, though its client did not ask for that. */
  end(errors?: readonly GraphQLFormattedError[]): void;
}

/** For now something cannot be done, whatever was asked: the database is away, or others come first. */
export class Away extends Error {}
