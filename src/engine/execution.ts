import type { Operation } from "./compile/plan.js";
import type { Variables } from "./compile/variable-shape.js";
import type { Abandonment } from "./run/abandonment.js";
import type { Reads } from "./run/reads.js";

/** What the engine needs of a request's context. */
export interface EngineContext {
  reads: Reads;
  trace: { compiled: number; fallbacks: number; cost: number };
  /** Whether the client wants its operation's cost in the answer. */
  returnsCost: boolean;
  /** Says when nobody waits for the answer any more. */
  abandonment?: Abandonment | undefined;
}

/** An operation to be executed for one request. */
export interface Execution extends Operation {
  variables: Variables | undefined;
  context: EngineContext;
}
