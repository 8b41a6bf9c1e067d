import {
  ApolloServer,
  type ApolloServerOptionsWithGateway,
  type ApolloServerPlugin,
  type GraphQLRequestContext,
} from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import { type GraphQLSchema, OperationTypeNode } from "graphql";
import type { Logger } from "pino";
import { ERROR_STATUS, type ErrorCode, ReportError } from "../../schema/errors.js";
import type { Executes } from "../engine/execution.js";
import { answerJson, isLong, JsonData, stringify } from "../engine/run/answer.js";
import type { RequestContext } from "./context.js";
import type { Documents } from "./documents.js";
import type { Beyond } from "./beyond.js";
import { createFormatter } from "./error-format.js";

/** What Apollo Server is made of. */
export interface ApolloOptions {
  schema: GraphQLSchema;
  engine: Executes;
  /** Keeps the documents that clients register by their hash. */
  documents: Documents;
  /** Answers what is not ours; absent where nobody can be joined. */
  beyond?: Beyond | undefined;
  log: Logger;
}

/** Apollo Server, whose operations the engine executes; it is started by whoever makes it. */
export function createApollo(options: ApolloOptions) {
  const { documents, log } = options;
  return new ApolloServer<RequestContext>({
    gateway: gatewayOf(options),
    persistedQueries: { cache: documents.persisted },
    documentStore: documents.parsed,
    // To make one text of a long answer would hold up everyone: whoever carries it sends its pieces instead.
    stringifyResult: (answer) => (isLong(answer) ? "" : stringify(answer)),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    // No cookie carries a session, so there is nothing that a foreign page could ride on.
    csrfPrevention: false,
    stopOnTerminationSignals: false,
    formatError: createFormatter(log),
    plugins: [
      // Its wrapping of every resolver costs a third of the throughput, and it has nothing to say here.
      ApolloServerPluginCacheControlDisabled(),
      // A subgraph would say of every field how long it took, which no field by itself does.
      ApolloServerPluginInlineTraceDisabled(),
      // It would load its script from another host; GraphiQL is ours.
      ApolloServerPluginLandingPageDisabled(),
      requestsOf(options),
    ],
  });
}

/** Apollo hands whole operations to a gateway: this one is the engine, unless they ask for more than is ours. */
function gatewayOf({
  schema,
  engine,
  beyond,
}: ApolloOptions): ApolloServerOptionsWithGateway<RequestContext>["gateway"] {
  return {
    async load() {
      return {
        executor: ({ document, operation, request, context: given }) => {
          const context = given as unknown as RequestContext;
          if (context.run.foreign && beyond)
            return beyond.execute({ ...request, query: context.run.foreign }, context);
          const accepted = { document, operation };
          context.run.accepted = accepted;
          const { variables } = request;
          return context.run.executed ?? engine.execute({ ...accepted, variables, context });
        },
      };
    },
    onSchemaLoadOrUpdate(listen) {
      listen({ apiSchema: schema, coreSupergraphSdl: "" });
      return () => {};
    },
    async stop() {},
  };
}

/** In how many seconds a client may try again. */
const RETRY_AFTER = "5";

/**
 * Finds out whose documents are, names the operation in the trace, refuses subscriptions by POST, and gives failed answers
 * their status.
 */
const requestsOf = ({ schema, documents }: ApolloOptions): ApolloServerPlugin<RequestContext> => ({
  async requestDidStart() {
    return {
      async didResolveSource({ source, queryHash, contextValue }) {
        if (documents.isForeign(source, schema, queryHash)) contextValue.run.foreign = source;
      },
      async didResolveOperation({ operation, operationName, request, contextValue }) {
        if (!operation) throw noOperation(request.operationName);
        const kind = operation.operation;
        contextValue.trace.operation = operationName ?? `(${kind})`;
        if (kind === OperationTypeNode.SUBSCRIPTION)
          throw new ReportError(
            "METHOD_NOT_ALLOWED",
            "A subscription is asked for over a WebSocket, or with Accept: text/event-stream.",
          );
        if (!schema.getRootType(kind) && contextValue.run.foreign === undefined)
          throw new ReportError("OPERATION_RESOLUTION_FAILURE", `This API has no ${kind}.`);
      },
      async willSendResponse(request) {
        const codes = codesOf(request);
        const { trace, run } = request.contextValue;
        trace.errors = codes;
        const { body } = request.response;
        if (body.kind === "single" && isLong(body.singleResult)) run.long = answerJson(body.singleResult);
        const status = statusOf(request, codes);
        if (status) request.response.http.status = status;
        if (codes[0] === "SERVICE_UNAVAILABLE") request.response.http.headers.set("retry-after", RETRY_AFTER);
      },
    };
  },
});

/** In the words of ordinary execution, which an engine does not come to. */
const noOperation = (name: string | undefined): ReportError =>
  new ReportError(
    "OPERATION_RESOLUTION_FAILURE",
    name == null
      ? "Must provide operation name if query contains multiple operations."
      : `Unknown operation named "${name}".`,
  );

function codesOf({ response }: GraphQLRequestContext<RequestContext>): ErrorCode[] {
  if (response.body?.kind !== "single") return [];
  return (response.body.singleResult.errors ?? []).map(({ extensions }) => extensions?.code as ErrorCode);
}

/** An answer that holds something is a success, however many of its slices failed; one that holds nothing is not. */
function statusOf(
  { response }: GraphQLRequestContext<RequestContext>,
  [code]: ErrorCode[],
): number | undefined {
  if (code === undefined || response.body?.kind !== "single") return undefined;
  const data: unknown = response.body.singleResult.data;
  if (data instanceof JsonData ? data.holds : data && Object.values(data).some((value) => value !== null))
    return undefined;
  // Apollo says 500 where nothing better is known, and 400 of whatever has no data; what else it decided, such as 405 for GET, is kept.
  const decided = response.http.status;
  const own = ERROR_STATUS[code];
  return decided && decided !== 500 && own < 500 ? decided : own;
}
