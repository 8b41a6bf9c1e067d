import { ApolloServer, type ApolloServerPlugin, type GraphQLRequestContext } from "@apollo/server";
import { ApolloServerPluginCacheControlDisabled } from "@apollo/server/plugin/disabled";
import type { GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import type { Context } from "../resolvers/context.js";
import { ERROR_STATUS, type ErrorCode, ReportError } from "../schema/errors.js";
import { createFormatter } from "./faults.js";

/** What the log tells of one request; filled while it runs. No values of variables. */
export interface Trace {
  operation?: string;
  statements: number;
  errors: string[];
}

/** A request's context and its trace. */
export interface RequestContext extends Context {
  trace: Trace;
}

/** Apollo Server over a schema; it is started by whoever makes it. */
export function createApollo(
  schema: GraphQLSchema,
  log: Logger,
  plugins: ApolloServerPlugin<RequestContext>[] = [],
) {
  return new ApolloServer<RequestContext>({
    schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    // No cookie carries a session, so there is nothing that a foreign page could ride on.
    csrfPrevention: false,
    stopOnTerminationSignals: false,
    formatError: createFormatter(log),
    // Its wrapping of every resolver costs a third of the throughput, and it has nothing to say here.
    plugins: [ApolloServerPluginCacheControlDisabled(), requests, ...plugins],
  });
}

/** Names the operation in the trace, refuses subscriptions by POST, and gives failed answers their status. */
const requests: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation, operationName, contextValue }) {
        contextValue.trace.operation = operationName ?? `(${operation?.operation})`;
        if (operation?.operation === "subscription")
          throw new ReportError("METHOD_NOT_ALLOWED", "Subscriptions are not answered over plain HTTP.");
      },
      async willSendResponse(request) {
        const codes = codesOf(request);
        request.contextValue.trace.errors = codes;
        const status = statusOf(request, codes);
        if (status) request.response.http.status = status;
      },
    };
  },
};

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
  const { data } = response.body.singleResult;
  if (data && Object.values(data).some((value) => value !== null)) return undefined;
  return response.http.status && response.http.status >= 400 ? response.http.status : ERROR_STATUS[code];
}
