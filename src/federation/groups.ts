import type { DOMAINS } from "../../resolvers/index.js";
import type { Api } from "../schema.js";
import type { Subgraph } from "./compose.js";
import { sliceOf } from "./slice.js";

/** Domains that are served together where the API is served by several processes: what is mostly asked at once is asked of one. */
export const GROUPS = {
  administration: ["agency", "document", "project", "inspection", "personnel", "activity", "plan"],
  technology: ["infrastructure", "security", "media", "telecom", "eservice"],
  reporting: ["report", "theme", "indicator", "abbreviation", "observation", "computation", "thing"],
} as const satisfies Record<string, readonly (keyof typeof DOMAINS)[]>;

export type Group = keyof typeof GROUPS;

const NAMES = Object.keys(GROUPS) as Group[];

/** The first of the ports of this machine that the groups listen on unless said otherwise. */
const FIRST_PORT = 4001;

/** The domains that names stand for: of groups, and of domains themselves. */
export const domainsIn = (names: readonly string[]): string[] =>
  names.flatMap((name) => (isGroup(name) ? [...GROUPS[name]] : [name]));

export const isGroup = (name: string): name is Group => Object.hasOwn(GROUPS, name);

/** The subgraphs of the groups, with the addresses under which gateways find them. */
export const subgraphsOf = (api: Api, urls: Partial<Record<Group, string>> = {}): Required<Subgraph>[] =>
  NAMES.map((name, index) => ({
    name,
    url: urls[name] ?? `http://127.0.0.1:${FIRST_PORT + index}/graphql`,
    sdl: sliceOf(api, GROUPS[name]).sdl,
  }));
