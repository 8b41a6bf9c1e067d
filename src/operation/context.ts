import type { DocumentNode, ExecutionResult, OperationDefinitionNode } from "graphql";
import type { Catalogue } from "../../resolvers/model/catalogue.js";
import type { Context } from "../../resolvers/reading/context.js";
import { Loaders } from "../../resolvers/reading/loaders.js";
import type { Partner } from "../../schema/partner.js";
import type { EngineContext } from "../engine/execution.js";
import type { Abandonment } from "../engine/run/abandonment.js";
import type { Json } from "../engine/run/answer.js";
import { Reads } from "../engine/run/reads.js";
import type { Sessions } from "../engine/run/session.js";

/** What the log says of one request; filled while it runs. No values of variables. */
export interface Trace {
  operation?: string | undefined;
  statements: number;
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
    /** What resolvers read with, once one of them does. */
    loaders?: Loaders;
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

/**
 * A context over a database. It is a class because each request has one: V8 gives an object that is written with getters a
 * shape of its own, by which all code that it meets becomes slower, and which only a marking of the whole heap takes away.
 */
class DatabaseContext implements RequestContext {
  readonly reads: Reads;
  readonly trace = startTrace();
  readonly run: RequestContext["run"] = {};
  readonly returnsCost: boolean;
  readonly abandonment: Abandonment | undefined;
  readonly connectionParams: RequestContext["connectionParams"];
  readonly authorization: string | undefined;
  readonly takeDependencies: EngineContext["takeDependencies"];

  constructor(
    private readonly catalogue: Catalogue,
    sessions: Sessions,
    private readonly options: RequestOptions,
  ) {
    this.reads = new Reads(sessions, options.abandonment, this.trace);
    this.returnsCost = options.returnsCost ?? false;
    this.abandonment = options.abandonment;
    this.connectionParams = options.connectionParams;
    this.authorization = options.authorization;
    this.takeDependencies = options.takeDependencies;
  }

  /** Most requests need none. */
  get loaders(): Loaders {
    const { reads, run, catalogue } = this;
    run.loaders ??= new Loaders({ query: (text, values) => reads.rows({ text, values }) }, catalogue);
    return run.loaders;
  }

  get partners(): readonly Partner[] {
    return this.options.partners?.() ?? [];
  }
}

/** The trace of a request of which nothing is done yet. */
export const startTrace = (): Trace => ({
  operation: undefined,
  statements: 0,
  compiled: 0,
  fallbacks: 0,
  cost: 0,
  direct: false,
  errors: [],
});

/** A fresh context: nothing that one request has read is seen by another. */
export const createContext = (
  catalogue: Catalogue,
  sessions: Sessions,
  options: RequestOptions = {},
): RequestContext => new DatabaseContext(catalogue, sessions, options);
