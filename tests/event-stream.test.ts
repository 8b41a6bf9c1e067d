import type pg from "pg";
import { useDatabase, useServer, useWriter } from "./harness.js";
import { addressOf, decoded, post, raw } from "./http.js";
import { until } from "./processes.js";
import { scraped } from "./series.js";
import { type Event, Stream } from "./streams.js";
import { type Told, TOPICS } from "./subscribers.js";

const database = useDatabase();
const server = useServer(database, { HEARTBEAT_MS: "200" });
let writer: pg.Client;
useWriter(database, (made) => {
  writer = made;
});

const reserve = () => raw(`${server.address}/graphql`, { method: "PUT" });
const insert = (id: string) => writer.query(`INSERT INTO topic (id, name) VALUES ('topic:${id}', '${id}')`);

const toldBy = ({ data }: Event = {}): Told => JSON.parse(String(data)).data.told;
const shortly = (events: Event[]) =>
  events.map(toldBy).map(({ operation, id }) => (id ? `${operation} ${id}` : operation));
const nobodyIsLeft = () =>
  until(async () => ((await scraped(server)).get("cuulong_subscriptions") === 0 ? true : undefined));

test.each(["GET", "POST"])(
  "By %s a subscription is a stream whose events have their cursors as ids",
  async (method) => {
    const request = { query: TOPICS, variables: { where: { name: { startsWith: method } } } };
    const open = (headers = {}) =>
      method === "GET"
        ? new Stream(addressOf(server, request), method, undefined, headers)
        : new Stream(`${server.address}/graphql`, method, request, headers);
    const stream = open();
    await stream.has(1);
    for (const id of ["a", "b"]) await insert(`${method}-${id}`);
    const events = await stream.has(3);
    expect(events.map(({ event }) => event)).toEqual(["next", "next", "next"]);
    expect(events.map(({ id }) => id)).toEqual(events.map((event) => toldBy(event).cursor));
    expect(shortly(events)).toEqual(["READY", `INSERT topic:${method}-a`, `INSERT topic:${method}-b`]);
    stream.close();
    await insert(`${method}-c`);
    // A browser that was cut comes back to the same address, and names the last id.
    const again = open({ "last-event-id": String(events[1]?.id) });
    expect(shortly(await again.has(3))).toEqual([
      "READY",
      `INSERT topic:${method}-b`,
      `INSERT topic:${method}-c`,
    ]);
    again.close();
    await nobodyIsLeft();
  },
);

test("A quiet stream is kept alive", async () => {
  const stream = new Stream(addressOf(server, { query: TOPICS }));
  await until(() => (stream.beats >= 2 ? true : undefined));
  expect(stream.events).toHaveLength(1);
  stream.close();
});

test("What is wrong with an operation is its stream's one event; a query is answered the same way", async () => {
  const last = async (query: string, variables = {}) => {
    const stream = new Stream(`${server.address}/graphql`, "POST", { query, variables });
    await until(() => stream.ended || undefined);
    expect([stream.status, stream.events.map(({ event }) => event)]).toEqual([200, ["next", "complete"]]);
    return JSON.parse(String(stream.events[0]?.data));
  };
  expect(await last("subscription { topicChanged { nothing } }")).toMatchObject({
    errors: [{ extensions: { code: "GRAPHQL_VALIDATION_FAILED" } }],
  });
  expect(await last(TOPICS, { after: "damaged" })).toMatchObject({
    errors: [{ extensions: { code: "BAD_USER_INPUT" } }],
  });
  expect(await last("{ topics(first: 2) { nodes { id } } }")).toMatchObject({
    data: { topics: { nodes: [{}, {}] } },
  });
  // Lists that PostgreSQL writes on several lines stand on one.
  expect(await last("{ agencies { nodes { id children { nodes { id } } } } }")).toMatchObject({
    data: { agencies: {} },
  });
});

test("Without a stream a subscription is refused with a word on how it is asked", async () => {
  const { status, errors } = await post(server, { query: TOPICS });
  expect([status, errors[0]?.message]).toEqual([
    405,
    "A subscription is asked for over a WebSocket, or with Accept: text/event-stream.",
  ]);
});

test("Several operations share a stream that was reserved for them", async () => {
  const token = decoded(await reserve());
  const headers = { "x-graphql-event-stream-token": token };
  const stream = new Stream(`${server.address}/graphql`, "GET", undefined, headers);
  await until(() => (stream.status === 200 ? true : undefined));
  const start = (operationId: string, query: string) => {
    const more = { method: "POST", headers: { ...headers, "content-type": "application/json" } };
    return raw(`${server.address}/graphql`, more, { query, extensions: { operationId } });
  };
  expect((await start("live", TOPICS)).status).toBe(202);
  await stream.has(1);
  expect((await start("live", TOPICS)).status).toBe(400);
  expect((await start("query", "{ topics(first: 1) { totalCount } }")).status).toBe(202);
  await stream.has(3);
  await insert("shared");
  const data = (await stream.has(4)).map(({ event, data }) => ({ event, ...JSON.parse(String(data)) }));
  expect(data).toMatchObject([
    { event: "next", id: "live", payload: { data: { told: { operation: "READY" } } } },
    { event: "next", id: "query", payload: { data: { topics: {} } } },
    { event: "complete", id: "query" },
    { event: "next", id: "live", payload: { data: { told: { id: "topic:shared" } } } },
  ]);
  const stop = await raw(`${server.address}/graphql?operationId=live`, { method: "DELETE", headers });
  expect(stop.status).toBe(200);
  await nobodyIsLeft();
  const second = new Stream(`${server.address}/graphql?token=${token}`);
  await until(() => (second.status === 400 ? true : undefined));
  stream.close();
  await until(async () => ((await start("late", TOPICS)).status === 404 ? true : undefined));
  expect((await start("live", TOPICS)).status).toBe(404);
});

test("However many streams are open, a thousand at most are reserved and not opened", async () => {
  const stream = new Stream(addressOf(server, { query: TOPICS }));
  await stream.has(1);
  const statuses: number[] = [];
  for (let count = 0; count <= 1_000; count += 1) statuses.push((await reserve()).status);
  expect(statuses.filter((status) => status === 201)).toHaveLength(1_000);
  expect(statuses.at(-1)).toBe(503);
  stream.close();
  await nobodyIsLeft();
});
