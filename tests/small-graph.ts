import { createServer, type Server, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll } from "@jest/globals";
import {
  buildSchema,
  execute,
  GraphQLError,
  type GraphQLObjectType,
  parse,
  type GraphQLSchema,
} from "graphql";
import { composed } from "../src/federation/compose.js";
import { SmallSockets } from "./small-sockets.js";

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])`;
/** What a subgraph's schema has besides, as it is served. */
const SERVED = `
  scalar _Any
  scalar FieldSet
  directive @key(fields: FieldSet!, resolvable: Boolean = true) repeatable on OBJECT | INTERFACE
  directive @shareable repeatable on OBJECT | FIELD_DEFINITION`;

const AGENCIES = `
  type Agency @key(fields: "id") { id: ID! name: String! parent: Agency }
  type Query { agencies(first: Int = 3): [Agency!]! agency(id: ID!): Agency }
  type Subscription { agencyChanged(after: String): Change }
  type Change { cursor: String! node: Agency! }`;
const STATIONS = `
  type Agency @key(fields: "id") { id: ID! stations(first: Int = 2): [Station!]! head: Station }
  type Station @key(fields: "id") { id: ID! name: String! agency: Agency! }
  type Query { stations: [Station!] faulty: Int }`;

/** A subgraph of a test, and how it is to behave. */
export class SmallSubgraph {
  /** Every request that it has had, by its first word and fields. */
  readonly asked: { query: string; variables: Record<string, unknown> }[] = [];
  behaviour: "well" | "silent" | "slow" | "broken" = "well";
  address = "";
  readonly #streams = new Set<ServerResponse>();
  readonly #schema: GraphQLSchema;
  readonly sockets: SmallSockets;
  #server: Server | undefined;

  constructor(
    readonly name: string,
    readonly sdl: string,
    entities: string,
    resolvers: Record<string, unknown>,
  ) {
    this.#schema = buildSchema(
      `${SERVED} ${sdl} union _Entity = ${entities} extend type Query { _entities(representations: [_Any!]!): [_Entity]! }`,
    );
    Object.assign((this.#schema.getType("_Entity") as object) ?? {}, {
      resolveType: ({ __typename }: { __typename: string }) => __typename,
    });
    this.sockets = new SmallSockets(this.#schema, (one) => this.asked.push(one));
    for (const [field, resolve] of Object.entries(resolvers))
      Object.assign((this.#schema.getQueryType() as GraphQLObjectType).getFields()[field] ?? {}, { resolve });
  }

  async start(port = 0): Promise<void> {
    const server = createServer(async (request, response) => {
      const { query, variables = {} } = (await json(request)) as { query: string; variables?: object };
      this.asked.push({ query, variables: variables as Record<string, unknown> });
      if (this.behaviour === "silent") return;
      if (this.behaviour === "slow") await pause(1500);
      if (this.behaviour === "broken") return void response.end("<html>");
      if (/text\/event-stream/.test(request.headers.accept ?? "")) return this.#stream(response);
      const schema = this.#schema;
      const answer = await execute({ schema, document: parse(query), variableValues: variables as never });
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(answer));
    });
    this.sockets.serve(server);
    this.#server = server.listen(port, "127.0.0.1");
    await once(server, "listening");
    this.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  }

  /** Sends an event to whoever is subscribed. */
  send(data: object): void {
    for (const response of this.#streams) response.write(`event: next\ndata: ${JSON.stringify(data)}\n\n`);
    this.sockets.send(data);
  }

  get subscribers(): number {
    return this.#streams.size + this.sockets.subscribers;
  }

  /** Breaks off what is under way, and takes no more. */
  async stop(): Promise<void> {
    this.sockets.breakOff();
    this.#server?.closeAllConnections();
    this.#server?.close();
    this.#server = undefined;
  }

  #stream(response: ServerResponse): void {
    this.#streams.add(response);
    response.on("close", () => this.#streams.delete(response));
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(":\n\n");
  }
}

const agencyOf = (id: string) => ({
  __typename: "Agency",
  id,
  name: `Agency ${id}`,
  parent: id === "1" ? null : { __typename: "Agency", id: "1", name: "Agency 1" },
});
const stationOf = (id: string) => ({
  __typename: "Station",
  id,
  // One of them has no name, though each must have one.
  name: id === "3.1" ? null : `Station ${id}`,
  agency: () => staffed(id.split(".", 1)[0] as string),
});
const staffed = (id: string) => ({
  __typename: "Agency",
  id,
  stations: ({ first }: { first: number }) =>
    Array.from({ length: first }, (_, index) => stationOf(`${id}.${index + 1}`)),
  head: () => {
    if (id === "2")
      throw new GraphQLError("No head can be read.", {
        extensions: { code: "BAD_USER_INPUT", hint: "none" },
      });
    return { ...stationOf(`${id}.1`), name: id === "3" ? null : "Head" };
  },
});
type References = { representations: { __typename: string; id: string }[] };

/** Two subgraphs that extend each other, from before a file's first test until after its last. */
export function useSmallGraph() {
  const agencies = new SmallSubgraph("agencies", AGENCIES, "Agency", {
    agencies: (_: unknown, { first }: { first: number }) =>
      Array.from({ length: first }, (_item, index) => agencyOf(String(index + 1))),
    agency: (_: unknown, { id }: { id: string }) => agencyOf(id),
    _entities: (_: unknown, { representations }: References) => representations.map(({ id }) => agencyOf(id)),
  });
  const stations = new SmallSubgraph("stations", STATIONS, "Agency | Station", {
    stations: () => ["1.1", "2.1"].map(stationOf),
    faulty: () => {
      throw new Error("This is nobody's business.");
    },
    _entities: (_: unknown, { representations }: References) =>
      representations.map(({ __typename, id }) => (__typename === "Agency" ? staffed(id) : stationOf(id))),
  });
  const graph = { agencies, stations, supergraph: "" };
  beforeAll(async () => {
    await Promise.all([agencies.start(), stations.start()]);
    const made = composed(
      [agencies, stations].map(({ name, address, sdl }) => ({ name, url: address, sdl: `${LINK}${sdl}` })),
    );
    if ("errors" in made) throw new Error(made.errors.join("\n"));
    graph.supergraph = made.supergraph;
  });
  afterAll(async () => {
    await Promise.all([agencies.stop(), stations.stop()]);
  });
  return graph;
}
