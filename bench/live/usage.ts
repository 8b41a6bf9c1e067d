import { readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { cpuOf } from "../contenders/process.ts";
import { childrenOf } from "../cores.ts";

/** Hundredths of a second: what Linux counts the time of ended processes in. */
const TICK_MS = 10;

/** The CPU time that a PostgreSQL server has taken, all of its processes together, in milliseconds. */
export function postgresCpu(postmaster: number): number {
  const [, fields = ""] = readFileSync(`/proc/${postmaster}/stat`, "utf8").split(") ");
  const [user = 0, system = 0] = fields.split(" ").slice(13, 15).map(Number);
  const running = [postmaster, ...childrenOf(postmaster)].map((pid) => cpuOf(pid) ?? 0);
  return running.reduce((sum, time) => sum + time, 0) + (user + system) * TICK_MS;
}

/** How busy the machine was, for the page. */
export const load = (): string =>
  loadavg()
    .map((average) => average.toFixed(1))
    .join(", ");
