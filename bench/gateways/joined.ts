import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Contender, CUULONG, TWIN } from "../contenders/index.ts";
import { ask, type Running } from "../contenders/process.ts";
import { type Course, type Entrant, type Race, race } from "../live/race.ts";
import { CONTENDERS, DATA } from "../paths.ts";
import { ALL } from "../queries/index.ts";
import type { Query } from "../queries/query.ts";
import type { Begin } from "./fleet.ts";
import type { JoinedResult } from "./measured.ts";

const OWN = ["point", "nested"];
const PATIENCE_MS = 60_000;

const STATIONS = "healthStations { name beds }";
const NESTED = textOf("nested");

/** What is asked of both, and our part of it: next to nothing, and much. */
const ACROSS = [
  {
    name: "20 agencies with their stations",
    both: `{ agencies(first: 20) { nodes { id name ${STATIONS} } } }`,
    ours: "{ agencies(first: 20) { nodes { __typename id name } } }",
  },
  { name: "`nested` with their stations", both: NESTED.replace(/nodes \{/, `$& ${STATIONS}`), ours: NESTED },
];
/** Which agencies these are, and what the partner is asked of them. */
const AGENCIES = "{ agencies(orderBy: [{ name: ASC }, { id: ASC }], first: 20) { nodes { __typename id } } }";
const THEIRS = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Agency { ${STATIONS} } } }`;

export const PARTNER: Contender = {
  name: "partner",
  title: "the partner alone",
  words: "cuulong",
  command: [join(CONTENDERS, "partner.ts")],
  env: {},
};

/** Measures what a partner that is joined takes from those who ask for our data alone, and what a question to both takes. */
export async function measureJoined(begin: Begin, plan: Race): Promise<JoinedResult> {
  const partner = await begin(PARTNER);
  const joined = await begin(joining(partner.url));
  const alone = await begin(CUULONG);
  const twin = await begin(TWIN);
  await isJoined(joined);
  const own: JoinedResult["own"] = [];
  for (const name of OWN) {
    const text = queryOf(name);
    const entrants = [joined, alone, twin].map(
      (running): Entrant => ({
        running,
        bodies: (_round, amount) =>
          Array.from({ length: amount }, (_, number) =>
            JSON.stringify({ query: text.text.cuulong, variables: text.variables(number, "cuulong") }),
          ),
      }),
    );
    // What differs by a few hundredths takes more repetitions to see.
    own.push({ name, courses: await race(entrants, { ...plan, repetitions: 2 * plan.repetitions }) });
    say(name, own.at(-1)?.courses ?? []);
  }
  const { data } = (await (await ask(joined.url, JSON.stringify({ query: AGENCIES }))).json()) as {
    data: { agencies: { nodes: { __typename: string; id: string }[] } };
  };
  const of = data.agencies.nodes;
  const across: JoinedResult["across"] = [];
  for (const { name, both, ours } of ACROSS) {
    const bodies: [Running, object][] = [
      [joined, { query: both }],
      [joined, { query: ours }],
      [partner, { query: THEIRS, variables: { of } }],
    ];
    for (const [running, body] of bodies) {
      const text = await (await ask(running.url, JSON.stringify(body))).text();
      if (text.includes('"errors"'))
        throw new Error(`${running.contender.title} fails: ${text.slice(0, 1000)}`);
    }
    const entrants = bodies.map(
      ([running, body]): Entrant => ({ running, bodies: () => [JSON.stringify(body)] }),
    );
    across.push({ name, courses: await race(entrants, { ...plan, connections: 1 }) });
    say(name, across.at(-1)?.courses ?? []);
  }
  for (const { stop } of [joined, alone, twin, partner]) await stop();
  return { own, across };
}

/** A server that joins a partner, or nobody for the time being. */
export function joining(url: string | undefined, like: Contender = CUULONG): Contender {
  const env = { ...like.env, PARTNERS_FILE: writePartners(url) };
  return { ...like, name: "joined", title: "a partner joined", env };
}

/** Says who is to be joined; returns the file that says so. */
export function writePartners(url: string | undefined): string {
  const folder = join(DATA, "gateways");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "partners.json");
  writeFileSync(
    `${file}.new`,
    JSON.stringify({ partners: url ? { health: { url, allowPrivate: true } } : {} }),
  );
  renameSync(`${file}.new`, file);
  return file;
}

/** Waits until the partner is joined, or gone. */
export async function isJoined({ url }: Running, is = true): Promise<void> {
  const began = performance.now();
  while (performance.now() - began < PATIENCE_MS) {
    const text = await (await ask(url, JSON.stringify({ query: "{ partners { state } }" }))).text();
    if (is ? text.includes('"JOINED"') : text.includes("[]")) return;
    await pause(20);
  }
  throw new Error(`The partner was not ${is ? "joined" : "let go"}.`);
}

function queryOf(name: string): Query {
  const query = ALL.find((one) => one.name === name);
  if (!query) throw new Error(`There is no ${name}.`);
  return query;
}

function textOf(name: string): string {
  return queryOf(name).text.cuulong;
}

function say(question: string, courses: Course[]) {
  for (const { title, cpu, p50 } of courses)
    console.log(
      `${question}: ${title.padEnd(24)} ${cpu.map((time) => time.toFixed(3)).join(" ")} ms; p50 ${p50.map((time) => time.toFixed(2)).join(" ")}`,
    );
}
