import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startEmbedded } from "../src/database/embedded/index.js";
import {
  addressOf,
  connect,
  loadedFolder,
  newFolder,
  QUERY,
  type Run,
  run,
  stops,
  until,
} from "./processes.js";

const GOOD = '{"data":{"reports":{"totalCount":1}}}';

/** PostgreSQL's main process on a data folder. */
const postmaster = (dataDir: string) =>
  until(() => {
    const file = join(dataDir, "postgres-18/postmaster.pid");
    return (existsSync(file) && Number(readFileSync(file, "utf8").split("\n", 1)[0])) || undefined;
  }, 5);

/** Asks until it has failed once, and says so, and is answered again; throws at whatever is neither an answer nor a 503. */
async function throughOutage(address: string, fails = () => {}): Promise<void> {
  let failed = false;
  await until(async () => {
    const response = await fetch(`${address}/${QUERY}`);
    const text = await response.text();
    if (response.status !== 200 || text !== GOOD) {
      expect([response.status, JSON.parse(text).errors[0].extensions.code]).toEqual([
        503,
        "SERVICE_UNAVAILABLE",
      ]);
      failed = true;
      fails();
    }
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
    expect([200, 503]).toContain((await fetch(`${address}/readyz`)).status);
    return (failed && response.status === 200) || undefined;
  }, 10);
  expect((await fetch(`${address}/readyz`)).status).toBe(200);
}

test("An embedded PostgreSQL that ends in whatever way is started again, and until then requests are 503", async () => {
  const dataDir = await loadedFolder();
  const serve = run(["serve"], { DATA_DIR: dataDir });
  const address = await addressOf(serve);
  for (const signal of ["SIGKILL", "SIGQUIT", "SIGINT"] as const) {
    process.kill(await postmaster(dataDir), signal);
    await throughOutage(address);
  }
  expect(serve.output().match(/ended without having been asked to; it is started again/g)).toHaveLength(3);
  await stops(serve, dataDir);
}, 240_000);

test("One that ends again and again takes the process with it, with one line and 1", async () => {
  const dataDir = await loadedFolder();
  const serve = run(["serve"], { DATA_DIR: dataDir });
  const address = await addressOf(serve);
  for (let ends = 0; ends < 6; ends += 1) {
    process.kill(await postmaster(dataDir), "SIGKILL");
    if (ends < 5) await throughOutage(address);
    // Whoever keeps the server asks it more seldom than this test does.
    await pause(200);
  }
  expect(await serve.exit).toBe(1);
  expect(serve.output()).toMatch(
    /\nThe embedded PostgreSQL ended 6 times within a minute, the last time for good.\n$/,
  );
}, 240_000);

test.each(["SIGKILL", "SIGTERM"] as const)(
  "When the process that runs the server ends by %s, another on the same data takes over",
  async (signal) => {
    const dataDir = await loadedFolder();
    const first = run(["serve"], { DATA_DIR: dataDir });
    await addressOf(first);
    const second = run(["serve"], { DATA_DIR: dataDir });
    const address = await addressOf(second);
    // Watched from before: the other may take over while the first is still ending.
    const through = throughOutage(address);
    first.child.kill(signal);
    await first.exit;
    await through;
    await stops(second, dataDir);
  },
  240_000,
);

test("A PostgreSQL that does not stop is ended by force", async () => {
  const dataDir = await loadedFolder();
  const serve = run(["serve"], { DATA_DIR: dataDir });
  await addressOf(serve);
  const pid = await postmaster(dataDir);
  process.kill(pid, "SIGSTOP");
  serve.child.kill("SIGTERM");
  expect(await serve.exit).toBe(0);
  expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  const next = run(["serve"], { DATA_DIR: dataDir });
  await throughStart(next);
  await stops(next, dataDir);
}, 240_000);

async function throughStart(serve: Run): Promise<void> {
  const response = await fetch(`${await addressOf(serve)}/${QUERY}`);
  expect(await response.text()).toBe(GOOD);
}

const below = (dataDir: string, pattern: RegExp) =>
  readdirSync(dataDir).some((name) => pattern.test(name)) || undefined;

