import type { DocumentNode, ExecutionResult, OperationDefinitionNode } from "graphql";
import type { Partner } from "../../schema/partner.js";
import type { Catalogue } from "../../resolvers/model/catalogue.js";
import type { Context } from "../../resolvers/reading/context.js";
import { Loaders } from "../../resolvers/reading/loaders.js";
import type { EngineContext } from "../engine/execution.js";
import type { Abandonment } from "../engine/run/abandonment.js";
import { Reads } from "../engine/run/reads.js";
import type { Json } from "../engine/run/answer.js";
import type { Sessions } from "../engine/run/session.js";

/** What the log says of one request; filled while it runs. No values of variables. */
export interface Trace {
  operation?: string;
  readonly statements: number;
  /** Fields of the root that the engine's statement answered, and those that resolvers did. */
  compiled: number;
  fallbacks: number;
  /** What the operation costs. */
  cost: number;
  /** Whether the engine answered without Apollo Server. */
  direct: boolean;
  errors: string[];
}

/** An operation that Apollo Server found to be in order, in its document. */
export interface Accepted {
  document: DocumentNode;
  operation: OperationDefinitionNode;
}

/** A request's context and its trace. */
export interface RequestContext extends Context, EngineContext {
  trace: Trace;
  /** One object for all copies of a context, since Apollo Server works on a copy. */
  run: {
    /** What Apollo Server handed to the engine. */
    accepted?: Accepted;
    /** The text of a document that asks for more than is ours. */
    foreign?: string;
    /** What the engine answers, where it was asked before Apollo Server was. */
    executed?: Promise<ExecutionResult>;
    /** The answer, where it is too long for Apollo Server to make a text of it. */
    long?: Json;
  };
  connectionParams: Record<string, unknown> | undefined;
  /** The header Authorization of whoever asks, for partners that it is passed on to. */
  authorization: string | undefined;
}

/** What a request says besides its operation. */
export interface RequestOptions {
  /** Says when nobody waits for the answer any more. */
  abandonment?: Abandonment;
  /** Whether the client wants its operation's cost in the answer. */
  returnsCost?: boolean;
  /** What it said of itself when it connected, where its connection carries many operations. */
  connectionParams?: Record<string, unknown> | undefined;
  /** The header Authorization. */
  authorization?: string | undefined;
  /** Gives what is known of partners. */
  partners?: () => readonly Partner[];
  /** Who wants to know what its answer depends on. */
  takeDependencies?: EngineContext["takeDependencies"];
}

/** A fresh context: nothing that one request has read is seen by another. */
export function createContext(
  catalogue: Catalogue,
  sessions: Sessions,
  options: RequestOptions = {},
): RequestContext {
  const { abandonment, returnsCost = false, connectionParams, authorization, takeDependencies } = options;
  const reads = new Reads(sessions, abandonment);
  let loaders: Loaders | undefined;
  return {
    // Most requests need none.
    get loaders() {
      loaders ??= new Loaders({ query: (text, values) => reads.rows({ text, values }) }, catalogue);
      return loaders;
    },
    get partners() {
      return options.partners?.() ?? [];
    },
    reads,
    trace: {
      get statements() {
        return reads.statements;
      },
      compiled: 0,
      fallbacks: 0,
      cost: 0,
      direct: false,
      errors: [],
    },
    run: {},
    returnsCost,
    abandonment,
    connectionParams,
    authorization,
    takeDependencies,
  };
}
