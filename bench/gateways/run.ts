import { isDeepStrictEqual } from "node:util";
import { CUULONG } from "../contenders/index.ts";
import { ask, type Running } from "../contenders/process.ts";
import { type Entrant, race } from "../live/race.ts";
import type { Ground } from "../live/run.ts";
import type { Options } from "../options.ts";
import { apollo, type Begin, before, hive, ourSubgraphs, plainSubgraphs } from "./fleet.ts";
import { measureJoined } from "./joined.ts";
import { measureJoins } from "./joins.ts";
import type { Measured } from "./measured.ts";
import { QUESTIONS } from "./questions.ts";
import { writePage } from "./report.ts";

/** Measures what it costs to answer by several processes, and writes the page. */
export async function gateways(options: Options, ground: Ground, begin: Begin): Promise<void> {
  const { postmaster, cores, text } = ground;
  if (postmaster === undefined)
    throw new Error(
      "What PostgreSQL takes is read from /proc: it has to run on this machine, which has to be Linux.",
    );
  const { connections, seconds, repetitions } = options;
  const plan = { core: cores?.load, postmaster, connections, seconds, repetitions };
  const one = await begin(CUULONG);
  const ours = await ourSubgraphs(begin);
  const plain = await plainSubgraphs(begin);
  const all = {
    one,
    hive: await before("Hive, planning in Rust", ours, hive, begin),
    apollo: await before("@apollo/gateway", ours, apollo, begin),
    plain: await before("the same Hive over plain subgraphs", plain, hive, begin),
  };
  const measured: Measured[] = [];
  for (const question of QUESTIONS) {
    const asked: [Running, string | undefined][] = [
      [all.one, question.text],
      [all.hive, question.text],
      [all.apollo, question.text],
      [all.plain, question.plain],
    ];
    const entrants = asked.flatMap(([running, query]): Entrant[] => {
      if (query === undefined) return [];
      const bodies = [JSON.stringify({ query })];
      return [{ running, bodies: () => bodies }];
    });
    const bytes = await check(question.name, entrants);
    measured.push({ question, bytes, courses: await race(entrants, plan) });
    say(measured.at(-1) as Measured);
  }
  for (const running of [all.hive, all.apollo, all.plain, ...ours.running, ...plain.running])
    await running.stop();
  await one.stop();
  const joined = await measureJoined(begin, plan);
  // Joining takes a core for itself, and is to be noticed as it would be.
  ground.release?.();
  const joins = await measureJoins(begin, ground.database, { ...plan, core: undefined });
  writePage({ measured, joined, joins }, plan, text);
}

/** Holds all answers against the first; returns how long that is. */
async function check(name: string, entrants: Entrant[]): Promise<number> {
  let first: unknown;
  let bytes = 0;
  for (const { running, bodies } of entrants) {
    const text = await (await ask(running.url, bodies(0, 1)[0] as string)).text();
    const { data, errors } = JSON.parse(text);
    if (errors || !data)
      throw new Error(`${running.contender.title} fails at ${name}: ${text.slice(0, 1000)}`);
    if (first === undefined) [first, bytes] = [data, Buffer.byteLength(text)];
    else if (!isDeepStrictEqual(data, first))
      throw new Error(`${running.contender.title} answers ${name} differently: ${text.slice(0, 1000)}`);
  }
  return bytes;
}

function say({ question, courses }: Measured) {
  for (const { title, rates, cpu, busy } of courses)
    console.log(
      `${question.name}: ${title.padEnd(36)} ${rates.map((rate) => rate.toFixed(1)).join(" ")} req/s; ` +
        `${cpu.map((time) => time.toFixed(3)).join(" ")} ms; load generator ${Math.round(busy * 100)} %`,
    );
}
