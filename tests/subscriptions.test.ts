import { setTimeout as pause } from "node:timers/promises";
import type { Client } from "graphql-ws";
import pg from "pg";
import { useDatabase, useServer } from "./harness.js";
import { post } from "./http.js";
import { connectTo, Subscriber } from "./subscribers.js";

const database = useDatabase();
const server = useServer(database);
const restless = useServer(database, { PROGRESS_SECONDS: "1" });
let client: Client;
let writer: pg.Client;

async function connect(url = database.url): Promise<pg.Client> {
  const connection = new pg.Client(url);
  await connection.connect();
  return connection;
}

beforeAll(async () => {
  client = connectTo(server);
  writer = await connect();
});
afterAll(async () => {
  await client.dispose();
  await writer.end();
});

const insert = (id: string, name = id) =>
  writer.query(`INSERT INTO topic (id, name) VALUES ('topic:${id}', '${name}')`);
const rename = (id: string, name: string) =>
  writer.query(`UPDATE topic SET name = '${name}' WHERE id = 'topic:${id}'`);
const remove = (id: string) => writer.query(`DELETE FROM topic WHERE id = 'topic:${id}'`);

/** A subscription that is ready. */
async function subscribed(variables: Record<string, unknown> = {}): Promise<Subscriber> {
  const subscriber = new Subscriber(client, variables);
  await subscriber.has(1);
  return subscriber;
}

test("It is ready with a cursor, and then told what happens to rows, each with what it is about", async () => {
  const subscriber = await subscribed();
  expect(subscriber.told).toMatchObject([{ operation: "READY", id: null, node: null, reset: null }]);
  await insert("a");
  await subscriber.has(2);
  await rename("a", "A");
  await subscriber.has(3);
  await remove("a");
  const [, inserted, updated, deleted] = await subscriber.has(4);
  expect(inserted).toMatchObject({ operation: "INSERT", id: "topic:a", node: { id: "topic:a", name: "a" } });
  expect(updated).toMatchObject({
    operation: "UPDATE",
    id: "topic:a",
    changed: ["name"],
    node: { name: "A" },
  });
  expect(deleted).toMatchObject({ operation: "DELETE", id: "topic:a", node: null });
  expect(inserted?.actor).toBe(new URL(database.url).username);
  expect(Date.now() - Date.parse(String(inserted?.at))).toBeLessThan(60_000);
  expect(new Set(subscriber.told.map(({ cursor }) => cursor)).size).toBe(4);
  subscriber.stop();
});

test("Who is cut before anything happened misses nothing: READY has a cursor to go on from", async () => {
  const subscriber = await subscribed();
  subscriber.stop();
  for (const id of ["c1", "c2", "c3", "c4", "c5"]) await insert(id);
  const again = await subscribed({ after: subscriber.cursor });
  expect(await again.short(6)).toEqual([
    "READY",
    ...["c1", "c2", "c3", "c4", "c5"].map((id) => `INSERT topic:${id}`),
  ]);
  again.stop();
});

test("From every cursor the rest follows, in the middle of a transaction too, and then what happens next", async () => {
  const subscriber = await subscribed();
  await writer.query("BEGIN");
  for (const id of ["d1", "d2", "d3"]) await insert(id);
  await writer.query("COMMIT");
  await rename("d2", "D");
  await remove("d1");
  const whole = await subscriber.short(6);
  for (const [place, { cursor }] of subscriber.told.slice().entries()) {
    const again = await subscribed({ after: cursor });
    await insert(`d_${place}`);
    const rest = [
      ...whole.slice(place + 1),
      ...whole.map((_, n) => `INSERT topic:d_${n}`).slice(0, place + 1),
    ];
    expect(await again.short(1 + rest.length)).toEqual(["READY", ...rest]);
    again.stop();
  }
  subscriber.stop();
});

test("What is meant is the set that was asked for: a row that enters it is an INSERT, one that leaves it a DELETE", async () => {
  const subscriber = await subscribed({ where: { name: { startsWith: "in" } } });
  await insert("e", "outside");
  await rename("e", "inside");
  await rename("e", "in");
  await rename("e", "out");
  await rename("e", "in again");
  await remove("e");
  await insert("f", "in");
  expect(await subscriber.short(7)).toEqual([
    "READY",
    ...["INSERT topic:e", "UPDATE topic:e", "DELETE topic:e", "INSERT topic:e", "DELETE topic:e"],
    "INSERT topic:f",
  ]);
  expect(subscriber.told.at(-1)?.node).toEqual({ id: "topic:f", name: "in" });
  subscriber.stop();
});

