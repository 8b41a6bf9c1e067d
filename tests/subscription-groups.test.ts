import { setTimeout as pause } from "node:timers/promises";
import type { Client } from "graphql-ws";
import type pg from "pg";
import { useDatabase, useServer } from "./harness.js";
import { until } from "./processes.js";
import { Random, SEED } from "./random.js";
import { scraped } from "./series.js";
import { Subscriber, type Told, useConnections } from "./subscribers.js";
import { write } from "./writers.js";

const database = useDatabase();
const server = useServer(database);
const random = new Random(SEED);
let client: Client;
let writer: pg.Client;

useConnections(database, server, (made) => {
  ({ client, writer } = made);
});

test("Everyone who asks the same is told by one statement, however they write it and wherever they begin", async () => {
  const spacious = "subscription  Topics { told: topicChanged { cursor,operation,id,node { id name } } }";
  const tight =
    "subscription Topics($after:String){told:topicChanged(after:$after){cursor operation id node{id name}}}";
  const first = new Subscriber(client, {}, spacious);
  await first.has(1);
  const subscribers = [
    first,
    ...Array.from(
      { length: 30 },
      (_, n) => new Subscriber(client, n % 2 ? { after: first.cursor } : {}, n % 2 ? tight : spacious),
    ),
  ];
  for (const one of subscribers) await one.has(1);
  const before = await scraped(server);
  expect(before.get("cuulong_subscription_groups")).toBe(1);
  await writer.query(
    "INSERT INTO topic (id, name) SELECT 'topic:g' || i, 'g' FROM generate_series(1, 100) i",
  );
  for (const one of subscribers) await one.has(101);
  const after = await scraped(server);
  const grown = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0);
  expect(grown("cuulong_statements_total")).toBe(1);
  expect(grown("cuulong_subscription_answers_total")).toBe(31 * 100);
  const rest = (one: Subscriber) => JSON.stringify(one.told.slice(1));
  expect(new Set(subscribers.map(rest)).size).toBe(1);
  for (const one of subscribers) one.stop();
  await until(async () =>
    (await scraped(server)).get("cuulong_subscription_groups") === 0 ? true : undefined,
  );
});

test("What is long to say of many rows is said a few of them at a time, once and in order, also to who comes back", async () => {
  const aliases = Array.from({ length: 50 }, (_, n) => `n${n}: name`).join(" ");
  const query = `subscription Long($after: String) { told: topicChanged(after: $after) { cursor operation id node { ${aliases} } } }`;
  const subscriber = new Subscriber(client, {}, query);
  const [ready] = await subscriber.has(1);
  const before = await scraped(server);
  // Each event takes 50 kB; of the first hundred follows that a megabyte is twenty of them.
  await writer.query(
    "INSERT INTO topic (id, name) SELECT 'topic:l' || i, repeat('l', 1000) FROM generate_series(100, 299) i",
  );
  const told = await subscriber.has(201);
  const statements = (await scraped(server)).get("cuulong_statements_total") ?? 0;
  expect(statements - (before.get("cuulong_statements_total") ?? 0)).toBeGreaterThanOrEqual(1 + 100 / 20);
  expect(told.slice(1).map(({ id }) => id)).toEqual(
    Array.from({ length: 200 }, (_, n) => `topic:l${100 + n}`),
  );
  const late = new Subscriber(client, { after: ready?.cursor }, query);
  // Cursors may differ: transactions of other databases of the server begin and end meanwhile.
  const said = (some: Told[]) => some.slice(1).map(({ cursor: _, ...rest }) => rest);
  expect(said(await late.has(201))).toEqual(said(told));
  for (const one of [subscriber, late]) one.stop();
});

