import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { onCore } from "../cores.ts";
import type { Query } from "../queries/query.ts";
import { bodyOf, type Contender } from "./index.ts";

const PATIENCE_MS = 120_000;

/** A contender whose process runs and answers. */
export interface Running {
  contender: Contender;
  /** Where it takes POST requests. */
  url: string;
  /** The most memory that it has held since this was last asked, or since it started, in MB; undefined if not known. */
  peak(): number | undefined;
  /** The CPU time that it has taken since it started, in milliseconds; undefined if not known. */
  cpu(): number | undefined;
  /** The memory that it holds now, in MB; undefined if not known. */
  memory(): number | undefined;
  /**
   * How long its event loop was held up at most since this was last asked, in milliseconds, and on how many
   * connections something waits to be read; of a contender that says.
   */
  state(): Promise<{ held: number; unread: number }>;
  stop(): Promise<void>;
}

/** Starts a contender on a database and waits until it answers a query. */
export async function start(
  contender: Contender,
  databaseUrl: string,
  { core, pool, first }: { core: number | undefined; pool: number; first: Query },
): Promise<Running> {
  const port = await freePort();
  const env = {
    ...process.env,
    NODE_ENV: "production",
    DATABASE_URL: databaseUrl,
    POOL_SIZE: String(pool),
    PORT: String(port),
    ...contender.env,
  };
  const [command, ...args] = onCore(core, [process.execPath, ...contender.command]);
  const child = spawn(command, args, { env, stdio: ["ignore", "ignore", "pipe", "ipc"] });
  let said = "";
  child.stderr?.on("data", (text) => {
    said = (said + text).slice(-4000);
  });
  const url = `http://127.0.0.1:${port}/graphql`;
  const running = {
    contender,
    url,
    peak: () => peakOf(child),
    cpu: () => cpuOf(child.pid),
    memory: () => megabytesOf(child, "VmRSS"),
    state: () => stateOf(child),
    stop: () => stop(child),
  };
  const deadline = Date.now() + PATIENCE_MS;
  const body =
    contender.ready === undefined ? bodyOf(contender, first, 0) : JSON.stringify({ query: contender.ready });
  while (!(await answers(url, body))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop(child);
      throw new Error(`${contender.title} did not start: ${said}`);
    }
    await pause(200);
  }
  return running;
}

async function answers(url: string, body: string): Promise<boolean> {
  try {
    return (await ask(url, body)).ok;
  } catch {
    return false;
  }
}

/** One request as the load generator sends it. */
export const ask = (url: string, body: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json", ...headers },
    body,
  });

function peakOf(child: ChildProcess): number | undefined {
  const peak = megabytesOf(child, "VmHWM");
  try {
    // 5 makes Linux forget the peak so far.
    writeFileSync(`/proc/${child.pid}/clear_refs`, "5");
    return peak;
  } catch {
    return undefined;
  }
}

function megabytesOf({ pid }: ChildProcess, line: string): number | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const [, kilobytes] = new RegExp(`${line}:\\s+(\\d+) kB`).exec(status) ?? [];
    return Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}

/** Asks what strain/loop.ts measures. */
async function stateOf(child: ChildProcess): Promise<{ held: number; unread: number }> {
  const said = once(child, "message");
  child.send("loop");
  const [state] = await said;
  return state;
}

/** The CPU time that a process has taken, in milliseconds; undefined if not known. */
export function cpuOf(pid: number | undefined): number | undefined {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const times = threads.map((id) =>
      Number(readFileSync(`/proc/${pid}/task/${id}/schedstat`, "utf8").split(" ")[0]),
    );
    return times.reduce((sum, time) => sum + time, 0) / 1e6;
  } catch {
    return undefined;
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once("exit", done));
  child.kill("SIGTERM");
  await gone;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
