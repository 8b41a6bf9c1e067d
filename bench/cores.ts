import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, getPriority } from "node:os";

/** Which core does what; undefined where processes cannot be held to cores. */
export type Cores = { server: number; load: number } | undefined;

/** The server and PostgreSQL share one core, so that each request costs what both of them need; the load has another. */
export function chooseCores(): Cores {
  if (process.platform !== "linux" || availableParallelism() < 2) return undefined;
  const allowed = (affinityOf(process.pid) ?? "").split(",").flatMap((range) => {
    const [from = 0, to = from] = range.split("-").map(Number);
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });
  const [server, load] = allowed;
  return server === undefined || load === undefined ? undefined : { server, load };
}

/** A command that runs on one core. */
export const onCore = (core: number | undefined, command: string[]): [string, ...string[]] =>
  (core === undefined ? command : ["taskset", "-c", String(core), ...command]) as [string, ...string[]];

/** Holds a PostgreSQL server, and every process that it will start, to one core; returns how to let it go again. */
export function pinPostgres(postmaster: number, core: number): (() => void) | undefined {
  const before = affinityOf(postmaster);
  if (before === undefined || !setAffinity(postmaster, String(core))) return undefined;
  const all = (cores: string) => {
    for (const pid of [postmaster, ...childrenOf(postmaster)]) setAffinity(pid, cores);
  };
  all(String(core));
  return () => all(before);
}

/**
 * Has this run come before others, where it was started at a higher priority. Linux may weigh sessions against each other first,
 * and every process of PostgreSQL begins one.
 */
export function hurry(postmaster: number | undefined): void {
  if (getPriority() >= 0) return;
  const processes = postmaster === undefined ? [] : [postmaster, ...childrenOf(postmaster)];
  for (const pid of [process.pid, ...processes])
    try {
      writeFileSync(`/proc/${pid}/autogroup`, String(getPriority()));
    } catch {
      // It is gone, or this Linux knows no such thing.
    }
}

function affinityOf(pid: number): string | undefined {
  const { stdout } = spawnSync("taskset", ["-cp", String(pid)], { encoding: "utf8" });
  return stdout?.split(": ")[1]?.trim();
}

/** Whether it could be done: a process may be another's, or gone meanwhile. */
const setAffinity = (pid: number, cores: string): boolean =>
  spawnSync("taskset", ["-cp", cores, String(pid)], { stdio: "ignore" }).status === 0;

/** The parent of a process of this machine that is PostgreSQL's; undefined for one of another machine. */
export function parentOf(pid: number): number | undefined {
  try {
    const [, name, parent] = /^\d+ \((.*)\) \S+ (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
    return name?.startsWith("postgres") ? Number(parent) : undefined;
  } catch {
    return undefined;
  }
}

/** The processes of a PostgreSQL server besides its main one. */
export const childrenOf = (parent: number): number[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent);
