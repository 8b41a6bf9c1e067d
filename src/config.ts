import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import type { Limits } from "./limits/index.js";
import { VARIABLE_NAMES, VARIABLES } from "./variables.js";

/** How often each condition may be used, through fragments and variables. */
const USES = 20;

/** Everything that can be set from outside; the README explains each. */
export interface Config {
  host: string;
  port: number;
  /** Absent: the embedded server, with its files below dataDir. */
  databaseUrl: string | undefined;
  dataDir: string;
  /** The folder whose sub-folders are the reports that a first start loads. */
  reportsDir: string;
  logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "silent";
  maxBodyBytes: number;
  poolSize: number;
  statementTimeoutMs: number;
  /** What a heavy request costs at least, how many of them run at a time, and how many wait for their turn. */
  heavy: { cost: number; running: number; waiting: number };
  /** The same of middling ones, which cost less than heavy ones. */
  middling: { cost: number; running: number; waiting: number };
  maxAnswerBytes: number;
  /** How much of answers may wait until clients take it. */
  maxUnreadBytes: number;
  /** How long a client may take to send a request's head, to send all of it, and to take more of its answer. */
  headersTimeoutMs: number;
  requestTimeoutMs: number;
  stallTimeoutMs: number;
  /** How long a connection stays open that carries no request. */
  keepAliveTimeoutMs: number;
  maxConnections: number;
  shutdownSeconds: number;
  /** How long the change log keeps what it holds. */
  changeRetentionDays: number;
  /** How much of answers is kept, none where it is 0, and how old one may be. */
  cache: { bytes: number; stalenessMs: number };
  /** How many subscriptions there may be, in all and on one connection. */
  maxSubscriptions: number;
  maxSubscriptionsPerConnection: number;
  /** After how long a quiet subscription says how far it is. */
  progressSeconds: number;
  /** After how long a live query is asked again of which it is not known what its answer depends on. */
  liveRecheckSeconds: number;
  /** How often a connection that carries subscriptions is felt for its pulse. */
  heartbeatMs: number;
  /** Whether this process delivers webhooks, where they may go besides the Internet by https, and when it gives up. */
  webhooks: {
    on: boolean;
    reach: { plainHttp: boolean; privateAddresses: boolean };
    timeoutMs: number;
    maxAttempts: number;
    pauseHours: number;
  };
  /** How a gateway plans, how long it waits for a plan and for subgraphs, and how these send it events. */
  gateway: {
    planner: "rust" | "js";
    planTimeoutMs: number;
    subgraphTimeoutMs: number;
    subscriptions: "sse" | "ws";
  };
  /** The partners whose graphs are joined to ours: the file that names them, if there is one, and where their secrets are. */
  partners: {
    file: string | undefined;
    /** How often they are asked whether their graph has changed. */
    refreshSeconds: number;
    /** How long subscriptions go on that were made on a graph which another has taken the place of. */
    drainSeconds: number;
    /** Gives the value of an environment variable. */
    environment(name: string): string | undefined;
  };
  /** The folder of documents that may be asked by their hash; with trustedOnly, no others are answered. */
  trustedDocuments: string | undefined;
  trustedOnly: boolean;
  limits: Limits;
  /** Whether operations are compiled to one statement; off, resolvers answer everything. */
  engine: boolean;
  /** Whether what Apollo Server has answered once is answered without it from then on. */
  fastPath: boolean;
}

/** Configuration that cannot be used: every mistake, a line each. */
export class ConfigError extends Error {}

