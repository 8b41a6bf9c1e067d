import type { GraphQLFormattedError } from "graphql";
import type { Position } from "../changes/position.js";

/** One answer of several; all who asked the same are sent the same. */
export interface Answer {
  /** The answer as JSON, on one line. */
  json: string;
  /** The same as bytes, once one of those who send it has made them for all. */
  bytes?: Buffer;
  /** Where whoever has had it goes on; absent where every answer is whole. */
  cursor?: string;
}

/** One answer of a subscription. */
export interface Message extends Answer {
  cursor: string;
  /** What the cursor is the text of. */
  position: Position;
  /** Which change of the log it is about; absent where it is about none. */
  seq?: bigint;
}

/** What carries answers to a client. */
export interface Sink {
  /**
   * Sends answers in order, as many as there is room for; returns how many. Calls back when all of them have left the process,
   * or nobody is there to take them.
   */
  take(answers: readonly Answer[], atEnd?: () => void): number;
  /** Resolves when there is room again. Whoever never makes any is the carrier's to give up. */
  drained(): Promise<void>;
  /** The subscription has ended, though its client did not ask for that. */
  end(errors?: readonly GraphQLFormattedError[]): void;
}

/** The first pause before that is tried again which could not be done for now, and the longest. */
export const PATIENCE_MS = { first: 50, longest: 2_000 };

/** For now something cannot be done, whatever was asked: the database is away, or others come first. */
export class Away extends Error {
  constructor(
    /** What clients see of that, where more is known. */
    readonly errors: readonly GraphQLFormattedError[] = [],
  ) {
    super();
  }
}
