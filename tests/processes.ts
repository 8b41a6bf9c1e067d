import { type ChildProcess, execFile, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { afterAll } from "@jest/globals";
import pg from "pg";
import { PACKAGE_ROOT } from "../src/paths.js";

const copied = promisify(execFile);
const folders: string[] = [];
const children: ChildProcess[] = [];

/** A folder that goes after the last test of the file; PostgreSQL's user may enter it. */
export function newFolder(): string {
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

let loaded: Promise<string> | undefined;

/** A data folder as a first start leaves it, with the report: for tests that are not about first starts. */
export async function loadedFolder(): Promise<string> {
  loaded ??= (async () => {
    const dataDir = newFolder();
    const serve = run(["serve"], { DATA_DIR: dataDir });
    await addressOf(serve);
    await stops(serve, dataDir);
    return dataDir;
  })();
  const folder = newFolder();
  // The files belong to PostgreSQL's user.
  await copied("cp", ["-a", `${await loaded}/.`, folder]);
  return folder;
}

/** A command line that runs. */
export interface Run {
  child: ChildProcess;
  /** All that it wrote, and what of it went to standard output. */
  output(): string;
  stdout(): string;
  exit: Promise<number | null>;
}

/** Runs the command line as a user would, with nothing set but what is given. */
export function run(args: string[], variables: Record<string, string> = {}): Run {
  return start([process.execPath, join(PACKAGE_ROOT, "dist/src/main.js"), ...args], variables, {
    cwd: tmpdir(),
  });
}

/** Runs a command in the package's folder and in a process group of its own, as shells and supervisors do. */
export function runInGroup(command: string[], variables: Record<string, string>): Run {
  return start(command, variables, { cwd: PACKAGE_ROOT, detached: true });
}

function start(command: string[], variables: Record<string, string>, options: SpawnOptions): Run {
  const [file = "", ...args] = command;
  const env = {
    PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
    TMPDIR: tmpdir(),
    PORT: "0",
    ...variables,
  };
  const child = spawn(file, args, { ...options, env, stdio: "pipe" });
  children.push(child);
  let [text, output] = ["", ""];
  // A letter may come in two pieces.
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (chunk) => {
      text += chunk;
      if (stream === child.stdout) output += chunk;
    });
  return {
    child,
    output: () => text,
    stdout: () => output,
    exit: once(child, "close").then(([code]) => code as number | null),
  };
}

/** Asks again and again until there is something. */
export async function until<Value>(
  what: () => Promise<Value | undefined> | Value | undefined,
  everyMs = 50,
): Promise<Value> {
  for (let tries = 0; tries < 120_000 / everyMs; tries += 1) {
    const value = await what();
    if (value !== undefined && value !== false) return value;
    await pause(everyMs);
  }
  throw new Error("Waited too long.");
}

/** Where a server listens, once it says so. */
export const addressOf = (serve: Run): Promise<string> =>
  until(() => {
    if (serve.child.exitCode !== null) throw new Error(`It ended: ${serve.output()}`);
    return /GraphQL {3}(\S+)\/graphql/.exec(serve.output())?.[1];
  });

/** A question that any server with the report answers, as a path. */
export const QUERY = `graphql?query=${encodeURIComponent("{ reports { totalCount } }")}`;

/** Asks a server to stop, and sees it do so, and its PostgreSQL with it. */
export async function stops({ child, exit }: Run, dataDir: string): Promise<void> {
  child.kill("SIGTERM");
  expect(await exit).toBe(0);
  await postgresIsGone(dataDir);
}

/** What stands in the way of a start, and what of it is said. */
export async function refused(variables: Record<string, string>, command = ["serve"]): Promise<string> {
  const serve = run(command, variables);
  expect(await serve.exit).toBe(1);
  expect(serve.stdout()).toBe("");
  const [line = "", ...more] = serve.output().split("\n");
  expect(more).toEqual([""]);
  return line;
}

/** Connects to the embedded server of a data folder, if it answers. */
export async function connect(dataDir: string, database = "cuulong"): Promise<pg.Client | undefined> {
  const client = new pg.Client({ host: join(dataDir, "run"), user: "cuulong", database });
  client.on("error", () => {});
  return client.connect().then(
    () => client,
    () => undefined,
  );
}

/** The content of every table as one text, but for the moments of recording and the log of changes, which says when. */
export async function contentOf(dataDir: string): Promise<string> {
  const client = await until(() => connect(dataDir));
  const { rows } = await client.query(
    "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT IN ('migrations', 'change', 'change_lineage') ORDER BY 1",
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

/** Waits until nothing answers on the socket of a data folder. */
export const postgresIsGone = (dataDir: string) =>
  until(async () => ((await connect(dataDir, "postgres")) ? undefined : true));
