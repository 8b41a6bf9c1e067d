import { setMaxListeners } from "node:events";
import { createRequire } from "node:module";
import { createGatewayRuntime } from "@graphql-hive/gateway-runtime";
import { unifiedGraphHandler } from "@graphql-hive/router-runtime";
import http from "@graphql-mesh/transport-http";
import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  Kind,
  OperationTypeNode,
} from "graphql";
import type { Logger } from "pino";
import type { Config } from "../config.js";
import type { Patience } from "../planning/patience.js";
import ws from "./websockets.js";

/** What a plan's execution comes to: an answer, or one after another. */
export type Outcome = ExecutionResult | AsyncIterable<ExecutionResult>;

/** Plans operations over subgraphs, and asks those. */
export interface Runtime {
  /** What all subgraphs are together. */
  schema: GraphQLSchema;
  planner: Config["gateway"]["planner"];
  /** Asks an operation in a document of its own, of which the plan is kept as long as the document. */
  ask(document: DocumentNode, variables: Record<string, unknown>, patience: Patience): Promise<Outcome>;
  stop(): Promise<void>;
}

/** Where its patience stands in the context of an operation. */
const PATIENCE = Symbol("patience");

type Contextual = { [PATIENCE]?: Patience } | undefined;
type Handler = typeof unifiedGraphHandler;

/** The library has all calls that are under way listen to one signal, and Node would take more than ten for a leak. */
const MOST_LISTENING = 10_000;

/** Starts Hive's runtime over subgraphs whose addresses stand in the supergraph. */
export async function startRuntime(supergraph: string, { gateway }: Config, log: Logger): Promise<Runtime> {
  setMaxListeners(MOST_LISTENING);
  const planner = gateway.planner === "rust" && !hasAddon(log) ? "js" : gateway.planner;
  const heard = SIGNALS.map((signal) => [signal, new Set(process.listeners(signal))] as const);
  const runtime = createGatewayRuntime({
    supergraph,
    ...(planner === "rust" && { unifiedGraphHandler: patiently as never }),
    transports: { http, ws: ws as never },
    transportEntries: { "*": { headers: PLAIN, options: optionsFor(gateway.subscriptions) } },
    // A subscription goes on for as long as somebody listens.
    upstreamTimeout: ({ executionRequest }) =>
      executionRequest?.operationType === "subscription" ? undefined : gateway.subgraphTimeoutMs,
    logging: false,
    maskedErrors: false,
    requestId: false,
    graphiql: false,
    landingPage: false,
  });
  // It would end what is under way at the first signal, which the server waits for.
  for (const [signal, before] of heard)
    for (const listener of process.listeners(signal))
      if (!before.has(listener)) process.removeListener(signal, listener);
  return {
    schema: await runtime.getSchema(),
    planner,
    ask: async (document, variableValues, patience) => {
      // The other planner makes its plan as it goes.
      if (planner === "js") patience.planned();
      const { execute, subscribe, schema, contextFactory } = runtime.getEnveloped({
        [PATIENCE]: patience,
      } as never);
      const contextValue = await contextFactory();
      const carry = isSubscription(document) ? subscribe : execute;
      return (await carry({ schema, document, variableValues, contextValue })) as Outcome;
    },
    stop: async () => {
      await runtime.dispose();
    },
  };
}

/** Whether a document of one operation subscribes. */
const isSubscription = ({ definitions: [one] }: DocumentNode): boolean =>
  one?.kind === Kind.OPERATION_DEFINITION && one.operation === OperationTypeNode.SUBSCRIPTION;

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Subgraphs are near: to compress what they answer takes longer than to send it. */
const PLAIN: [string, string][] = [["accept-encoding", "identity"]];

/** Equal calls of two operations must not share their answer: what one of them adds to it the other would see. */
const optionsFor = (kind: Config["gateway"]["subscriptions"]) => ({
  method: "POST",
  deduplicateInflightRequests: false,
  ...(kind === "ws" && { subscriptions: { kind: "ws" } }),
});

/** Plans with the library's planner, which works beside the event loop, and no longer than an operation's patience. */
const patiently: Handler = async (options) => {
  const handled = await unifiedGraphHandler({
    ...options,
    onSubgraphExecute: (name, request) => {
      (request.context as Contextual)?.[PATIENCE]?.planned();
      return options.onSubgraphExecute(name, request);
    },
  });
  const { executor } = handled;
  if (!executor) throw new Error("The planner executes its plans.");
  return {
    ...handled,
    executor: (request) => {
      const patience = (request.context as Contextual)?.[PATIENCE];
      return executor({ ...request, ...(patience && { signal: patience.signal }) });
    },
  };
};

/** Whether the planner in Rust runs here: it comes in binaries for Linux with glibc and for macOS. */
function hasAddon(log: Logger): boolean {
  try {
    const runtime = createRequire(import.meta.url).resolve("@graphql-hive/router-runtime");
    createRequire(runtime)("@graphql-hive/router-query-planner");
    return true;
  } catch (error) {
    log.warn({ err: error }, "the planner in Rust does not run here; plans are made in JavaScript");
    return false;
  }
}