test("A row's first change is told before its second, though the second's transaction was the earlier to begin", async () => {
  const subscriber = await subscribed({ where: { id: { in: ["topic:g"] } } });
  const first = await connect();
  await first.query("BEGIN; SELECT pg_current_xact_id()");
  await insert("g");
  await first.query("UPDATE topic SET name = 'two' WHERE id = 'topic:g'; COMMIT");
  expect(await subscriber.short(3)).toEqual(["READY", "INSERT topic:g", "UPDATE topic:g"]);
  await first.end();
  subscriber.stop();
});

test("An open transaction, in this database or another, delays nobody; what is rolled back is not told", async () => {
  const subscriber = await subscribed();
  const other = new URL(database.url);
  other.pathname = "/postgres";
  const [open, elsewhere] = [await connect(), await connect(other.href)];
  await elsewhere.query("BEGIN; SELECT pg_current_xact_id()");
  await open.query("BEGIN; INSERT INTO topic (id, name) VALUES ('topic:late', 'late')");
  await writer.query("BEGIN; SAVEPOINT s");
  await insert("undone");
  await writer.query("ROLLBACK TO s");
  await insert("done");
  await writer.query("COMMIT");
  expect(await subscriber.short(2)).toEqual(["READY", "INSERT topic:done"]);
  await open.query("COMMIT");
  expect(await subscriber.short(3)).toEqual(["READY", "INSERT topic:done", "INSERT topic:late"]);
  const again = await subscribed({ after: subscriber.told[1]?.cursor });
  expect(await again.short(2)).toEqual(["READY", "INSERT topic:late"]);
  await Promise.all([open.end(), elsewhere.end()]);
  for (const one of [subscriber, again]) one.stop();
});

test("A quiet subscription is sent a cursor from time to time, and goes on from it", async () => {
  const other = connectTo(restless);
  const subscriber = new Subscriber(other, { where: { name: { eq: "nobody" } } });
  await subscriber.has(1);
  await insert("h");
  expect((await subscriber.short(2)).at(-1)).toBe("PROGRESS");
  const again = await subscribed({ after: subscriber.cursor });
  await insert("i");
  expect(await again.short(2)).toEqual(["READY", "INSERT topic:i"]);
  again.stop();
  await other.dispose();
});

test("Only what is selected is sent, under the names that were asked for", async () => {
  const query = `
    subscription Some($names: Boolean!) {
      told: topicChanged { ...Change cursor __typename }
    }
    fragment Change on TopicChange {
      what: operation
      first: node @include(if: $names) { ...Named __typename }
      node @skip(if: $names) { id }
      second: node { key: id ...Named }
    }
    fragment Named on Topic { title: name }`;
  const subscriber = new Subscriber(client, { names: true }, query);
  await subscriber.has(1);
  await insert("j");
  const [ready, event] = await subscriber.has(2);
  expect(ready).toEqual({
    what: "READY",
    first: null,
    second: null,
    cursor: ready?.cursor,
    __typename: "TopicChange",
  });
  expect(event).toEqual({
    what: "INSERT",
    first: { title: "j", __typename: "Topic" },
    second: { key: "topic:j", title: "j" },
    cursor: event?.cursor,
    __typename: "TopicChange",
  });
  subscriber.stop();
});

test("A large transaction is told whole and in order to those who were there and those who come later", async () => {
  const [early, start] = [await subscribed(), await subscribed()];
  await writer.query(
    "INSERT INTO topic (id, name) SELECT 'topic:k' || i, repeat('k', 1000) FROM generate_series(1, 2500) i",
  );
  const late = await subscribed({ after: start.cursor });
  const expected = Array.from({ length: 2500 }, (_, n) => `INSERT topic:k${n + 1}`);
  expect((await early.short(2501)).slice(1)).toEqual(expected);
  expect((await late.short(2501)).slice(1)).toEqual(expected);
  await pause(100);
  expect([early.told.length, late.told.length]).toEqual([2501, 2501]);
  for (const one of [early, start, late]) one.stop();
});

test.each([
  "subscription { topicChanged @include(if: $unknown) { id } }",
  "subscription ($on: Boolean = true) { topicChanged @skip(if: $on) { id } }",
  "subscription { ... on Subscription @include(if: true) { topicChanged { id } } }",
  "subscription { ...F } fragment F on Subscription { ...F topicChanged @skip(if: false) { id } }",
])("A conditional field of the root is refused, whatever carries it: %s", async (query) => {
  const refusal = {
    extensions: { code: "GRAPHQL_VALIDATION_FAILED" },
    message: expect.stringMatching(/^A subscription's field of the root may not be conditional/),
  };
  expect((await post(server, { query })).errors).toMatchObject([refusal]);
  expect(await database.service.subscribe({ query })).toMatchObject({ errors: [refusal] });
});
