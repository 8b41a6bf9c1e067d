import { spawn } from "node:child_process";
import { Agent, request } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { bodyOf } from "../contenders/index.ts";
import type { Running } from "../contenders/process.ts";
import { PROBE } from "../paths.ts";
import { ALL } from "../queries/index.ts";
import type { Query } from "../queries/query.ts";
import type { Dear } from "./dearest.ts";
import type { Job, Probed } from "./probe.ts";

/** What became of point reads beside something. */
export interface Beside {
  name: string;
  /** What is beside them costs so much, where it is requests. */
  cost: number | undefined;
  /** A pair a repetition. */
  idle: Probed[];
  beside: Probed[];
  /** How many of the requests beside them were answered, and how many refused or given up. */
  answered: number;
  refused: number;
}

/** How long the server is asked while it is idle. */
export const IDLE_SECONDS = 6;
const AT_ONCE = 10;
const RATE = 100;
const POINT = ALL[0] as Query;

/** Asks point reads for some seconds, in a process of its own. */
export async function probe({ contender, url }: Running, seconds: number): Promise<Probed> {
  const bodies = Array.from({ length: 120 }, (_, number) => bodyOf(contender, POINT, number));
  const job: Job = { origin: new URL(url).origin, bodies, seconds, rate: RATE };
  const child = spawn(process.execPath, [PROBE], { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(JSON.stringify(job));
  return JSON.parse(await text(child.stdout));
}

/** Point reads by themselves and then beside ten dear requests, again and again. */
export async function starve(
  name: string,
  running: Running,
  dear: Dear[],
  { seconds, repetitions }: { seconds: number; repetitions: number },
): Promise<Beside> {
  const result: Beside = {
    name,
    cost: Math.max(...dear.map(({ cost }) => cost)),
    idle: [],
    beside: [],
    answered: 0,
    refused: 0,
  };
  await probe(running, Math.min(seconds, 5));
  for (let repetition = 0; repetition < repetitions; repetition++) {
    result.idle.push(await probe(running, Math.min(seconds, IDLE_SECONDS)));
    const heavy = keepInFlight(running.url, dear);
    await pause(Math.min(1000, seconds * 100));
    result.beside.push(await probe(running, seconds));
    const { answered, refused } = await heavy.stop();
    result.answered += answered;
    result.refused += refused;
    await pause(Math.min(1000, seconds * 100));
  }
  return result;
}

/** Keeps ten requests under way: as soon as one is answered, or refused, the next is sent. */
function keepInFlight(url: string, dear: Dear[]) {
  const agent = new Agent({ keepAlive: true });
  const counts = { answered: 0, refused: 0 };
  const ending = new AbortController();
  const client = async (number: number) => {
    for (let turn = number; !ending.signal.aborted; turn += 1) {
      const { query } = dear[turn % dear.length] as Dear;
      const status = await drained(agent, url, query, ending.signal).catch(() => 0);
      if (ending.signal.aborted) return;
      if (status === 200) counts.answered += 1;
      else {
        counts.refused += 1;
        // As Retry-After would have it, only more hastily.
        await pause(200);
      }
    }
  };
  const clients = Array.from({ length: AT_ONCE }, (_, number) => client(number));
  return {
    async stop() {
      ending.abort();
      await Promise.all(clients);
      agent.destroy();
      return counts;
    },
  };
}

/** Sends a request and throws its answer away as it comes; returns the status. */
function drained(agent: Agent, url: string, query: string, signal: AbortSignal): Promise<number> {
  const headers = { "content-type": "application/json", accept: "application/json" };
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method: "POST", headers, signal }, (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode ?? 0));
      response.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(JSON.stringify({ query }));
  });
}
