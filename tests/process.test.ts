import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { PACKAGE_ROOT } from "../src/paths.js";

const folders: string[] = [];
const children: ChildProcess[] = [];

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "cuulong-process-"));
  chmodSync(folder, 0o755);
  folders.push(folder);
  return folder;
}

afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await pause(500);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

interface Run {
  child: ChildProcess;
  output(): string;
  exit: Promise<number | null>;
}

/** Runs the command line as a user would, with nothing set but what is given. */
function run(args: string[], variables: Record<string, string> = {}): Run {
  const env = { PATH: "/usr/bin:/bin", PORT: "0", ...variables };
  const child = spawn(process.execPath, [join(PACKAGE_ROOT, "dist/src/main.js"), ...args], {
    env,
    cwd: tmpdir(),
  });
  children.push(child);
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      text += chunk;
    });
  return { child, output: () => text, exit: once(child, "close").then(([code]) => code as number | null) };
}

async function until<Value>(
  what: () => Promise<Value | undefined> | Value | undefined,
  everyMs = 50,
): Promise<Value> {
  for (let tries = 0; tries < 30_000 / everyMs; tries += 1) {
    const value = await what();
    if (value !== undefined && value !== false) return value;
    await pause(everyMs);
  }
  throw new Error("Waited too long.");
}

const addressOf = (serve: Run): Promise<string> =>
  until(() => {
    if (serve.child.exitCode !== null) throw new Error(`It ended: ${serve.output()}`);
    return /GraphQL {3}(\S+)\/graphql/.exec(serve.output())?.[1];
  });

/** Connects to the embedded server of a data folder, if it answers. */
async function connect(dataDir: string, database = "cuulong"): Promise<pg.Client | undefined> {
  const client = new pg.Client({ host: join(dataDir, "run"), user: "cuulong", database });
  client.on("error", () => {});
  return client.connect().then(
    () => client,
    () => undefined,
  );
}

/** The content of every table as one text, but for the moments of recording. */
async function contentOf(dataDir: string): Promise<string> {
  const client = await until(() => connect(dataDir));
  const { rows } = await client.query(
    "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> 'migrations' ORDER BY 1",
  );
  const parts: string[] = [];
  for (const { table_name: table } of rows) {
    const content = await client.query(
      `SELECT coalesce(string_agg(r, E'\\n' ORDER BY r), '') AS text, count(*) AS count FROM (SELECT (to_jsonb(t) - 'recorded_at')::text AS r FROM "${table}" t) x`,
    );
    parts.push(`${table} ${content.rows[0].count}\n${content.rows[0].text}`);
  }
  await client.end();
  return parts.join("\n");
}

const postgresIsGone = (dataDir: string) =>
  until(async () => ((await connect(dataDir, "postgres")) ? undefined : true));

test("A first start loads and answers, a second changes nothing, and SIGTERM ends both with 0 and no server left", async () => {
  const dataDir = newFolder();
  const first = run(["serve"], { DATA_DIR: dataDir });
  const address = await addressOf(first);
  const response = await fetch(
    `${address}/graphql?query=${encodeURIComponent("{ reports { nodes { number } } }")}`,
  );
  expect(await response.json()).toEqual({ data: { reports: { nodes: [{ number: "1768/BC-STTTT-VP" }] } } });
  expect(await (await fetch(`${address}/healthz`)).json()).toEqual({ status: "alive" });
  expect(await (await fetch(`${address}/readyz`)).json()).toEqual({ status: "ready" });
  const loaded = await contentOf(dataDir);
  first.child.kill("SIGTERM");
  expect(await first.exit).toBe(0);
  await postgresIsGone(dataDir);

  const second = run(["serve"], { DATA_DIR: dataDir });
  await addressOf(second);
  expect(second.output()).not.toContain("Loaded");
  expect(await contentOf(dataDir)).toBe(loaded);
  second.child.kill("SIGINT");
  expect(await second.exit).toBe(0);
  await postgresIsGone(dataDir);
}, 60_000);

