import type { ExecutionResult, GraphQLError } from "graphql";
import type { Given } from "../../resolvers/sql/statement.js";
import type { Operation } from "./compile/plan.js";
import type { Asked } from "./compile/selection.js";
import type { Variables } from "./compile/variable-shape.js";
import type { Abandonment } from "./run/abandonment.js";
import type { Reads } from "./run/reads.js";

/** What the engine needs of a request's context. */
export interface EngineContext {
  reads: Reads;
  trace: { compiled: number; fallbacks: number; cost: number };
  /** Whether the client wants its operation's cost in the answer. */
  returnsCost: boolean;
  /** Whether it is part of another operation, whose cost has been reckoned and whose turn has come. */
  isPart?: true;
  /** Where it is one of several that a client's operation has led to: adds what it costs to the others, and returns the sum. */
  charge?: (cost: number) => number;
  /** Says when nobody waits for the answer any more. */
  abandonment?: Abandonment | undefined;
  /** Is handed the tables that the answer depends on; undefined where that is not known, or something else may change it. */
  takeDependencies?: ((tables: ReadonlySet<string> | undefined) => void) | undefined;
}

/** An operation to be executed for one request. */
export interface Execution extends Operation {
  variables: Variables | undefined;
  context: EngineContext;
}

export type { Asked };

/** What executes operations. */
export interface Executes {
  execute(execution: Execution): Promise<ExecutionResult>;
}

/** A field's JSON, and what is wrong with parts of it. */
export interface LogAnswer {
  json: string;
  errors: readonly GraphQLError[];
}

/** Answers the fields of the root that give what the log of changes holds, in the snapshot of the operation. */
export interface LogFields {
  answer(field: Asked, execution: Execution, given: Given, engine: Executes): Promise<LogAnswer>;
}
