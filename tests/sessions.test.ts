import { setTimeout as pause } from "node:timers/promises";
import { readConfig } from "../src/config.js";
import { dataSourceFor } from "../src/database/index.js";
import { Abandonment } from "../src/engine/run/abandonment.js";
import { Reads } from "../src/engine/run/reads.js";
import { Sessions } from "../src/engine/run/session.js";
import { useDatabase } from "./harness.js";

const database = useDatabase("migrated");

/** What the sessions of a name are doing, by the number of their process. */
async function sessionsOf(name: string): Promise<Map<number, string>> {
  const rows: { pid: number; query: string }[] = await database.dataSource.query(
    "SELECT pid, CASE WHEN state = 'active' THEN query ELSE '' END AS query FROM pg_stat_activity WHERE application_name = $1",
    [name],
  );
  return new Map(rows.map(({ pid, query }) => [pid, query]));
}

async function eventually<Value>(look: () => Promise<Value | undefined>): Promise<Value> {
  for (let tries = 0; tries < 400; tries += 1) {
    const value = await look();
    if (value !== undefined) return value;
    await pause(25);
  }
  throw new Error("Waited too long.");
}

test("The connection of a statement that was cancelled is closed, not used again", async () => {
  const name = "cuulong sessions";
  const url = new URL(database.url);
  url.searchParams.set("application_name", name);
  const config = readConfig({ POOL_SIZE: "2" });
  const dataSource = await dataSourceFor({ url: url.href }, config)
    .setOptions({ applicationName: name })
    .initialize();
  const sessions = new Sessions(dataSource);
  const abandonment = new Abandonment();
  const sleeping = new Reads(sessions, abandonment).row({ text: "SELECT pg_sleep(30)", values: [] });
  sleeping.catch(() => {});
  const pid = await eventually(
    async () => Array.from(await sessionsOf(name)).find(([, query]) => query.includes("pg_sleep"))?.[0],
  );
  abandonment.abandon();
  await expect(sleeping).rejects.toMatchObject({ code: "57014" });
  const pids = await Promise.all(
    Array.from({ length: 4 }, () =>
      new Reads(sessions).rows({ text: "SELECT pg_backend_pid() AS pid, pg_sleep(0.05)", values: [] }),
    ),
  );
  // At once, since the pool closes idle connections after some seconds anyway.
  expect(pids.flat().map((row) => row.pid)).not.toContain(pid);
  await eventually(async () => ((await sessionsOf(name)).has(pid) ? undefined : true));
  await dataSource.destroy();
});

test("A statement whose client left before it began is not run", async () => {
  const sessions = new Sessions(database.dataSource);
  const abandonment = new Abandonment();
  abandonment.abandon();
  const text = "INSERT INTO place (id, name) VALUES ('place:x', 'x')";
  await expect(new Reads(sessions, abandonment).rows({ text, values: [] })).rejects.toMatchObject({
    extensions: { code: "TIMED_OUT" },
  });
  expect(await database.dataSource.query("SELECT FROM place")).toEqual([]);
});

test("A connection whose statement ended by itself, or failed, serves on", async () => {
  const dataSource = await dataSourceFor({ url: database.url }, readConfig({ POOL_SIZE: "2" })).initialize();
  const sessions = new Sessions(dataSource);
  const pid = async () => {
    const [row] = await new Reads(sessions, new Abandonment()).rows({
      text: "SELECT pg_backend_pid() AS pid",
      values: [],
    });
    return row?.pid;
  };
  const first = await pid();
  await expect(
    new Reads(sessions, new Abandonment()).rows({ text: "SELECT 1 / 0", values: [] }),
  ).rejects.toThrow();
  expect(await pid()).toBe(first);
  await dataSource.destroy();
});

test("What a session needs is set whatever the server's settings are", async () => {
  const settings = async (name: string) => (await database.dataSource.query(`SHOW ${name}`))[0];
  expect(Object.values(await settings("TimeZone"))).toEqual(["Asia/Ho_Chi_Minh"]);
  expect(Object.values(await settings("DateStyle"))[0]).toMatch(/^ISO/);
  expect(Object.values(await settings("jit"))).toEqual(["off"]);
  expect(Object.values(await settings("statement_timeout"))).toEqual([
    `${database.config.statementTimeoutMs / 60_000}min`,
  ]);
});