test("Whoever asks something else is not told what others asked", async () => {
  const query = (where: string, fields: string) =>
    `subscription ${where.includes("$") ? "($name: String)" : ""} { told: topicChanged(where: ${where}) { cursor operation id node { ${fields} } } }`;
  const asked: [string, Record<string, unknown>][] = [
    [query("{ name: { eq: $name } }", "name"), { name: "one" }],
    [query("{ name: { eq: $name } }", "name"), { name: "two" }],
    [query('{ name: { eq: "two" } }', "id"), {}],
    [query("{}", "linksTo(first: 1, after: null) { totalCount }"), {}],
  ];
  const subscribers = asked.map(([text, variables]) => new Subscriber(client, variables, text));
  for (const one of subscribers) await one.has(1);
  await writer.query("INSERT INTO topic (id, name) VALUES ('topic:h1', 'one'), ('topic:h2', 'two')");
  await subscribers[3]?.has(3);
  for (const one of subscribers.slice(0, 3)) await one.has(2);
  expect(subscribers.map(({ told }) => told.slice(1).map(({ node }) => node))).toEqual([
    [{ name: "one" }],
    [{ name: "two" }],
    [{ id: "topic:h2" }],
    [{ linksTo: { totalCount: 0 } }, { linksTo: { totalCount: 0 } }],
  ]);
  for (const one of subscribers) one.stop();
});

/** What is written last. */
const LAST = "topic:last";
const isLast = ({ id }: Told) => id === LAST;

/** Follows topics from a cursor on; is cut after some events, again and again, and goes on from what it was told last. */
async function follow(cursor: string, where: object): Promise<string[]> {
  const events: string[] = [];
  for (let after = cursor, over = false; !over; ) {
    const subscriber = new Subscriber(client, { where, after });
    const { told } = subscriber;
    const most = 1 + random.below(30);
    await until(() => told.length > most || told.some(isLast) || undefined, 5);
    subscriber.stop();
    for (const { operation, id, changed } of told.slice(1)) events.push(`${operation} ${id} ${changed}`);
    after = subscriber.cursor;
    over = told.some(isLast);
  }
  return events;
}

test(`Who joins, is cut and comes back while others write has everything once and in order (seed ${SEED})`, async () => {
  const start = new Subscriber(client);
  await start.has(1);
  const writing = new AbortController();
  const writers = Array.from({ length: 4 }, (_, n) =>
    write(database.url, new Random(SEED + n), `w${n}`, writing.signal),
  );
  const even = { id: { in: [LAST, ...Array.from({ length: 6 }, (_, n) => `topic:w${2 * n}`)] } };
  const followers = Array.from({ length: 6 }, (_, n) => follow(start.cursor, n % 2 ? even : {}));
  const enough = () => writer.query("SELECT count(*) >= 250 AS enough FROM change WHERE id ~ '^topic:w'");
  while (!(await enough()).rows[0].enough) await pause(100);
  writing.abort();
  await Promise.all(writers);
  await writer.query(`INSERT INTO topic (id, name) VALUES ('${LAST}', 'last')`);
  // The order of all is that of the transactions; of one row, it is that of the log.
  const { rows } = await writer.query(`
    SELECT id, CASE WHEN before IS NULL THEN 'INSERT' WHEN after IS NULL THEN 'DELETE' ELSE 'UPDATE' END AS operation,
      before->>'name' <> after->>'name' AS renamed
    FROM change WHERE entity = 'topic' AND id ~ '^topic:(w|last)' ORDER BY seq`);
  const byRow = (events: string[]) => {
    const rowsOf = new Map<string, string[]>();
    for (const event of events) {
      const id = event.split(" ")[1] as string;
      rowsOf.set(id, [...(rowsOf.get(id) ?? []), event]);
    }
    return Object.fromEntries(Array.from(rowsOf).sort());
  };
  const committed = rows.map(({ id, operation, renamed }) => `${operation} ${id} ${renamed ? "name" : ""}`);
  const isEven = (event: string) => even.id.in.includes(event.split(" ")[1] as string);
  for (const [place, events] of (await Promise.all(followers)).entries())
    expect(byRow(events)).toEqual(byRow(place % 2 ? committed.filter(isEven) : committed));
  start.stop();
}, 60_000);
