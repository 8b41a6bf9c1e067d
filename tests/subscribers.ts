import { afterAll } from "@jest/globals";
import { type Client, createClient } from "graphql-ws";
import type pg from "pg";
import WebSocket from "ws";
import { type TestDatabase, useWriter } from "./harness.js";
import { until } from "./processes.js";

/** An event as tests ask for it. */
export interface Told {
  cursor: string;
  operation: "READY" | "INSERT" | "UPDATE" | "DELETE" | "PROGRESS" | "RESET";
  id: string | null;
  changed: string[];
  at: string | null;
  actor: string | null;
  node: Record<string, unknown> | null;
  reset: { reason: string; oldest: string } | null;
}

export const FIELDS = "cursor operation id changed at actor node { id } reset { reason oldest }";

/** What follows the topics of a test. */
export const TOPICS = `subscription Topics($where: TopicWhere, $after: String) {
  told: topicChanged(where: $where, after: $after) { cursor operation id changed at actor node { id name } reset { reason oldest } }
}`;

/** Where a server takes WebSockets. */
export const socketOf = ({ address }: { address: string }): string =>
  `${address.replace("http", "ws")}/graphql`;

export const connectTo = (server: { address: string }, connectionParams = {}): Client =>
  createClient({ url: socketOf(server), webSocketImpl: WebSocket, retryAttempts: 0, connectionParams });

/** Gives a test file a client of a server, and a writer of its database, from before its first test until after its last. */
export function useConnections(
  database: TestDatabase,
  server: { address: string },
  take: (made: { client: Client; writer: pg.Client }) => void,
): void {
  let client: Client;
  useWriter(database, (writer) => {
    client = connectTo(server);
    take({ client, writer });
  });
  afterAll(() => client.dispose());
}

/** What a subscription has been told. */
export class Subscriber {
  readonly told: Told[] = [];
  errors: { message: string; extensions: { code: string } }[] = [];
  ended = false;
  readonly stop: () => void;

  constructor(client: Client, variables: Record<string, unknown> = {}, query = TOPICS) {
    this.stop = client.subscribe<{ told: Told }>(
      { query, variables },
      {
        next: ({ data, errors }) => {
          if (data) this.told.push(data.told);
          if (errors) this.errors.push(...(errors as never[]));
        },
        error: (errors) => {
          this.errors = errors as never;
          this.ended = true;
        },
        complete: () => {
          this.ended = true;
        },
      },
    );
  }

  /** Waits until so many events were told, READY among them. */
  async has(count: number): Promise<Told[]> {
    await until(() => (this.told.length >= count || this.errors.length > 0 ? true : undefined), 5);
    if (this.told.length < count) throw new Error(JSON.stringify(this.errors));
    return this.told;
  }

  /** The same in short. */
  async short(count: number): Promise<string[]> {
    return (await this.has(count)).map(({ operation, id }) =>
      id === null ? operation : `${operation} ${id}`,
    );
  }

  /** Its last cursor. */
  get cursor(): string {
    return this.told.at(-1)?.cursor ?? "";
  }
}
