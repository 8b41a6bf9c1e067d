import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { bodyOf } from "../contenders/index.ts";
import type { Running } from "../contenders/process.ts";
import { onCore } from "../cores.ts";
import { LOAD } from "../paths.ts";
import type { Query } from "../queries/query.ts";
import type { Job, Outcome } from "./load.ts";
import type { Measured } from "./measured.ts";
import { rateOf } from "./statistics.ts";

/** How a query is measured. */
export interface Plan {
  core: number | undefined;
  connections: number;
  seconds: number;
  repetitions: number;
}

/** Requests prepared for a query whose requests differ. */
const VARIANTS = 120;
const WARM_UP_SECONDS = 2;

/** Measures a query: each contender is warmed up, then all of them take turns, in another order at each repetition. */
export async function measure(query: Query, running: Running[], plan: Plan): Promise<Measured[]> {
  const { core, connections, seconds, repetitions } = plan;
  const measured = running.map(
    ({ contender }): Measured => ({ name: contender.name, outcomes: [], cpu: [], peak: undefined }),
  );
  const jobs: Job[] = [];
  for (const { contender, url, peak } of running) {
    const bodies = new Set(Array.from({ length: VARIANTS }, (_, number) => bodyOf(contender, query, number)));
    const job = { url, bodies: Array.from(bodies), connections, amount: connections };
    peak();
    const rate = await warmUp(job, core, contender.title);
    // A number of requests is measured, not a span of time: of slow ones, few would end within it, and all at once.
    jobs.push({ ...job, amount: Math.max(connections, Math.round(rate * seconds)) });
  }
  for (let repetition = 0; repetition < repetitions; repetition++)
    for (const index of turns(running.length, repetition)) {
      const { contender, cpu } = running[index] as Running;
      const before = cpu();
      const outcome = await run(jobs[index] as Job, core, contender.title);
      const after = cpu();
      measured[index]?.outcomes.push(outcome);
      if (before !== undefined && after !== undefined)
        measured[index]?.cpu.push((after - before) / outcome.requests);
    }
  for (const [index, { peak }] of running.entries()) (measured[index] as Measured).peak = peak();
  return measured;
}

/** More and more requests, until they take as long as a warm-up should; returns how many a second the last ones were. */
export async function warmUp(
  job: Job,
  core: number | undefined,
  title: string,
  generator = LOAD,
): Promise<number> {
  for (let amount = job.connections; ; amount *= 2) {
    const outcome = await run({ ...job, amount }, core, title, generator);
    if (outcome.seconds >= WARM_UP_SECONDS) return rateOf(outcome);
  }
}

/** Who is measured one after the other: each begins at some repetition, and every other one goes backwards. */
export function turns(length: number, repetition: number): number[] {
  const order = Array.from({ length }, (_, index) => (index + repetition) % length);
  return repetition % 2 === 0 ? order : order.reverse();
}

/** Does a job in a process of its own; throws where any request fails. */
export async function run(
  job: Job,
  core: number | undefined,
  title: string,
  generator = LOAD,
): Promise<Outcome> {
  const [command, ...args] = onCore(core, [process.execPath, generator]);
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(JSON.stringify(job));
  const outcome: Outcome = JSON.parse(await text(child.stdout));
  if (outcome.failures > 0 || outcome.requests === 0)
    throw new Error(`${title}: ${outcome.failures} of ${outcome.requests} requests failed.`);
  return outcome;
}
