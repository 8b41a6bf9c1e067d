import { setTimeout as pause } from "node:timers/promises";
import type { Client } from "graphql-ws";
import pg from "pg";
import { lineageIdOf } from "../src/changes/cursor.js";
import { lineageOf } from "../src/changes/lineage.js";
import { readConfig } from "../src/config.js";
import { dataSourceFor } from "../src/database/index.js";
import { stringify } from "../src/engine/run/answer.js";
import { createLog } from "../src/log.js";
import { Service } from "../src/service.js";
import { dropDatabase, makeDatabase, useDatabase, useServer } from "./harness.js";
import { post } from "./http.js";
import { Mirror, WRITTEN } from "./mirrors.js";
import { until } from "./processes.js";
import { Random, SEED } from "./random.js";
import { scraped } from "./series.js";
import { Subscriber, useConnections } from "./subscribers.js";
import { write } from "./writers.js";

const database = useDatabase();
const server = useServer(database);
const resolving = useServer(database, { ENGINE: "off" });
let client: Client;
let writer: pg.Client;

useConnections(database, server, (made) => {
  ({ client, writer } = made);
});

test("The cursor is read by the operation's own statement, and what it costs is known before", async () => {
  const alone = await database.ask("{ cursor }");
  const together = await database.ask("{ cursor topics { nodes { id } } again: cursor }");
  expect([alone.statements, together.statements, together.fallbacks]).toEqual([1, 1, 0]);
  expect(together.sql).toContain("change_cursor()");
  expect(together.data.again).toBe(together.data.cursor);
  const costOf = async (query: string) => {
    const { extensions } = await post(server, { query }, { "x-graphql-cost": "1" });
    return (extensions as { cost: { requested: number } }).cost.requested;
  };
  expect(await costOf("{ cursor topics { totalCount } }")).toBeGreaterThan(
    await costOf("{ topics { totalCount } }"),
  );
});

test("What was read with a cursor, and what follows the cursor, has no seam, under writers and either way of answering", async () => {
  const random = new Random(SEED);
  const stop = new AbortController();
  const writers = Array.from({ length: 6 }, (_, n) =>
    write(database.url, new Random(random.below(1e9)), `seam_${n}`, stop.signal),
  );
  const query =
    "query Read($where: TopicWhere) { cursor topics(where: $where, first: 1000) { nodes { id name } } }";
  const answers: { cursor: string; topics: { nodes: { id: string; name: string }[] } }[] = [];
  for (let count = 0; count < 60; count += 1) {
    const { data } = await post(count % 2 ? server : resolving, { query, variables: { where: WRITTEN } });
    answers.push(data as never);
    await pause(random.below(40));
  }
  stop.abort();
  await Promise.all(writers);
  const end = {
    ...(await post(server, { query, variables: { where: WRITTEN } })).data,
  } as (typeof answers)[0];
  const followed = { id: { in: [...WRITTEN.id.in, "topic:end"] } };
  await writer.query("INSERT INTO topic (id, name) VALUES ('topic:end', 'end')");
  let events = 0;
  for (const { cursor, topics } of answers) {
    const subscriber = new Subscriber(client, { where: followed, after: cursor });
    await until(() => (subscriber.told.at(-1)?.id === "topic:end" ? true : undefined), 30);
    subscriber.stop();
    expect(subscriber.told[0]?.operation).toBe("READY");
    const mirror = new Mirror(topics.nodes);
    for (const told of subscriber.told.slice(0, -1)) mirror.apply(told);
    expect({ SEED, rows: mirror.rows }).toEqual({
      SEED,
      rows: end.topics.nodes.sort((a, b) => (a.id < b.id ? -1 : 1)),
    });
    events += subscriber.told.length;
  }
  expect(events).toBeGreaterThan(300);
  expect(new Set(answers.map(({ cursor }) => cursor)).size).toBeGreaterThan(5);
}, 120_000);

test("An answer with a cursor is never a kept one, nor read for several requests at once", async () => {
  // What costs little is not kept.
  const documents = Array.from(
    { length: 8 },
    (_, n) => `d${n}: documents(first: 1000) { nodes { id name } }`,
  );
  const query = (more: string) => `{ ${more} topics { nodes { id name } } ${documents.join(" ")} }`;
  const statementsOf = async (more: string) => {
    // The second answer is kept, if any is.
    for (let time = 0; time < 2; time += 1) await post(server, { query: query(more) });
    const before = (await scraped(server)).get("cuulong_statements_total") ?? 0;
    await Promise.all(Array.from({ length: 20 }, () => post(server, { query: query(more) })));
    return ((await scraped(server)).get("cuulong_statements_total") ?? 0) - before;
  };
  expect(await statementsOf("cursor")).toBe(20);
  expect(await statementsOf("")).toBe(0);
  const before = await post(server, { query: query("cursor") });
  await writer.query("UPDATE licence SET name = name || '.' WHERE id = (SELECT min(id) FROM licence)");
  const after = await post(server, { query: query("cursor") });
  expect(after.data?.topics).toEqual(before.data?.topics);
  expect(after.data?.cursor).not.toBe(before.data?.cursor);
});

test("In a copy of a database the first cursor is already of the copy's own history", async () => {
  const url = await makeDatabase();
  const lock = new pg.Client(url);
  await lock.connect();
  const dataSource = await dataSourceFor({ url }, readConfig({ POOL_SIZE: "2" })).initialize();
  try {
    const { rows } = await lock.query("SELECT encode(id, 'hex') AS id FROM change_lineage");
    // Whoever begins the new history waits for this.
    await lock.query("SELECT pg_advisory_lock(7082022)");
    const starting = Service.start({ dataSource, config: database.config, log: createLog("silent") });
    const waits = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 7082022 AND NOT granted";
    await until(async () => ((await lock.query(waits)).rowCount ? true : undefined));
    await Promise.race([starting, pause(1000)]);
    const ask = async (service: Service) => {
      const { data } = JSON.parse(stringify(await service.execute({ query: "{ cursor }" })));
      return lineageIdOf(data.cursor);
    };
    const first = starting.then(ask);
    await Promise.race([first, pause(200)]);
    await lock.query("SELECT pg_advisory_unlock(7082022)");
    const service = await starting;
    await service.changes.caughtUp().finally(async () => {
      await first.catch(() => {});
      await service.stop();
    });
    expect(await first).toBe((await lineageOf(lock)).id);
    expect(await first).not.toBe(rows[0].id);
  } finally {
    await lock.end();
    await dataSource.destroy();
    await dropDatabase(url);
  }
});
