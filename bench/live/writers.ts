import type { Client } from "pg";
import { cpuOf } from "../contenders/process.ts";
import { hurry } from "../cores.ts";
import { connected, onServer, runProduct } from "../data/database.ts";
import { turns } from "../measure/run.ts";
import { SHIPPED } from "../paths.ts";
import type { Race } from "./race.ts";
import { postgresCpu } from "./usage.ts";

/** Figures of the same work with the log of changes and without it, a repetition each. */
export interface Both {
  logged: number[];
  unlogged: number[];
}

/** What the log costs whoever writes. */
export interface WritersResult {
  /** CPU time of the backend for each row of a statement, in microseconds. */
  bulk: { what: string; rows: number; cpu: Both }[];
  /** Commits a second, and CPU time of PostgreSQL for each, in microseconds. */
  commits: { what: string; rate: Both; cpu: Both }[];
  /** The first load of the report that is shipped: CPU time of PostgreSQL, and how long it took, in milliseconds. */
  load: { cpu: Both; took: Both };
}

const NAMES = { logged: "cuulong_bench_logged", unlogged: "cuulong_bench_unlogged" };
type Which = keyof typeof NAMES;
const WHICH = Object.keys(NAMES) as Which[];
const WRITERS = 8;
const THINGS = 1000;

const incident = (id: string) =>
  `${id}, 'Sự cố ' || ${id} || ' (tổng hợp)', date '2021-09-01', 'HIGH', 'OPEN'`;
const INCIDENTS = "security_incident (id, name, occurred_on, severity, status)";
const thing = (number: string) => `'incident:base-' || (1 + (${number}) % ${THINGS})`;
const link = (id: string, number: string) => `${id}, 'CONCERNS', ${thing(number)}, ${thing(`${number} + 1`)}`;
const LINKS = "link (id, role, from_id, to_id)";

const BULK = [
  {
    what: "things",
    table: "security_incident",
    rows: 20_000,
    text: `INSERT INTO ${INCIDENTS} SELECT ${incident("'incident:bulk-' || n")} FROM generate_series(1, $1::int) n`,
  },
  {
    what: "links, the leanest rows",
    table: "link",
    rows: 50_000,
    text: `INSERT INTO ${LINKS} SELECT ${link("'bulk ' || n", "n")} FROM generate_series(1, $1::int) n`,
  },
];
const SINGLE = [
  {
    what: "a thing each",
    text: `INSERT INTO ${INCIDENTS} SELECT ${incident("'incident:' || $1::text || '-' || $2::int")}`,
  },
  {
    what: "a link each",
    text: `INSERT INTO ${LINKS} SELECT ${link("$1::text || ' ' || $2::int", "$2::int")}`,
  },
];

/** Does the same with the log and without it, in turns. */
export async function measureWriters(server: string, plan: Race): Promise<WritersResult> {
  const urls = { logged: onServer(server, NAMES.logged), unlogged: onServer(server, NAMES.unlogged) };
  await makeAnew(server, urls);
  const bulk: WritersResult["bulk"] = [];
  const commits: WritersResult["commits"] = [];
  await connected(urls.logged, (logged) =>
    connected(urls.unlogged, async (unlogged) => {
      const clients = { logged, unlogged };
      for (const { what, table, rows, text } of BULK) {
        const cpu = await inTurns(plan, (which) => insertMany(clients[which], table, text, rows, plan));
        bulk.push({ what, rows, cpu });
        say(`${what} at once, µs of CPU a row`, cpu);
      }
    }),
  );
  for (const { what, text } of SINGLE) {
    const cpu: Both = { logged: [], unlogged: [] };
    const rate = await inTurns(plan, async (which, round) => {
      const done = await commitMany(urls[which], text, `${what} ${round}`, plan);
      if (round > 0) cpu[which].push(done.cpu);
      return done.rate;
    });
    commits.push({ what, rate, cpu });
    say(`${what}, commits a second`, rate);
  }
  const took: Both = { logged: [], unlogged: [] };
  const load = await inTurns(plan, async (which, round) => {
    await makeAnew(server, urls, which);
    hurry(plan.postmaster);
    const [before, began] = [postgresCpu(plan.postmaster), performance.now()];
    runProduct(urls[which], "load", SHIPPED);
    if (round > 0) took[which].push(performance.now() - began);
    return postgresCpu(plan.postmaster) - before;
  });
  say("the first load, ms of CPU", load);
  for (const name of Object.values(NAMES))
    await connected(server, (client) => client.query(`DROP DATABASE IF EXISTS ${name}`));
  return { bulk, commits, load: { cpu: load, took } };
}