/** Reads and checks all variables at once; throws a ConfigError that lists every mistake. */
export function readConfig(variables: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(VARIABLE_NAMES.map((name) => [name, variables[name] || undefined]));
  const result = VARIABLES.safeParse(given);
  if (!result.success) {
    const mistakes = result.error.issues.map(({ path: [name], message }) => {
      // A URL may hold a password, so it is not repeated.
      const value = name === "DATABASE_URL" ? "the value given" : JSON.stringify(given[String(name)]);
      return `${String(name)} ${message}, not ${value}`;
    });
    throw new ConfigError(mistakes.join("\n"));
  }
  const env = result.data;
  // Each may take a core, here or in PostgreSQL, of which one is left to all others.
  const heavyRequests =
    env.HEAVY_REQUESTS ?? Math.max(1, Math.min(Math.floor(env.POOL_SIZE / 4), availableParallelism() - 1));
  return {
    host: env.HOST,
    port: env.PORT,
    databaseUrl: env.DATABASE_URL,
    dataDir: resolve(env.DATA_DIR),
    reportsDir: resolve(env.REPORTS_DIR),
    logLevel: env.LOG_LEVEL,
    maxBodyBytes: env.MAX_BODY_BYTES,
    poolSize: env.POOL_SIZE,
    statementTimeoutMs: env.STATEMENT_TIMEOUT_MS,
    heavy: { cost: env.HEAVY_COST, running: heavyRequests, waiting: env.HEAVY_WAITING },
    middling: {
      cost: env.MIDDLING_COST,
      // Of the connections, some are left to light requests whatever heavy and middling ones do.
      running: Math.max(1, Math.min(Math.floor(env.POOL_SIZE / 2), env.POOL_SIZE - heavyRequests - 1)),
      waiting: env.MIDDLING_WAITING,
    },
    maxAnswerBytes: env.MAX_ANSWER_BYTES,
    maxUnreadBytes: env.MAX_UNREAD_BYTES,
    headersTimeoutMs: env.HEADERS_TIMEOUT_MS,
    requestTimeoutMs: env.REQUEST_TIMEOUT_MS,
    stallTimeoutMs: env.STALL_TIMEOUT_MS,
    keepAliveTimeoutMs: env.KEEP_ALIVE_TIMEOUT_MS,
    maxConnections: env.MAX_CONNECTIONS,
    shutdownSeconds: env.SHUTDOWN_SECONDS,
    changeRetentionDays: env.CHANGE_RETENTION_DAYS,
    cache: { bytes: env.CACHE_BYTES, stalenessMs: env.CACHE_STALENESS_MS },
    maxSubscriptions: env.MAX_SUBSCRIPTIONS,
    maxSubscriptionsPerConnection: env.MAX_SUBSCRIPTIONS_PER_CONNECTION,
    progressSeconds: env.PROGRESS_SECONDS,
    liveRecheckSeconds: env.LIVE_RECHECK_SECONDS,
    heartbeatMs: env.HEARTBEAT_MS,
    webhooks: {
      on: env.WEBHOOKS === "on",
      reach: {
        plainHttp: env.WEBHOOK_ALLOW_HTTP === "on",
        privateAddresses: env.WEBHOOK_ALLOW_PRIVATE === "on",
      },
      timeoutMs: env.WEBHOOK_TIMEOUT_MS,
      maxAttempts: env.WEBHOOK_MAX_ATTEMPTS,
      pauseHours: env.WEBHOOK_PAUSE_HOURS,
    },
    gateway: {
      planner: env.PLANNER,
      planTimeoutMs: env.PLAN_TIMEOUT_MS,
      subgraphTimeoutMs: env.SUBGRAPH_TIMEOUT_MS,
      subscriptions: env.SUBGRAPH_SUBSCRIPTIONS,
    },
    partners: {
      file: env.PARTNERS_FILE && resolve(env.PARTNERS_FILE),
      refreshSeconds: env.PARTNERS_REFRESH_SECONDS,
      drainSeconds: env.PARTNERS_DRAIN_SECONDS,
      environment: (name) => variables[name],
    },
    engine: env.ENGINE === "on",
    fastPath: env.FAST_PATH === "on",
    trustedDocuments: env.TRUSTED_DOCUMENTS && resolve(env.TRUSTED_DOCUMENTS),
    trustedOnly: env.TRUSTED_ONLY === "on",
    limits: {
      cost: env.MAX_COST,
      introspection: env.MAX_INTROSPECTION,
      resolved: env.MAX_RESOLVED,
      tokens: env.MAX_TOKENS,
      lines: env.MAX_LINES,
      depth: env.MAX_DEPTH,
      fields: env.MAX_FIELDS,
      repeats: env.MAX_REPEATS,
      rootFields: env.MAX_ROOT_FIELDS,
      aliases: env.MAX_ALIASES,
      fragments: env.MAX_FRAGMENTS,
      directives: env.MAX_DIRECTIVES,
      conditions: env.MAX_CONDITIONS,
      uses: USES * env.MAX_CONDITIONS,
      characters: env.MAX_BODY_BYTES,
      listSize: env.MAX_LIST_SIZE,
      representations: env.MAX_REPRESENTATIONS,
    },
  };
}
