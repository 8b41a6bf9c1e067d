import { connected } from "../data/database.ts";
import { ask, cpuOf, type Running } from "../contenders/process.ts";
import { spreadOf } from "../measure/statistics.ts";
import { SHAPES } from "./shapes.ts";

/** A kind of request on one set of data: what it was said to cost, and what it took. */
export interface Priced {
  data: string;
  shape: string;
  cost: number;
  /** CPU time of the server and of PostgreSQL together, in milliseconds; the median of some requests. */
  milliseconds: number;
}

const WARM_UP = 1000;
/** The first shapes are pages, which take little. */
const SMALLEST = 14;
const LEAST_TIMES = 3;
const MOST_TIMES = 25;
const ENOUGH_MS = 1000;

/** Asks every shape, one request at a time, and reads from the kernel what each took. */
export async function price(data: string, { url, cpu }: Running, databaseUrl: string): Promise<Priced[]> {
  const priced: Priced[] = [];
  const took = async () => (cpu() ?? 0) + (await backendsCpu(databaseUrl));
  for (let time = 0; time < WARM_UP; time += 1) await answered(url, SHAPES[time % SMALLEST]?.query as string);
  for (const { name, query } of SHAPES) {
    let cost = 0;
    const times: number[] = [];
    const began = performance.now();
    // The first of them compiles the operation and fills caches, and is left out.
    for (let time = 0; time <= MOST_TIMES; time += 1) {
      const before = await took();
      const text = await answered(url, query);
      const after = await took();
      const { errors, extensions } = JSON.parse(text);
      if (errors) throw new Error(`${name} on ${data}: ${JSON.stringify(errors).slice(0, 300)}`);
      cost = extensions.cost.requested;
      if (time > 0) times.push(after - before);
      if (time >= LEAST_TIMES && performance.now() - began > ENOUGH_MS) break;
    }
    priced.push({ data, shape: name, cost, milliseconds: spreadOf(times).median });
  }
  return priced;
}

/** The text of an answer that holds its cost. */
const answered = async (url: string, query: string): Promise<string> =>
  (await ask(url, JSON.stringify({ query }), { "x-graphql-cost": "1" })).text();

/** The CPU time that the sessions of a database have taken, in milliseconds. */
async function backendsCpu(databaseUrl: string): Promise<number> {
  const pids = await backendsOf(databaseUrl);
  return pids.reduce((sum, pid) => sum + (cpuOf(pid) ?? 0), 0);
}

const known = new Map<string, number[]>();

/** The sessions of the server that is measured; they are the same all the time. */
async function backendsOf(databaseUrl: string): Promise<number[]> {
  const pids = known.get(databaseUrl);
  if (pids) return pids;
  const found = await connected(databaseUrl, async (client) => {
    const { rows } = await client.query<{ pid: number }>(
      "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'cuulong'",
    );
    return rows.map(({ pid }) => pid);
  });
  known.set(databaseUrl, found);
  return found;
}