/** Each is done once before it counts. */
async function inTurns(
  { repetitions }: Race,
  work: (which: Which, round: number) => Promise<number>,
): Promise<Both> {
  const both: Both = { logged: [], unlogged: [] };
  for (let round = 0; round <= repetitions; round++)
    for (const index of turns(WHICH.length, round)) {
      const which = WHICH[index] as Which;
      const figure = await work(which, round);
      if (round > 0) both[which].push(figure);
    }
  return both;
}

/** Makes empty databases with the product's tables, one of them, or both with some things in them. */
async function makeAnew(server: string, urls: Record<Which, string>, only?: Which) {
  for (const which of only ? [only] : WHICH) {
    await connected(server, async (client) => {
      await client.query(`DROP DATABASE IF EXISTS ${NAMES[which]}`);
      await client.query(`CREATE DATABASE ${NAMES[which]} TEMPLATE template0 ENCODING 'UTF8'`);
    });
    runProduct(urls[which], "migrate");
    await connected(urls[which], async (client) => {
      if (which === "unlogged")
        await client.query(`SELECT forget_changes(c.oid) FROM pg_class c
          WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'`);
      if (!only)
        await client.query(
          `INSERT INTO ${INCIDENTS} SELECT ${incident("'incident:base-' || n")} FROM generate_series(1, ${THINGS}) n`,
        );
    });
  }
}

/** CPU time of the backend for each row, in microseconds. The rows are taken back. */
async function insertMany(client: Client, table: string, text: string, rows: number, { postmaster }: Race) {
  hurry(postmaster);
  const { rows: asked } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  const cpu = () => cpuOf(asked[0]?.pid) ?? Number.NaN;
  await client.query("BEGIN");
  const before = cpu();
  await client.query(text, [rows]);
  await client.query("SET CONSTRAINTS ALL IMMEDIATE");
  const took = cpu() - before;
  await client.query("ROLLBACK");
  for (const name of [table, "thing", "change"]) await client.query(`VACUUM "${name}"`);
  return (took * 1000) / rows;
}

/** Eight clients that commit one row after another. */
async function commitMany(url: string, text: string, round: string, { postmaster, seconds }: Race) {
  let commits = 0;
  const work = async (number: number, until: number) =>
    connected(url, async (client) => {
      const query = { name: "insert", text };
      for (let own = 0; performance.now() < until; own++) {
        await client.query({ ...query, values: [`${round} ${number}`, own] });
        commits += 1;
      }
    });
  hurry(postmaster);
  const [before, began] = [postgresCpu(postmaster), performance.now()];
  const until = began + seconds * 1000;
  const working = Array.from({ length: WRITERS }, (_, number) => work(number, until));
  const hurrying = setTimeout(hurry, 100, postmaster);
  await Promise.all(working);
  clearTimeout(hurrying);
  const rate = commits / ((performance.now() - began) / 1000);
  return { rate, cpu: ((postgresCpu(postmaster) - before) * 1000) / commits };
}

function say(what: string, { logged, unlogged }: Both) {
  const text = (figures: number[]) => figures.map((figure) => figure.toFixed(1)).join(" ");
  console.log(`${what}: ${text(logged)} with the log, ${text(unlogged)} without`);
}
