import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  print,
} from "graphql";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";

/** What the library says of a subgraph of which it wants an executor. */
interface Wanted {
  transportEntry: { location?: string | undefined };
}

/** What it asks of the executor. */
interface Asked {
  document: DocumentNode;
  variables?: Record<string, unknown>;
  operationName?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** How long a connection stays that has no subscription. */
const IDLE_MS = 3_000;

/**
 * Subscriptions over one WebSocket a subgraph. The library's own subscribes anew by itself where a connection broke, from where
 * the subscription began, and says nothing: events would be lost or come twice. Here the subscription ends, and whoever has it
 * goes on behind the last event.
 */
export default {
  getSubgraphExecutor({ transportEntry: { location = "" } }: Wanted) {
    const client = createClient({
      url: location.replace(/^http/, "ws"),
      webSocketImpl: WebSocket,
      lazyCloseTimeout: IDLE_MS,
      retryAttempts: 0,
    });
    const executor = ({ document, variables, operationName, signal }: Asked) => {
      const events = client.iterate({
        query: print(document),
        variables: variables ?? {},
        ...(operationName && { operationName }),
      });
      signal?.addEventListener("abort", () => void events.return?.(), { once: true });
      return answering(events as AsyncIterableIterator<ExecutionResult>);
    };
    return Object.assign(executor, { [Symbol.asyncDispose]: async () => client.dispose() });
  },
};

/** The same events; why a subgraph refuses a subscription is the last. */
function answering(events: AsyncIterableIterator<ExecutionResult>): AsyncIterableIterator<ExecutionResult> {
  return {
    next: () =>
      events.next().catch((reason: unknown) => {
        if (!Array.isArray(reason)) throw reason;
        return { done: false, value: { errors: reason.map(errorOf) } };
      }),
    return: async () => (await events.return?.()) ?? { done: true, value: undefined },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

const errorOf = ({ message, extensions }: GraphQLFormattedError): GraphQLError =>
  new GraphQLError(message, { extensions: extensions ?? {} });