const PHASES: [string, (dataDir: string) => Promise<unknown>][] = [
  ["makes its data", (dataDir) => until(() => below(dataDir, /^new-/), 1)],
  ["starts its server", (dataDir) => postmaster(dataDir)],
  ["makes its tables", (dataDir) => until(() => seen(dataDir, "CREATE TABLE"), 1)],
  ["loads", (dataDir) => until(() => seen(dataDir, "INSERT INTO"), 1)],
];

/** Whether a statement of this kind is run. */
async function seen(dataDir: string, words: string): Promise<true | undefined> {
  const client = await connect(dataDir, "postgres");
  const { rowCount } = (await client
    ?.query("SELECT FROM pg_stat_activity WHERE query LIKE $1 AND pid <> pg_backend_pid()", [`%${words}%`])
    .catch(() => undefined)) ?? { rowCount: 0 };
  await client?.end().catch(() => {});
  return rowCount ? true : undefined;
}

test.each(PHASES)(
  "A signal while it %s ends it with 0, leaves nothing half made, and the next start is whole",
  async (_what, phase) => {
    const dataDir = newFolder();
    const serve = run(["serve"], { DATA_DIR: dataDir });
    await phase(dataDir);
    await stops(serve, dataDir);
    expect(serve.output()).toBe("Stopping.\n");
    expect(below(dataDir, /^new-/)).toBeUndefined();
    const next = run(["serve"], { DATA_DIR: dataDir });
    await throughStart(next);
    await stops(next, dataDir);
  },
  240_000,
);

test("The log of an embedded PostgreSQL is begun anew when it is long, and clients cannot fill it", async () => {
  const dataDir = newFolder();
  const log = join(dataDir, "postgres.log");
  writeFileSync(log, "x".repeat(11_000_000));
  const server = await startEmbedded(dataDir);
  const client = await until(() => connect(dataDir, "postgres"));
  await expect(client.query("SELECT 1 / 0")).rejects.toThrow("division by zero");
  await client.end();
  await server.stop();
  expect(readFileSync(log, "utf8")).toContain("database system is ready to accept connections");
  expect(readFileSync(log, "utf8")).not.toContain("division by zero");
  expect(statSync(`${log}.old`).size).toBe(11_000_000);
}, 240_000);

test("A PostgreSQL given by its URL may be restarted under load: 503 while it is away, and answers again", async () => {
  const folder = newFolder();
  let server = await startEmbedded(folder);
  const url = `postgres://${server.user}@${encodeURIComponent(server.host)}/postgres`;
  const serve = run(["serve"], { DATABASE_URL: url });
  const address = await addressOf(serve);
  const statuses = new Set<number>();
  let over = false;
  const clients = Array.from({ length: 20 }, async () => {
    while (!over) {
      const response = await fetch(`${address}/${QUERY}`);
      statuses.add(response.status);
      await response.text();
    }
  });
  let outage = Promise.resolve();
  // However slow the machine is, PostgreSQL is away until that was noticed.
  const away = new Promise<void>((resolve) => {
    outage = throughOutage(address, resolve);
  });
  await server.stop();
  await away;
  server = await startEmbedded(folder);
  await outage;
  over = true;
  await Promise.all(clients);
  expect(Array.from(statuses).sort()).toEqual([200, 503]);
  serve.child.kill("SIGTERM");
  expect(await serve.exit).toBe(0);
  await server.stop();
}, 240_000);

test("A start that waits for another process to load is stopped by a signal at once", async () => {
  const folder = newFolder();
  const server = await startEmbedded(folder);
  const locker = await until(() => connect(folder, "postgres"));
  await locker.query("SELECT pg_advisory_lock(7082021)");
  const serve = run(["serve"], {
    DATABASE_URL: `postgres://${server.user}@${encodeURIComponent(server.host)}/postgres`,
  });
  await until(async () =>
    (await locker.query("SELECT FROM pg_locks WHERE NOT granted")).rowCount ? true : undefined,
  );
  serve.child.kill("SIGTERM");
  expect(await serve.exit).toBe(0);
  await locker.end();
  await server.stop();
}, 240_000);
