import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, fstatSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import type { Socket } from "node:net";
import { join } from "node:path";
import { owner } from "./binaries.js";

/** The log is begun anew at a start that finds it longer; the one before is kept beside it. */
const LONGEST_LOG_BYTES = 10 * 1024 * 1024;

const SETTINGS = {
  listen_addresses: "",
  unix_socket_permissions: "0700",
  // Room for the largest POOL_SIZE.
  max_connections: "250",
  // What a statement did wrong is told to whoever sent it; written down here, it would let clients fill the disk.
  log_min_messages: "log",
  log_checkpoints: "off",
};

/**
 * The memory that a large answer took is kept for the next one; by default the C library gives it back to the kernel each
 * time, and having it anew takes a fifth of the time of such a statement.
 */
const MEMORY = "export MALLOC_MMAP_THRESHOLD_=8388608 MALLOC_TRIM_THRESHOLD_=16777216";

/**
 * Runs the server, and stops it when the pipe from the process that launched it closes, because that process stops it or
 * was killed: fast, then without waiting for anything, then by force, for on a full disk it may never end by itself. Ends
 * when the server has.
 */
const WATCH = `${MEMORY}
exec 3<&0 </dev/null
"$@" 3<&- & p=$!
trap 'kill -INT $p' INT TERM
{ cat; kill -INT $p; sleep 5; kill -QUIT $p; sleep 2; kill -KILL $p; } <&3 >/dev/null 2>&1 & w=$!
exec 3<&-
while kill -0 $p 2>/dev/null; do wait $p; done
kill $w`;

/** A server below a shell of its own. */
export interface Launched {
  /** Resolves when it has ended, for whatever reason. */
  ended: Promise<void>;
  /** Why it ended, in its own words; undefined where another start may go better, as beside one that is on its way out. */
  failure(): string | undefined;
  /** Stops it, and waits until it has ended. */
  stop(): Promise<void>;
}

/** Starts the server on its data; whether it answers is yet to be seen. */
export function launch(native: string, data: string, host: string, log: string): Launched {
  const settings = { ...SETTINGS, unix_socket_directories: host };
  const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const { output, begin } = openLog(log);
  const child = spawned(["sh", join(native, "bin/postgres"), "-D", data, ...options], output);
  const stdin = child.stdin as Socket;
  stdin.on("error", () => {});
  const ended = new Promise<void>((done) => child.once("exit", () => done()).once("error", () => done()));
  // What waits at the other end of the pipe need not wait any longer.
  ended.then(() => stdin.destroy());
  // A tool that is done, such as TypeORM's command line, should not be kept waiting by the server it started.
  child.unref();
  stdin.unref();
  return {
    ended,
    failure: () => failureIn(readFileSync(log).subarray(begin).toString()),
    async stop() {
      child.ref();
      stdin.end();
      await ended;
    },
  };
}

/** Its own process group keeps Ctrl-C away from it. */
function spawned(words: string[], output: number): ChildProcess {
  try {
    const stdio = ["pipe", output, output] as ["pipe", number, number];
    return spawn("/bin/sh", ["-c", WATCH, ...words], { ...owner(), cwd: "/", detached: true, stdio });
  } finally {
    closeSync(output);
  }
}

function openLog(log: string): { output: number; begin: number } {
  const { size } = statSync(log, { throwIfNoEntry: false }) ?? { size: 0 };
  if (size > LONGEST_LOG_BYTES) renameSync(log, `${log}.old`);
  const output = openSync(log, "a");
  return { output, begin: fstatSync(output).size };
}

function failureIn(written: string): string | undefined {
  if (/lock file .* already exists|shared memory block .* still in use/.test(written)) return undefined;
  const [, said] = Array.from(written.matchAll(SAID)).at(-1) ?? [];
  return said;
}

/** The log's last words, or those before there is a log, when the system itself may say that a library is missing. */
const SAID =
  /^(?:.*\b(?:FATAL|PANIC):\s+|\S*postgres: )(?!\s|the database system is |terminating connection)(.*)/gm;
