import { audit } from "./audit/run.ts";
import { ALL_CONTENDERS, bodyOf, type Contender, CUULONG, OTHERS } from "./contenders/index.ts";
import { type Running, start } from "./contenders/process.ts";
import { chooseCores, hurry, pinPostgres } from "./cores.ts";
import { writeCosts } from "./costs/report.ts";
import { type Priced, price } from "./costs/run.ts";
import { ensureDatabase, ensureShipped } from "./data/database.ts";
import { gateways } from "./gateways/run.ts";
import { live } from "./live/run.ts";
import { checkAnswers } from "./measure/check.ts";
import type { Measurement } from "./measure/measured.ts";
import { measureRefusals } from "./measure/refusals.ts";
import { measure } from "./measure/run.ts";
import { type Growth, rateOf, ratioOf, spreadOf } from "./measure/statistics.ts";
import { type Options, readOptions } from "./options.ts";
import { describe, startPostgres } from "./postgres.ts";
import { ALL } from "./queries/index.ts";
import type { Query } from "./queries/query.ts";
import { writeResults } from "./report.ts";
import { strain } from "./strain/run.ts";

/** Queries that are read through indexes, so that they should not cost more where there is more data. */
const GROWING = ["point", "nested", "figures", "history", "deep"];
const MOST_BUSY = 0.9;

const stops: (() => unknown)[] = [];

async function main(options: Options) {
  const postgres = await startPostgres(options.databaseUrl);
  stops.push(() => postgres.stop());
  const database = options.audit
    ? await ensureShipped(postgres.url)
    : await ensureDatabase(postgres.url, options.seed, 1);
  const tenfold =
    options.whole || options.scale ? await ensureDatabase(postgres.url, options.seed, 10) : undefined;
  // Held to one core, requests would wait for what is worked elsewhere.
  const cores = options.strain ? undefined : chooseCores();
  const { postmaster, text } = await describe(postgres);
  hurry(postmaster);
  const release = cores && postmaster !== undefined ? pinPostgres(postmaster, cores.server) : undefined;
  if (release) stops.push(release);
  const pinning = pinningOf(cores !== undefined, Boolean(release));
  console.log(text);
  const begin = async (asked: string | Contender, url: string): Promise<Running> => {
    const named = [...ALL_CONTENDERS, ...OTHERS].find((one) => one.name === asked) ?? CUULONG;
    const contender = typeof asked === "string" ? named : asked;
    const running = await start(contender, url, {
      core: contender.free ? undefined : cores?.server,
      pool: options.pool,
      first: ALL[0] as Query,
    });
    stops.push(() => running.stop());
    return running;
  };
  if (options.audit) return audit(options.audit, (contender) => begin(contender, database));
  if (options.serve) return serve(await begin(options.serve, database));
  if (options.strain) return strain(options, text, (name) => begin(name, database));
  const ground = { postmaster, cores, database, postgres, text, release };
  if (options.live.length > 0) return live(options, ground, begin);
  if (options.gateways) return gateways(options, ground, (contender) => begin(contender, database));
  if (options.costs) return priceAll(postgres.url, database, begin);
  const plan = { ...options, core: cores?.load };
  const measurements: Measurement[] = [];
  if (!options.scale) {
    const running: Running[] = [];
    for (const name of options.contenders) running.push(await begin(name, database));
    for (const query of ALL.filter(({ name }) => options.only.includes(name))) {
      const bytes = await checkAnswers(query, running);
      const measured = await measure(query, running, plan);
      measurements.push({ query, bytes, measured });
      report(measurements.at(-1) as Measurement);
    }
    for (const { stop } of running) await stop();
  }
  const growth = tenfold === undefined ? [] : await grow([database, tenfold], begin, plan);
  if (!options.whole) return;
  const running = await begin("cuulong", database);
  const refusals = await measureRefusals(running);
  await running.stop();
  writeResults({ options, postgres: text, pinning, measurements, growth, refusals });
}

/** The same product on the same data ten times over, in turns with itself on the data as it is. */
async function grow(
  databases: string[],
  begin: (name: string, url: string) => Promise<Running>,
  plan: Parameters<typeof measure>[2],
): Promise<Growth[]> {
  const growth: Growth[] = [];
  const running: Running[] = [];
  for (const url of databases) running.push(await begin("cuulong", url));
  for (const query of ALL.filter(({ name }) => GROWING.includes(name))) {
    const [small, large] = await measure(query, running, plan);
    if (!small || !large) continue;
    const cost = ratioOf(small, large);
    growth.push({ query: query.name, cost });
    console.log(`${query.name} at ten times the data costs ${cost.median.toFixed(2)} times as much`);
  }
  for (const { stop } of running) await stop();
  return growth;
}

/** What requests of all kinds cost and take, on the report as it is shipped and on the synthetic province. */
async function priceAll(
  server: string,
  synthetic: string,
  begin: (name: string, url: string) => Promise<Running>,
) {
  const priced: Priced[] = [];
  for (const [data, url] of [
    ["shipped", await ensureShipped(server)],
    ["synthetic", synthetic],
  ] as const) {
    const running = await begin("priced", url);
    priced.push(...(await price(data, running, url)));
    await running.stop();
  }
  writeCosts(priced);
}

function pinningOf(processes: boolean, postgres: boolean): string {
  if (!processes) return "nothing held to a core";
  if (!postgres) return "the contender held to one core, the load generator to another, PostgreSQL to none";
  return "the contender and PostgreSQL held to one core together, the load generator to another";
}

function report({ query, bytes, measured }: Measurement) {
  console.log(`\n${query.name}`);
  for (const one of measured) {
    const rate = spreadOf(one.outcomes.map(rateOf)).median;
    const [first] = measured;
    const ratio = first && first !== one ? `  ours: ×${ratioOf(first, one).median.toFixed(2)}` : "";
    console.log(
      `  ${one.name.padEnd(14)}${rate.toFixed(1).padStart(10)} req/s${String(bytes[one.name]).padStart(10)} B${ratio}`,
    );
    const busy = Math.max(...one.outcomes.map((outcome) => outcome.busy));
    if (busy > MOST_BUSY)
      console.warn(`  The load generator was busy for ${Math.round(busy * 100)} % of the time.`);
  }
}

/** Leaves a contender running until the run is stopped. */
async function serve({ contender, url }: Running) {
  console.log(`${contender.title} answers POST ${url}; Ctrl-C stops it.`);
  for (const query of ALL) console.log(`\n${query.name}: ${bodyOf(contender, query, 0)}`);
  await new Promise(() => {});
}

/** Undoes, last things first, what the run began. */
async function cleanUp() {
  for (let stop = stops.pop(); stop; stop = stops.pop()) await stop();
}

for (const signal of ["SIGINT", "SIGTERM"])
  process.once(signal, () => cleanUp().finally(() => process.exit(130)));
try {
  await main(readOptions(process.argv.slice(2), process.env));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await cleanUp();
}
