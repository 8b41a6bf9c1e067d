import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { composed } from "../../dist/src/federation/compose.js";
import { type Contender, CUULONG } from "../contenders/index.ts";
import { ask, type Running } from "../contenders/process.ts";
import { DATA, HIVE, STARTED } from "../paths.ts";
import { writePage } from "./report.ts";
import { ASKED, Audit, asked, type Subgraph, type Suite } from "./suites.ts";

const PATIENCE_MS = 60_000;
const FOLDER = join(DATA, "audit");
const PARTNERS = join(FOLDER, "partners.json");
const GRAPH = join(FOLDER, "supergraph.graphql");

/** Asks the public audit's questions of a service that has joined each suite's subgraphs, and of gateways over them. */
export async function audit(url: string, begin: (contender: Contender) => Promise<Running>): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const served = new Audit(url);
  name([]);
  const joined = await begin({
    ...CUULONG,
    title: "partners joined",
    env: { ...CUULONG.env, PARTNERS_FILE: PARTNERS },
  });
  const suites: Suite[] = [];
  for (const id of await served.ids()) {
    const subgraphs = await served.subgraphs(id);
    // Those of the suite before go first: some have the same names.
    name([]);
    await settled(joined, []);
    name(subgraphs);
    const refused = await settled(joined, subgraphs);
    const questions = (await served.cases(id)).length;
    const made = composed(subgraphs);
    const through = async (title: string, command: string[]) => {
      if ("errors" in made) return made.errors.join("\n");
      writeFileSync(GRAPH, made.supergraph);
      const env = { LOG_LEVEL: "warn" };
      const gateway = await begin({ ...CUULONG, title, command, env, ready: "{ __typename }" });
      const outcomes = await asked(gateway.url, await served.cases(id));
      await gateway.stop();
      return outcomes;
    };
    suites.push({
      id,
      questions,
      outcomes: {
        "partners joined": refused ?? (await asked(joined.url, await served.cases(id))),
        "cuulong gateway": await through("cuulong gateway", [...STARTED, "gateway", GRAPH]),
        "Hive as it is": await through("Hive as it is", [HIVE, GRAPH]),
      },
    });
    say(suites.at(-1) as Suite);
  }
  await joined.stop();
  writePage(suites);
}

/** Has the service join these partners, and no others. */
function name(subgraphs: Subgraph[]): void {
  const partners = Object.fromEntries(subgraphs.map(({ name, url }) => [name, { url, allowPrivate: true }]));
  writeFileSync(`${PARTNERS}.new`, JSON.stringify({ partners }));
  renameSync(`${PARTNERS}.new`, PARTNERS);
}

/** Waits until partners are joined; returns why they were not. */
async function settled({ url }: Running, subgraphs: Subgraph[]): Promise<string | undefined> {
  const names = subgraphs.map(({ name }) => name).sort();
  const query = "{ partners { name state lastError } }";
  for (const began = performance.now(); performance.now() - began < PATIENCE_MS; await pause(50)) {
    const { data } = (await (await ask(url, JSON.stringify({ query }))).json()) as {
      data: { partners: { name: string; state: string; lastError: string | null }[] };
    };
    const found = data.partners.map(({ name }) => name).sort();
    if (found.join() !== names.join()) continue;
    const errors = data.partners.flatMap(({ state, lastError }) =>
      state === "JOINED" ? [] : [lastError ?? state],
    );
    return errors.length === 0 ? undefined : [...new Set(errors)].join("\n");
  }
  throw new Error(`${names} neither joined nor were refused.`);
}

function say({ id, questions, outcomes }: Suite) {
  const counts = ASKED.map((who) => {
    const of = outcomes[who];
    return `${who} ${typeof of === "string" ? "refused" : of.filter(({ passed }) => passed).length}`;
  });
  console.log(`${id}: ${questions} questions; ${counts.join(", ")}`);
}
