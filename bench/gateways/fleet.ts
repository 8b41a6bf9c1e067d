import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { composed } from "../../dist/src/federation/compose.js";
import { GROUPS } from "../../dist/src/federation/groups.js";
import { Supergraph } from "../../dist/src/federation/supergraph.js";
import { type Contender, CUULONG } from "../contenders/index.ts";
import type { Running } from "../contenders/process.ts";
import { DATA, GATEWAYS, STARTED, SUPERGRAPH } from "../paths.ts";

/** Starts a process of a contender. */
export type Begin = (contender: Contender) => Promise<Running>;

/** Subgraphs that run, the file of their supergraph, and where they are. */
export interface Subgraphs {
  running: Running[];
  file: string;
}

const contender = (title: string, command: string[]): Contender => ({
  ...CUULONG,
  name: title,
  title,
  command,
  ready: "{ __typename }",
});

/** The product's groups of domains, a process each. */
export async function ourSubgraphs(begin: Begin): Promise<Subgraphs> {
  const names = Object.keys(GROUPS);
  const running: Running[] = [];
  for (const name of names)
    running.push(await begin(contender(`subgraph ${name}`, [...STARTED, "subgraph", name])));
  return located("ours", new Supergraph(readFileSync(SUPERGRAPH, "utf8")), names, running);
}

const PLAIN = join(GATEWAYS, "plain.ts");
const PLAIN_NAMES = ["administration", "technology", "media"];

/** Subgraphs of the same tables that are written plainly. */
export async function plainSubgraphs(begin: Begin): Promise<Subgraphs> {
  const parts = PLAIN_NAMES.map((name) => ({
    name,
    sdl: execFileSync(process.execPath, [PLAIN, name, "--sdl"], { encoding: "utf8" }),
  }));
  const made = composed(parts);
  if ("errors" in made) throw new Error(made.errors.join("\n"));
  const running: Running[] = [];
  for (const name of PLAIN_NAMES)
    running.push(await begin(contender(`plain subgraph ${name}`, [PLAIN, name])));
  return located("plain", new Supergraph(made.supergraph), PLAIN_NAMES, running);
}

function located(stem: string, supergraph: Supergraph, names: string[], running: Running[]): Subgraphs {
  const addresses = new Map(names.map((name, index) => [name, (running[index] as Running).url]));
  const folder = join(DATA, "gateways");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${stem}.graphql`);
  writeFileSync(file, supergraph.located(addresses));
  return { running, file };
}

/** A gateway before subgraphs, and all of them as one contender: what they take is what it takes. */
export async function before(
  title: string,
  { running, file }: Subgraphs,
  command: (file: string) => string[],
  begin: Begin,
): Promise<Running> {
  const gateway = await begin(contender(title, command(file)));
  const all = [gateway, ...running];
  const sum = (of: (one: Running) => number | undefined) =>
    all.reduce((total, one) => total + (of(one) ?? 0), 0);
  return {
    ...gateway,
    cpu: () => sum((one) => one.cpu()),
    memory: () => sum((one) => one.memory()),
    peak: () => sum((one) => one.peak()),
  };
}

export const hive = (file: string): string[] => [...STARTED, "gateway", file];
export const apollo = (file: string): string[] => [join(GATEWAYS, "apollo.ts"), file];
