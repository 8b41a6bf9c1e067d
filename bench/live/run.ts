import type { Contender } from "../contenders/index.ts";
import type { Running } from "../contenders/process.ts";
import type { Cores } from "../cores.ts";
import type { Options } from "../options.ts";
import type { Postgres } from "../postgres.ts";
import { measureCache } from "./cache.ts";
import { measureFanOut } from "./fan-out.ts";
import { keep, writePage } from "./report.ts";
import { measureWriters } from "./writers.ts";

/** What a run stands on. */
export interface Ground {
  postmaster: number | undefined;
  cores: Cores;
  /** The address of the synthetic province. */
  database: string;
  postgres: Postgres;
  /** What the page says of it. */
  text: string;
  /** Lets PostgreSQL use all cores again. */
  release: (() => void) | undefined;
}

export type Begin = (contender: string | Contender, url: string) => Promise<Running>;

/** Measures what live data costs and saves, and writes the page. */
export async function live(options: Options, ground: Ground, begin: Begin): Promise<void> {
  const { postmaster, cores, database, postgres, text } = ground;
  const { live: parts, connections, seconds, repetitions } = options;
  if (postmaster === undefined)
    throw new Error(
      "What PostgreSQL takes is read from /proc: it has to run on this machine, which has to be Linux.",
    );
  const race = { core: cores?.load, postmaster, connections, seconds, repetitions };
  const onProvince = (contender: string | Contender) => begin(contender, database);
  if (parts.includes("cache")) keep("cache", await measureCache(onProvince, database, race), race, text);
  // Held to one core, commits would wait for each other's work rather than for the disk.
  ground.release?.();
  if (parts.includes("writers")) keep("writers", await measureWriters(postgres.url, race), race, text);
  if (parts.includes("fan-out")) keep("fan-out", await measureFanOut(onProvince, database, race), race, text);
  writePage();
}
