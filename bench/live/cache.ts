import { bodyOf, type Contender, staticAnswer } from "../contenders/index.ts";
import { ask, type Running } from "../contenders/process.ts";
import { connected } from "../data/database.ts";
import { checkAnswers } from "../measure/check.ts";
import { ALL } from "../queries/index.ts";
import type { Query } from "../queries/query.ts";
import { type Course, type Entrant, race, type Race } from "./race.ts";
import { REPEATED, UNIQUE } from "./requests.ts";
import { write, type Written } from "./writer.ts";

/** What kept answers save and cost, by question. */
export interface CacheResult {
  kept: { query: string; bytes: number; courses: Course[] }[];
  missed: { query: string; courses: Course[] }[];
  written: { query: string; courses: Course[]; writes: Written[] }[];
}

const KEPT = ["nested", "groups", "everything"];
/** So many different requests are kept where the requests of a question differ. */
const VARIANTS = 8;
/** Single changes a second beside the requests. */
const WRITES = 100;

type Begin = (contender: string | Contender) => Promise<Running>;

export async function measureCache(begin: Begin, url: string, plan: Race): Promise<CacheResult> {
  const cached = await begin("cached");
  const kept = await measureKept(begin, cached, plan);
  const [off, twin] = [await begin("cuulong"), await begin("twin")];
  const missed: CacheResult["missed"] = [];
  // What differs by a few hundredths takes more repetitions to see.
  const fine = { ...plan, repetitions: 2 * plan.repetitions };
  for (const query of UNIQUE) {
    const before = await countsOf(cached);
    const courses = await race([cached, off, twin].map(entrantOf(query)), fine);
    const { hit } = await countsOf(cached);
    if (hit > before.hit) throw new Error(`${query.name}: ${hit - before.hit} answers were kept already.`);
    missed.push({ query: query.name, courses });
    say(query.name, "missed", courses);
  }
  const written: CacheResult["written"] = [];
  for (const query of REPEATED) {
    const { result: courses, writes } = await connected(url, (client) =>
      // What takes long differs by more.
      write(client, WRITES, () =>
        race([cached, off, twin].map(entrantOf(query)), query.name.startsWith("groups") ? plan : fine),
      ),
    );
    written.push({ query: query.name, courses, writes: [writes] });
    say(query.name, "written", courses);
  }
  for (const { stop } of [cached, off, twin]) await stop();
  return { kept, missed, written };
}

async function measureKept(begin: Begin, cached: Running, plan: Race): Promise<CacheResult["kept"]> {
  const kept: CacheResult["kept"] = [];
  const postgraphile = await begin("postgraphile");
  for (const name of KEPT) {
    const query = ALL.find((one) => one.name === name) as Query;
    const { cached: bytes = 0 } = await checkAnswers(query, [cached, postgraphile]);
    const fixed = await begin(staticAnswer(bytes));
    const entrant = (running: Running): Entrant => {
      const bodies = Array.from({ length: VARIANTS }, (_, n) => bodyOf(running.contender, query, n));
      return { running, bodies: () => bodies };
    };
    // An answer is kept when it is asked for a second time.
    for (const body of entrant(cached).bodies(0, 0))
      for (let time = 0; time < 2; time++) await ask(cached.url, body);
    const before = await countsOf(cached);
    const courses = await race([cached, postgraphile, fixed].map(entrant), plan);
    const { hit, miss } = await countsOf(cached);
    if (miss > before.miss || hit === before.hit)
      throw new Error(`${name}: ${miss - before.miss} answers were not kept, ${hit - before.hit} were.`);
    await fixed.stop();
    kept.push({ query: name, bytes, courses });
    say(name, "kept", courses);
  }
  await postgraphile.stop();
  return kept;
}

/** Every round asks what none before has asked, where the question has so many requests. */
const entrantOf =
  (query: Query) =>
  (running: Running): Entrant => ({
    running,
    bodies: (round, amount) =>
      Array.from({ length: amount }, (_, n) => bodyOf(running.contender, query, round * 1_000_000 + n)),
  });

/** How many answers were kept when they were asked for, and how many were not. */
async function countsOf({ url }: Running): Promise<{ hit: number; miss: number }> {
  const page = await (await fetch(new URL("/metrics", url))).text();
  const count = (result: string) =>
    Number(new RegExp(`^cuulong_cache_lookups_total\\{result="${result}"\\} (\\d+)`, "m").exec(page)?.[1]);
  return { hit: count("hit"), miss: count("miss") };
}

function say(query: string, how: string, courses: Course[]) {
  for (const { title, rates, cpu, busy } of courses)
    console.log(
      `${query}, ${how}: ${title.padEnd(18)} ${rates.map((rate) => rate.toFixed(1)).join(" ")} req/s; ` +
        `${cpu.map((time) => time.toFixed(3)).join(" ")} ms; load generator ${Math.round(busy * 100)} %`,
    );
}
