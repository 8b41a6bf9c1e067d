import { afterAll, beforeAll } from "@jest/globals";
import { GraphQLError } from "graphql";
import { readConfig } from "../src/config.js";
import { Gateway } from "../src/gateway/index.js";
import { openDoor, type Server } from "../src/http/door.js";
import { createLog } from "../src/log.js";
import { post } from "./http.js";
import { until } from "./processes.js";
import { useSmallGraph } from "./small-graph.js";
import { Stream } from "./streams.js";

const graph = useSmallGraph();
const { agencies } = graph;
const SUBSCRIPTION = "subscription S { agencyChanged { cursor node { name head { name } } } }";
const change = (id: string, cursor: string) => ({
  data: { agencyChanged: { cursor, node: { __typename: "Agency", id, name: `Agency ${id}` } } },
});
const event = (id: string, cursor: string, head: object | null) => ({
  agencyChanged: { cursor, node: { name: `Agency ${id}`, head } },
});
const followed = (count: number) => until(() => agencies.subscribers === count || undefined);

describe.each(["rust", "js"])("A gateway that plans in %s and has events over WebSockets", (planner) => {
  let server: Server;

  beforeAll(async () => {
    const config = readConfig({ PORT: "0", PLANNER: planner, SUBGRAPH_SUBSCRIPTIONS: "ws" });
    const log = createLog("silent");
    const gateway = await Gateway.start(graph.supergraph, config, log);
    const { schema } = gateway.runtime;
    const service = { service: gateway, schema, unreadiness: async () => undefined };
    server = await openDoor({ ...service, addMetrics: () => {}, close: async () => {} }, config, log);
  });
  afterAll(() => server.close());

  const subscribe = (headers = {}): Stream =>
    new Stream(`${server.address}/graphql`, "POST", { query: SUBSCRIPTION }, headers);

  test("passes them on, each with what another subgraph has of it, and errors of its own alone", async () => {
    const stream = subscribe();
    await followed(1);
    expect(agencies.sockets.subscribers).toBe(1);
    agencies.send(change("1", "c1"));
    agencies.send(change("2", "c2"));
    agencies.send(change("4", "c3"));
    const events = (await stream.has(3)).map(({ id, data = "" }) => ({ id, ...JSON.parse(data) }));
    expect(events).toMatchObject([
      { id: "c1", data: event("1", "c1", { name: "Head" }) },
      { id: "c2", data: event("2", "c2", null), errors: [{ message: "No head can be read." }] },
      { id: "c3", data: event("4", "c3", { name: "Head" }) },
    ]);
    expect(events.map(({ errors }) => errors?.length)).toEqual([undefined, 1, undefined]);
    stream.close();
    await followed(0);
  });

  test("has those of all subscribers over one, and goes on behind the event that each had last", async () => {
    const streams = ["c7", "c8"].map((cursor) => subscribe({ "last-event-id": cursor }));
    await followed(2);
    expect(agencies.sockets.connections).toBe(1);
    const asked = JSON.stringify(agencies.asked.slice(-2));
    expect(asked).toMatch(/after.*c7/);
    expect(asked).toMatch(/after.*c8/);
    agencies.send(change("1", "c9"));
    for (const stream of streams) expect(await stream.has(1)).toMatchObject([{ id: "c9" }]);
    streams[0]?.close();
    await followed(1);
    agencies.send(change("4", "c10"));
    expect(await streams[1]?.has(2)).toMatchObject([{ id: "c9" }, { id: "c10" }]);
    streams[1]?.close();
    await followed(0);
  });

  test("says why a subgraph refuses a subscription", async () => {
    agencies.sockets.refusal = new GraphQLError("That is no cursor.", {
      extensions: { code: "BAD_USER_INPUT", argument: "after" },
    });
    const stream = subscribe();
    const [first] = await stream.has(1);
    agencies.sockets.refusal = undefined;
    expect(JSON.parse(first?.data ?? "{}")).toMatchObject({
      errors: [{ message: "That is no cursor.", extensions: { code: "BAD_USER_INPUT", argument: "after" } }],
    });
    await until(() => stream.ended || undefined);
  });

  test("says that the subgraph has gone, even where it is back at once, and subscribes to none by itself", async () => {
    const stream = subscribe();
    await followed(1);
    agencies.send(change("1", "c1"));
    await stream.has(1);
    const opened = agencies.sockets.opened;
    const { port } = new URL(agencies.address);
    await agencies.stop();
    await agencies.start(Number(port));
    const [, last] = await stream.has(2);
    expect(JSON.parse(last?.data ?? "{}")).toMatchObject({
      errors: [{ extensions: { code: "SERVICE_UNAVAILABLE" } }],
    });
    await until(() => stream.ended || undefined);
    expect([agencies.sockets.opened, agencies.subscribers]).toEqual([opened, 0]);
    // What missed nothing by its cursor can go on.
    const next = subscribe({ "last-event-id": "c1" });
    await followed(1);
    agencies.send(change("4", "c2"));
    expect(await next.has(1)).toMatchObject([{ id: "c2" }]);
    next.close();
    await followed(0);
    expect(await post(server, { query: "{ agency(id: 1) { name } }" })).toMatchObject({ status: 200 });
  });
});
