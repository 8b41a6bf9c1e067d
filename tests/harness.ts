import { randomBytes } from "node:crypto";
import type { Socket } from "node:net";
import { afterAll, beforeAll } from "@jest/globals";
import pg from "pg";
import type { DataSource } from "typeorm";
import { type Config, readConfig } from "../src/config.js";
import { dataSourceFor } from "../src/database/index.js";
import { stringify } from "../src/engine/run/answer.js";
import { createLog } from "../src/log.js";
import type { RequestContext } from "../src/operation/context.js";
import { type Api, createApi } from "../src/schema.js";
import { type Server, startServer } from "../src/http/server.js";
import { Service } from "../src/service.js";

/** What a query came back with, and how many statements it took. */
export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever it asked for
  data: any;
  errors: readonly {
    message: string;
    path?: readonly (string | number)[];
    extensions?: Record<string, unknown>;
  }[];
  /** The whole answer as it is sent. */
  text: string;
  /** The engine's statement; empty where there was none. */
  sql: string;
  statements: number;
  /** Fields of the root that resolvers answered. */
  fallbacks: number;
}

/** Random operations and hostile ones go beyond what a server would answer. */
export const UNLIMITED = Object.fromEntries(
  [
    "COST",
    "INTROSPECTION",
    "RESOLVED",
    "TOKENS",
    "FIELDS",
    "REPEATS",
    "ROOT_FIELDS",
    "ALIASES",
    "CONDITIONS",
  ].map((limit) => [`MAX_${limit}`, "1000000000"]),
);

/** No request waits its turn. */
const NO_TURN = { cost: Number.POSITIVE_INFINITY, running: 1, waiting: 0, patienceMs: 0 };
export const NO_TURNS = { heavy: NO_TURN, middling: NO_TURN };

type Ask = (query: string, variables?: Record<string, unknown>) => Promise<Answer>;

/** One test file's own copy of the loaded database. */
export interface TestDatabase {
  url: string;
  dataSource: DataSource;
  config: Config;
  api: Api;
  /** What answers `ask`. */
  service: Service;
  ask: Ask;
  /** The same with the engine off. */
  askResolvers: Ask;
  /** Asks both ways, which must answer alike to the byte. */
  askBoth: Ask;
}

function templateUrl(): URL {
  const url = process.env.CUULONG_TEST_TEMPLATE;
  if (!url) throw new Error("The tests run under jest's global set-up.");
  return new URL(url);
}

async function administer(statement: string): Promise<void> {
  const url = templateUrl();
  url.pathname = "/postgres";
  const client = new pg.Client(url.href);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Makes a database: a copy of the loaded one, or of one that is only migrated, or an empty one. */
export async function makeDatabase(from: "loaded" | "migrated" | "empty" = "loaded"): Promise<string> {
  const url = templateUrl();
  const template = url.pathname.slice(1);
  const name = `${template}_${randomBytes(6).toString("hex")}`;
  const copied = { loaded: `TEMPLATE ${template}`, migrated: `TEMPLATE ${template}_migrated`, empty: "" };
  await administer(`CREATE DATABASE ${name} ${copied[from]}`);
  url.pathname = `/${name}`;
  return url.href;
}

/** Takes a database away from whoever uses it. */
export const dropDatabase = (url: string): Promise<void> =>
  administer(`DROP DATABASE ${new URL(url).pathname.slice(1)} WITH (FORCE)`);

/** Asks a service, and remembers what it read. */
const asker =
  (service: Service): Ask =>
  async (query, variables) => {
    const context = service.createContext();
    const sql = spyOn(context);
    const text = stringify(await service.execute({ query, variables }, context));
    const { data = null, errors = [] } = JSON.parse(text);
    const { statements, fallbacks } = context.trace;
    return { data, errors, text, sql: sql(), statements, fallbacks };
  };

/** Has a context remember the engine's statement; returns what gives the last one, or an empty text. */
export function spyOn({ reads }: RequestContext): () => string {
  const row = reads.row.bind(reads);
  let sql = "";
  reads.row = (run) => {
    sql = run.text;
    return row(run);
  };
  return () => sql;
}

/**
 * Gives a test file its database, loaded or only migrated, and what answers from it, from before its first test until after its
 * last.
 */
export function useDatabase(
  filled: "loaded" | "migrated" = "loaded",
  makeApi: () => Api = createApi,
): TestDatabase {
  const database = {
    // Whoever asks twice means to have it read twice.
    config: readConfig({
      LOG_LEVEL: "silent",
      PORT: "0",
      POOL_SIZE: "4",
      MAX_DEPTH: "200",
      CACHE_BYTES: "0",
      // On slow machines a random question may take long; that is no answer to it.
      STATEMENT_TIMEOUT_MS: "120000",
      STALL_TIMEOUT_MS: "240000",
      WEBHOOKS: "off",
      ...UNLIMITED,
    }),
  } as TestDatabase;
  const services: Service[] = [];
  beforeAll(async () => {
    database.url = await makeDatabase(filled);
    database.dataSource = await dataSourceFor({ url: database.url }, database.config).initialize();
    const { dataSource, config } = database;
    const [api, log] = [makeApi(), createLog("silent")];
    const start = async (engine: boolean): Promise<Service> => {
      const service = await Service.start({ dataSource, config: { ...config, engine }, log, api });
      services.push(service);
      return service;
    };
    const compiling = await start(true);
    // Most files ask only what compiles.
    let plain: Promise<Service> | undefined;
    Object.assign(database, {
      api,
      service: compiling,
      ask: asker(compiling),
      askResolvers: async (...asked: Parameters<Ask>) => {
        plain ??= start(false);
        return asker(await plain)(...asked);
      },
      askBoth: async (...asked: Parameters<Ask>) => {
        const answer = await database.ask(...asked);
        expect((await database.askResolvers(...asked)).text).toBe(answer.text);
        return answer;
      },
    });
  });
  afterAll(async () => {
    for (const service of services) await service.stop();
    await database.dataSource.destroy();
  });
  return database;
}

/** Serves a test file's database over HTTP; the address is known once its tests run. */
export function useServer(
  database: TestDatabase,
  variables: Record<string, string> = {},
): { readonly address: string } {
  const served = { address: "" };
  let server: Server;
  beforeAll(async () => {
    const config = readConfig({ PORT: "0", ...variables });
    server = await startServer(database.dataSource, config, createLog("silent"), database.api);
    served.address = server.address;
  });
  afterAll(() => server.close());
  return served;
}

/** Gives a test file a connection of its own to a database, past the product, from before its first test until after its last. */
export function useWriter(database: { url: string }, take: (writer: pg.Client) => void): void {
  let writer: pg.Client;
  beforeAll(async () => {
    writer = new pg.Client(database.url);
    await writer.connect();
    take(writer);
  });
  afterAll(() => writer.end());
}

/** The connections of the pool to the database. */
export function connectionsOf(dataSource: DataSource): { connection: { stream: Socket } }[] {
  return (dataSource.driver as unknown as { master: { _clients: never[] } }).master._clients;
}
