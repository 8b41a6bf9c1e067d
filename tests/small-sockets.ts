import { EventEmitter, on } from "node:events";
import type { Server } from "node:http";
import { type ExecutionResult, type GraphQLError, type GraphQLSchema, print } from "graphql";
import { useServer } from "graphql-ws/use/ws";
import { type WebSocket, WebSocketServer } from "ws";

/** What a subgraph of a test was asked. */
interface Question {
  query: string;
  variables: Record<string, unknown>;
}

/** The subscriptions of a subgraph of a test that come over WebSockets. */
export class SmallSockets {
  /** How many connections there were in all. */
  opened = 0;
  /** Says why subscriptions are refused, if they are. */
  refusal: GraphQLError | undefined;
  readonly #events = new EventEmitter().setMaxListeners(0);
  readonly #connections = new Set<WebSocket>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly hear: (asked: Question) => void,
  ) {}

  /** Takes WebSockets where a server listens. */
  serve(server: Server): void {
    const sockets = new WebSocketServer({ server, path: "/graphql" });
    // What becomes of the server is said to whoever started it.
    sockets.on("error", () => {});
    sockets.on("connection", (one) => {
      this.opened += 1;
      this.#connections.add(one);
      one.on("close", () => this.#connections.delete(one));
    });
    useServer(
      {
        schema: this.schema,
        onSubscribe: () => this.refusal && [this.refusal],
        subscribe: ({ document, variableValues }) => {
          this.hear({ query: print(document), variables: variableValues ?? {} });
          return this.#follow();
        },
      },
      sockets,
    );
  }

  send(data: object): void {
    this.#events.emit("event", data);
  }

  get subscribers(): number {
    return this.#events.listenerCount("event");
  }

  get connections(): number {
    return this.#connections.size;
  }

  breakOff(): void {
    for (const one of this.#connections) one.terminate();
  }

  /** What is sent from now on. */
  #follow(): AsyncIterableIterator<ExecutionResult> {
    const events = on(this.#events, "event");
    return {
      async next() {
        const { done, value } = await events.next();
        return done ? { done, value: undefined } : { done: false, value: value[0] };
      },
      async return() {
        await events.return?.();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }
}
