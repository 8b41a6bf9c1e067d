import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
} from "node:fs";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { StartError } from "../errors.js";
import { asRoot, findBinaries, MAJOR, NOBODY } from "./binaries.js";

const USER = "cuulong";
const PATIENCE_MS = 30_000;
/** A Unix socket's whole path has at most 107 bytes; the file's own name takes up to 20 of them. */
const LONGEST_SOCKET_FOLDER = 87;

/** A running PostgreSQL of our own. */
export interface EmbeddedServer {
  /** The folder of its socket, which pg takes for a host. */
  host: string;
  user: string;
  /** Stops it if this process started it. */
  stop(): Promise<void>;
}

/**
 * The memory that a large answer took is kept for the next one; by default the C library gives it back to the kernel each
 * time, and having it anew takes a fifth of the time of such a statement.
 */
const MEMORY = "export MALLOC_MMAP_THRESHOLD_=8388608 MALLOC_TRIM_THRESHOLD_=16777216";

const owner = () => (asRoot() ? NOBODY : {});

/** Starts PostgreSQL on a data folder, or attaches to the one that another process runs there. */
export async function startEmbedded(dataDir: string): Promise<EmbeddedServer> {
  if (process.platform === "win32")
    throw new StartError(
      "The embedded server does not run on Windows; set DATABASE_URL to a PostgreSQL 15 or newer.",
    );
  const { native, folder } = findBinaries(dataDir);
  const data = join(folder, `postgres-${MAJOR}`);
  if (!existsSync(join(data, "PG_VERSION"))) await initialise(native, folder, data);
  const host = socketFolder(folder);
  const log = join(folder, "postgres.log");
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    if (await answers(host)) return { host, user: USER, stop: async () => {} };
    const child = launch(native, data, host, log);
    const exited = new Promise<void>((done) => child.once("exit", () => done()));
    if (await answersBefore(host, exited, deadline)) {
      // A tool that is done, such as TypeORM's command line, should not be kept waiting by the server it started.
      child.unref();
      (child.stdin as Socket).unref();
      return {
        host,
        user: USER,
        stop: async () => {
          child.ref();
          child.stdin?.end();
          await exited;
        },
      };
    }
    // The port is another's, or an old server is still on its way out: look again, then try again.
    child.stdin?.end();
    await pause(200);
  }
  throw new StartError(`The embedded PostgreSQL did not start; see ${log}.`);
}

/** Makes the data folder whole before it gets its name, so that a start that is cut off leaves nothing half done. */
async function initialise(native: string, folder: string, data: string): Promise<void> {
  const half = mkdtempSync(join(folder, "new-"));
  if (asRoot()) chownSync(half, NOBODY.uid, NOBODY.gid);
  const options = [
    "-D",
    half,
    "-U",
    USER,
    "-A",
    "trust",
    "-E",
    "UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-locale",
    "--no-instructions",
  ];
  const child = spawn(join(native, "bin/initdb"), options, {
    ...owner(),
    cwd: "/",
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (text) => {
    said += text;
  });
  const code = await new Promise<number | null>((done, fail) =>
    child.once("close", done).once("error", fail),
  );
  if (code !== 0) {
    rmSync(half, { recursive: true, force: true });
    throw new StartError(`The embedded PostgreSQL could not make its data folder: ${said.trim()}`);
  }
  try {
    renameSync(half, data);
  } catch (error) {
    // Another process was first; its folder is as good as ours.
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(join(data, "PG_VERSION"))) throw error;
  }
}

/** The folder of the socket: beside the data, or in the temporary folder where that path is too long. */
function socketFolder(folder: string): string {
  const beside = join(folder, "run");
  const name = createHash("sha256").update(folder).digest("hex").slice(0, 12);
  const place =
    Buffer.byteLength(beside) <= LONGEST_SOCKET_FOLDER ? beside : join(tmpdir(), `cuulong-${name}`);
  mkdirSync(place, { recursive: true, mode: 0o700 });
  if (asRoot()) chownSync(place, NOBODY.uid, NOBODY.gid);
  return place;
}

/**
 * Runs the server below a shell that waits on a pipe from this process: when the pipe closes, because this process
 * stops it or was killed, the shell stops the server. Its own process group keeps Ctrl-C away from it.
 */
function launch(native: string, data: string, host: string, log: string): ChildProcess {
  const watch = `${MEMORY}; "$@" & p=$!; trap "kill -INT $p" INT TERM; cat >/dev/null; kill -INT $p; wait $p`;
  const settings = {
    listen_addresses: "",
    unix_socket_directories: host,
    unix_socket_permissions: "0700",
    max_connections: "100",
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const output = openSync(log, "a");
  try {
    const command = [join(native, "bin/postgres"), "-D", data, ...options];
    const stdio = ["pipe", output, output] as ["pipe", number, number];
    return spawn("/bin/sh", ["-c", watch, "sh", ...command], { ...owner(), cwd: "/", detached: true, stdio });
  } finally {
    closeSync(output);
  }
}

async function answersBefore(host: string, exited: Promise<void>, deadline: number): Promise<boolean> {
  let over = false;
  exited.then(() => {
    over = true;
  });
  while (!over && Date.now() < deadline) {
    if (await answers(host)) return true;
    await pause(50);
  }
  return false;
}

async function answers(host: string): Promise<boolean> {
  const client = new pg.Client({ host, user: USER, database: "postgres" });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
