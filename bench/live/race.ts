import type { Running } from "../contenders/process.ts";
import { hurry } from "../cores.ts";
import type { Outcome } from "../measure/load.ts";
import { run, turns } from "../measure/run.ts";
import { rateOf, type Spread, spreadOf } from "../measure/statistics.ts";
import { FLOOD } from "../paths.ts";
import { postgresCpu } from "./usage.ts";

/** One of those that take turns. */
export interface Entrant {
  running: Running;
  /** The bodies of so many requests; those of other rounds differ, where requests are to differ. */
  bodies(round: number, amount: number): string[];
}

/** What one of them did: a figure a repetition. */
export interface Course {
  name: string;
  title: string;
  rates: number[];
  /** CPU time that a request took its process and PostgreSQL together, in milliseconds. */
  cpu: number[];
  /** The part of it that PostgreSQL took. */
  postgres: number[];
  p50: number[];
  /** The share of its core that the load generator used at most. */
  busy: number;
}

/** How they are raced. */
export interface Race {
  core: number | undefined;
  postmaster: number;
  connections: number;
  seconds: number;
  repetitions: number;
}

const WARM_UP_SECONDS = 2;

/** Each is warmed up, then all take turns, in another order at each repetition. */
export async function race(entrants: Entrant[], plan: Race): Promise<Course[]> {
  const { core, postmaster, connections, seconds, repetitions } = plan;
  const go = (entrant: Entrant, round: number, amount: number): Promise<Outcome> => {
    const { running, bodies } = entrant;
    const job = { url: running.url, bodies: bodies(round, amount), connections, amount };
    return run(job, core, running.contender.title, FLOOD);
  };
  const courses: Course[] = [];
  const amounts: number[] = [];
  let round = 0;
  for (const entrant of entrants) {
    const { name, title } = entrant.running.contender;
    courses.push({ name, title, rates: [], cpu: [], postgres: [], p50: [], busy: 0 });
    let outcome: Outcome;
    for (let amount = connections; ; amount *= 2) {
      hurry(postmaster);
      outcome = await go(entrant, round++, amount);
      if (outcome.seconds >= WARM_UP_SECONDS) break;
    }
    amounts.push(Math.max(connections, Math.round(rateOf(outcome) * seconds)));
  }
  for (let repetition = 0; repetition < repetitions; repetition++, round++)
    for (const index of turns(entrants.length, repetition)) {
      const entrant = entrants[index] as Entrant;
      hurry(postmaster);
      const cpu = () => [entrant.running.cpu() ?? 0, postgresCpu(postmaster)] as const;
      const [own, postgres] = cpu();
      const outcome = await go(entrant, round, amounts[index] as number);
      const course = courses[index] as Course;
      const [ownNow, postgresNow] = cpu();
      course.cpu.push((ownNow - own + postgresNow - postgres) / outcome.requests);
      course.postgres.push((postgresNow - postgres) / outcome.requests);
      course.rates.push(rateOf(outcome));
      course.p50.push(outcome.p50);
      course.busy = Math.max(course.busy, outcome.busy);
    }
  return courses;
}

/** How many times as much of one thing there is as of another, repetition by repetition. */
export const over = (one: readonly number[], other: readonly number[]): Spread =>
  spreadOf(one.map((number, index) => number / (other[index] as number)));

/** How many times as many requests the same CPU time answers. */
export const workRatio = (ours: Course, theirs: Course): Spread => over(theirs.cpu, ours.cpu);

/** The same of what is not PostgreSQL's. */
export const ownWorkRatio = (ours: Course, theirs: Course): Spread => over(ownWork(theirs), ownWork(ours));

const ownWork = ({ cpu, postgres }: Course): number[] =>
  cpu.map((time, index) => time - (postgres[index] as number));

/** How many times as many requests a second are answered. */
export const rateRatio = (ours: Course, theirs: Course): Spread => over(ours.rates, theirs.rates);
