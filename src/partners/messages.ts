import type { Limits } from "../limits/index.js";
import type { PartnerOptions } from "./partner.js";

/** A partner whose graph is to be joined to ours. */
export interface JoinedPartner extends PartnerOptions {
  sdl: string;
  /** Types and fields of ours that it may define too, or take over. */
  mayOverride: readonly string[];
}

/** What a thread joins. */
export interface GraphOptions {
  /** Our graph as a subgraph, and the schema that clients know. */
  own: { sdl: string; schema: string };
  partners: readonly JoinedPartner[];
  /** Whether partners may be left out, one at a time, where all of them do not fit. */
  leavesOut: boolean;
  limits: Limits;
  /** How large an answer may be. */
  answerBytes: number;
}

/** An error as it goes between threads. */
export interface Fault {
  message: string;
  path?: readonly (string | number)[] | undefined;
  /** Its code, and whatever else a client is to read of it. */
  extensions: { code: string; [name: string]: unknown };
  /** The places in the document that it is about. */
  positions?: readonly number[] | undefined;
}

/** What a client asks for. */
export interface Asking {
  query: string;
  operationName?: string | undefined;
  variables?: Record<string, unknown> | undefined;
  /** The header Authorization of whoever asks. */
  authorization?: string | undefined;
}

/** An answer: its data as JSON in UTF-8, absent where the operation was refused as a whole. */
export interface Reply {
  data?: Uint8Array | undefined;
  /** Whether any field of the root holds something. */
  holds: boolean;
  errors?: readonly Fault[] | undefined;
  /** What the operation has cost. */
  cost: number;
}

/** What our part of an operation came to. */
export interface OwnReply {
  data?: Uint8Array | undefined;
  errors?: readonly Fault[] | undefined;
  cost: number;
}

/** What goes to the thread. */
export type ToThread =
  | { kind: "ask" | "subscribe"; id: number; asking: Asking }
  | { kind: "cancel"; id: number }
  | { kind: "own"; call: number; reply: OwnReply }
  /** An answer to a subscription of ours, as JSON; without any, it has begun. */
  | { kind: "event"; call: number; json?: string; cursor?: string | undefined };

/** What comes from it. */
export type FromThread =
  | { kind: "ready"; joined: readonly string[]; left: readonly Refused[]; overridden: readonly string[] }
  | { kind: "refused"; reasons: readonly string[] }
  | { kind: "answer"; id: number; reply: Reply }
  /** An answer to a subscription, as JSON; more follow. */
  | { kind: "next"; id: number; json: string; cursor: string | undefined }
  /** Our part of an operation, and what other parts have cost so far; of a subscription, its events. */
  | { kind: "own"; id: number; call: number; asking: Asking; spent: number; subscribes: boolean }
  | Called;

/** What came of a call to a partner. */
export interface Called {
  kind: "called";
  partner: string;
  outcome: Outcome;
  milliseconds: number;
  /** Whether it is left alone for a while, and whether that is new. */
  leftAlone: boolean;
  turned: boolean;
  error?: string;
}

/** How a call to a partner ended; it is not made while the partner is left alone. */
export type Outcome = "answered" | "failed" | "not made";

/** A partner that was left out, and why. */
export interface Refused {
  partner: string;
  reasons: readonly string[];
}