test("Killed with -9 in the middle of the first load, the next start has the data of an undisturbed one", async () => {
  const undisturbed = newFolder();
  const whole = run(["migrate"], { DATA_DIR: undisturbed });
  expect(await whole.exit).toBe(0);
  const calm = run(["serve"], { DATA_DIR: undisturbed });
  await addressOf(calm);
  const expected = await contentOf(undisturbed);
  calm.child.kill("SIGTERM");
  await calm.exit;

  const dataDir = newFolder();
  const victim = run(["serve"], { DATA_DIR: dataDir });
  const watcher = await until(() => connect(dataDir), 5);
  // The load has begun once its transaction has written, and its rows cannot be seen before it ends.
  await until(async () => {
    const { rows } = await watcher.query(
      "SELECT 1 FROM pg_stat_activity WHERE application_name = 'cuulong' AND backend_xid IS NOT NULL AND query LIKE 'INSERT INTO%'",
    );
    return rows.length > 0 || undefined;
  }, 1);
  victim.child.kill("SIGKILL");
  await victim.exit;
  await watcher.end().catch(() => {});
  expect(victim.output()).not.toContain("Loaded");
  await postgresIsGone(dataDir);

  const next = run(["serve"], { DATA_DIR: dataDir });
  await addressOf(next);
  expect(await contentOf(dataDir)).toBe(expected);
  next.child.kill("SIGTERM");
  expect(await next.exit).toBe(0);
}, 90_000);

test("A request under way when SIGTERM comes is still answered", async () => {
  const dataDir = newFolder();
  const serve = run(["serve"], { DATA_DIR: dataDir });
  const address = await addressOf(serve);
  const locker = await until(() => connect(dataDir));
  await locker.query("BEGIN; LOCK TABLE report IN ACCESS EXCLUSIVE MODE");
  const asked = fetch(`${address}/graphql?query=${encodeURIComponent("{ reports { totalCount } }")}`);
  await until(
    async () =>
      (await locker.query("SELECT 1 FROM pg_locks WHERE NOT granted")).rowCount ? true : undefined,
    10,
  );
  serve.child.kill("SIGTERM");
  await until(() => serve.output().includes("Stopping") || undefined);
  await locker.query("COMMIT");
  await locker.end();
  expect(await (await asked).json()).toEqual({ data: { reports: { totalCount: 1 } } });
  expect(await serve.exit).toBe(0);
}, 60_000);

test("When the database is gone, requests and readiness say so with 503, and the process lives on", async () => {
  const dataDir = newFolder();
  const serve = run(["serve"], { DATA_DIR: dataDir });
  const address = await addressOf(serve);
  const pid = Number(readFileSync(join(dataDir, "postgres-18/postmaster.pid"), "utf8").split("\n", 1)[0]);
  process.kill(pid, "SIGQUIT");
  await postgresIsGone(dataDir);
  const response = await fetch(
    `${address}/graphql?query=${encodeURIComponent("{ reports { totalCount } }")}`,
  );
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: "SERVICE_UNAVAILABLE" } }] });
  expect((await fetch(`${address}/readyz`)).status).toBe(503);
  expect((await fetch(`${address}/healthz`)).status).toBe(200);
  serve.child.kill("SIGTERM");
  expect(await serve.exit).toBe(0);
}, 60_000);

test("What a person can mend is said in one line, without a stack, and the exit code is 1", async () => {
  const wrong = run(["serve"], { DATABASE_URL: "postgres://nobody:secret@127.0.0.1:1/none" });
  expect(await wrong.exit).toBe(1);
  expect(wrong.output()).toMatch(/^The database at 127\.0\.0\.1:1\/none cannot be used: .*\n$/);
  expect(wrong.output()).not.toMatch(/secret|\n +at /);
  const settings = run(["serve"], { PORT: "x", LOG_LEVEL: "y" });
  expect(await settings.exit).toBe(1);
  expect(settings.output()).toMatch(/^PORT must .*\nLOG_LEVEL .*\n$/);
  const command = run(["dance"]);
  expect(await command.exit).toBe(1);
  expect(command.output()).toBe('cuulong does not know "dance"; see cuulong --help.\n');
  const help = run(["--help"]);
  expect(await help.exit).toBe(0);
  expect(help.output()).toContain("cuulong load <folder>");
}, 60_000);

test("A port that is taken is said to be taken", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as { port: number };
  const serve = run(["serve"], { DATA_DIR: newFolder(), PORT: String(port) });
  expect(await serve.exit).toBe(1);
  expect(serve.output()).toMatch(/Cannot listen: .*EADDRINUSE/);
  taken.close();
}, 60_000);
