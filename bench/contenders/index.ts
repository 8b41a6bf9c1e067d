import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { CONTENDERS, DATA, LOOP, STARTED } from "../paths.ts";
import type { Query, Words } from "../queries/query.ts";

/** A server that is measured. */
export interface Contender {
  name: string;
  title: string;
  /** In whose words it is asked, and its answers are read. */
  words: Words;
  /** Its script with arguments, and variables besides those that all are given. */
  command: string[];
  env: Record<string, string>;
  /** Asked until it is answered, of one that does not have what the others are asked first. */
  ready?: string;
  /** Whether it may use all cores, though others are held to one. */
  free?: true;
}

const REPORTS = join(DATA, "reports");
mkdirSync(REPORTS, { recursive: true });
/**
 * The others have no time limit, and slow queries under load take longer than one client would ever wait for them. Nobody keeps
 * answers: what is measured is what it takes to make them.
 */
const PRODUCT = { LOG_LEVEL: "warn", REPORTS_DIR: REPORTS, STATEMENT_TIMEOUT_MS: "600000", CACHE_BYTES: "0" };

export const CUULONG: Contender = {
  name: "cuulong",
  title: "Cửu Long",
  words: "cuulong",
  command: [...STARTED, "serve"],
  env: PRODUCT,
};

/** The same on one connection, with no limit to what may be asked: what its requests cost and take is compared. */
export const PRICED: Contender = {
  ...CUULONG,
  name: "priced",
  env: { ...PRODUCT, POOL_SIZE: "1", MAX_COST: "1000000000", MAX_INTROSPECTION: "1000000" },
};

/** The same with all limits as they are, which says how long its event loop is held up. */
export const STRAINED: Contender = {
  ...CUULONG,
  name: "strained",
  command: ["--import", LOOP, ...STARTED, "serve"],
  env: { LOG_LEVEL: "warn", REPORTS_DIR: REPORTS, CACHE_BYTES: "0" },
};

/** The same where dearer requests are admitted, which by themselves run into the time limit. */
export const STRAINED_FURTHER: Contender = {
  ...STRAINED,
  name: "strained-further",
  env: { ...STRAINED.env, MAX_COST: "10000000" },
};

/** The same that admits next to nothing: what it refuses says what it would cost. */
export const PRICING: Contender = {
  ...STRAINED,
  name: "pricing",
  env: { ...STRAINED.env, MAX_COST: "1000" },
};

const { CACHE_BYTES: _, ...CACHING } = PRODUCT;

/** The same that keeps answers, as it does by default. */
export const CACHED: Contender = { ...CUULONG, name: "cached", title: "answers kept", env: CACHING };

/** The same as without kept answers: how far two of one kind seem apart is what the machine adds. */
export const TWIN: Contender = { ...CUULONG, name: "twin", title: "none kept, once more" };

/** The same as it is by default, with room for many connections; and a plain server of subscriptions. */
export const SUBSCRIBED: Contender = {
  ...CACHED,
  name: "subscribed",
  title: "Cửu Long",
  env: { LOG_LEVEL: "warn", REPORTS_DIR: REPORTS, MAX_CONNECTIONS: "20000" },
};
export const PUBSUB: Contender = {
  name: "pubsub",
  title: "plain",
  words: "cuulong",
  command: [join(CONTENDERS, "pubsub.ts")],
  env: {},
};

/** A process that asks PostgreSQL every so often whether something was committed, and does nothing else. */
export const poller = (milliseconds: number): Contender => ({
  name: "poller",
  title: "bare poller",
  words: "cuulong",
  command: [join(CONTENDERS, "poller.ts")],
  env: { POLL_MS: String(milliseconds) },
});

/** The least that any server does on Fastify: it sends so many bytes, always the same. */
export const staticAnswer = (bytes: number): Contender => ({
  name: "static",
  title: "static answer",
  words: "cuulong",
  command: [join(CONTENDERS, "static.ts")],
  env: { ANSWER_BYTES: String(bytes) },
});

/** Everyone who is measured, by name. */
export const ALL_CONTENDERS: Contender[] = [
  CUULONG,
  { ...CUULONG, name: "engine-off", title: "engine off", env: { ...PRODUCT, ENGINE: "off" } },
  { ...CUULONG, name: "fast-path-off", title: "fast path off", env: { ...PRODUCT, FAST_PATH: "off" } },
  {
    name: "postgraphile",
    title: "PostGraphile",
    words: "postgraphile",
    command: [join(CONTENDERS, "postgraphile.ts")],
    env: { GRAPHILE_ENV: "production" },
  },
  {
    name: "floor",
    title: "hand-written SQL",
    words: "floor",
    command: [join(CONTENDERS, "floor.ts")],
    env: {},
  },
];

/** Those that are not held against others. */
export const OTHERS: Contender[] = [
  PRICED,
  STRAINED,
  STRAINED_FURTHER,
  PRICING,
  CACHED,
  TWIN,
  SUBSCRIBED,
  PUBSUB,
];

/** The body of a contender's request for a query. */
export function bodyOf({ words }: Contender, query: Query, number: number): string {
  const variables = query.variables(number, words);
  return JSON.stringify(
    words === "floor" ? { name: query.name, variables } : { query: query.text[words], variables },
  );
}
