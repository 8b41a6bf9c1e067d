import type { ApolloServer } from "@apollo/server";
import type { FormattedExecutionResult } from "graphql";
import type { Logger } from "pino";
import type { Config } from "../config.js";
import { Store } from "../engine/store.js";
import type { Answering } from "../live/answering.js";
import { Admission } from "../operation/admission.js";
import { createApollo } from "../operation/apollo.js";
import { type RequestContext, type RequestOptions, startTrace } from "../operation/context.js";
import { Documents, readTrusted } from "../operation/documents.js";
import { executeRequest, type OperationRequest } from "../operation/request.js";
import { PlannedExecution } from "./execution.js";
import { type Runtime, startRuntime } from "./runtime.js";
import { PlannedSubscriptions } from "./subscriptions.js";

/** What reads a database, which nothing here does. */
const NO_DATABASE = {} as Pick<RequestContext, "reads" | "loaders">;

/** Answers operations by asking subgraphs; to whoever carries them it is like the service that does so from a database. */
export class Gateway implements Answering {
  private constructor(
    readonly runtime: Runtime,
    readonly execution: PlannedExecution,
    readonly store: Store,
    readonly admission: Admission,
    readonly apollo: ApolloServer<RequestContext>,
    readonly subscriptions: PlannedSubscriptions,
  ) {}

  /** Starts over subgraphs whose addresses stand in the supergraph; none of them has to answer yet. */
  static async start(supergraph: string, config: Config, log: Logger): Promise<Gateway> {
    const runtime = await startRuntime(supergraph, config, log);
    const { schema } = runtime;
    const { trustedDocuments, trustedOnly, limits } = config;
    const trusted = trustedDocuments === undefined ? new Map() : readTrusted(trustedDocuments, schema);
    const store = new Store(schema);
    const documents = new Documents(trusted, trustedOnly, store);
    const admission = new Admission(limits, documents, store);
    const execution = new PlannedExecution(runtime, config, log);
    const apollo = createApollo({ schema, engine: execution, documents, log });
    await apollo.start();
    const subscriptions = new PlannedSubscriptions({ runtime, execution, store, admission, config, log });
    return new Gateway(runtime, execution, store, admission, apollo, subscriptions);
  }

  createContext(options: RequestOptions = {}): RequestContext {
    const { abandonment, returnsCost = false, connectionParams, authorization } = options;
    return {
      ...NO_DATABASE,
      trace: startTrace(),
      run: {},
      returnsCost,
      abandonment,
      connectionParams,
      authorization,
      partners: [],
    };
  }

  execute(
    request: OperationRequest,
    context: RequestContext = this.createContext(),
  ): Promise<FormattedExecutionResult> {
    return executeRequest(this, request, context);
  }

  subscribe(request: OperationRequest, after?: string) {
    return this.subscriptions.open(request, after);
  }

  end(): void {
    this.subscriptions.places.end();
  }

  async stop(): Promise<void> {
    this.end();
    await this.apollo.stop();
    await this.runtime.stop();
  }
}
