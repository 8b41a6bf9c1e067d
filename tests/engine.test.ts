import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { Sessions } from "../src/engine/session.js";
import { useDatabase, useServer } from "./harness.js";
import { post } from "./http.js";

const database = useDatabase();
const server = useServer(database);

/** Runs something while nobody can read the agencies: who asks for them waits. */
async function whileLocked(work: () => Promise<void>): Promise<void> {
  const client = new pg.Client(database.url);
  await client.connect();
  try {
    await client.query("BEGIN; LOCK TABLE agency IN ACCESS EXCLUSIVE MODE");
    await work();
  } finally {
    await client.end();
  }
}

/** Statements of ours that are under way on agencies. */
async function underWay(): Promise<number> {
  const client = new pg.Client(database.url);
  await client.connect();
  const { rowCount } = await client.query(
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'
       AND pid <> pg_backend_pid() AND query LIKE 'SELECT%"agency"%'`,
  );
  await client.end();
  return rowCount ?? 0;
}

async function eventually(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200 && !(await holds()); tries += 1) await pause(25);
  expect(await holds()).toBe(true);
}

test("When clients go away, their statements are cancelled and the pool serves the next at once", async () => {
  await whileLocked(async () => {
    const controller = new AbortController();
    // More than the pool has connections: some wait for one, and leave too.
    const left = Array.from({ length: 12 }, () =>
      fetch(`${server.address}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query: "{ agencies { totalCount } }" }),
        signal: controller.signal,
      }).catch(({ name }) => name),
    );
    await eventually(async () => (await underWay()) > 0);
    controller.abort();
    expect(new Set(await Promise.all(left))).toEqual(new Set(["AbortError"]));
    await eventually(async () => (await underWay()) === 0);
    const { data } = await post(server, { query: "{ reports { totalCount } }" });
    expect(data).toEqual({ reports: { totalCount: 1 } });
  });
});

test("A statement that takes too long is given up with TIMED_OUT, and its connection serves on", async () => {
  const { dataSource } = database;
  await dataSource.query(
    `ALTER DATABASE "${new URL(database.url).pathname.slice(1)}" SET statement_timeout = 300`,
  );
  await whileLocked(async () => {
    const sessions = new Sessions(dataSource);
    await sessions.rows({ text: "SET statement_timeout = 300", values: [] }, undefined);
    const { errors, data } = await database.ask("{ agencies { totalCount } reports { totalCount } }");
    expect(data).toEqual({ agencies: null, reports: null });
    expect(new Set(errors.map(({ extensions }) => extensions?.code))).toEqual(new Set(["TIMED_OUT"]));
    expect(await underWay()).toBe(0);
  });
  const { data } = await database.ask("{ reports { totalCount } }");
  expect(data).toEqual({ reports: { totalCount: 1 } });
});
