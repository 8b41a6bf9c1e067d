import { randomBytes } from "node:crypto";
import type { Socket } from "node:net";
import { afterAll, beforeAll } from "@jest/globals";
import { GraphQLError } from "graphql";
import pg from "pg";
import type { DataSource } from "typeorm";
import { createApollo } from "../src/http/apollo.js";
import { type Config, readConfig } from "../src/config.js";
import { createContext } from "../src/operation/context.js";
import { dataSourceFor, migrate } from "../src/database/index.js";
import { stringify } from "../src/engine/run/answer.js";
import { Engine } from "../src/engine/index.js";
import { Sessions } from "../src/engine/run/session.js";
import { createLog } from "../src/log.js";
import { createSchema } from "../src/schema.js";
import { type Server, startServer } from "../src/http/server.js";

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

/**
 * The bytes of an answer. Of several errors that make one place null, ordinary execution tells whichever comes first, so
 * those are told apart by the place and their code; all others are compared as they are, in one order.
 */
export function bytesOf({ text, errors, data }: Answer): string {
  if (errors.length === 0) return text;
  const told = errors.map((error) => {
    const place = nullOf(data, error.path ?? []);
    const whole = place.length === error.path?.length;
    return JSON.stringify(whole ? error : { place, code: error.extensions?.code });
  });
  return JSON.stringify({ errors: Array.from(new Set(told)).sort(), data });
}

/** How far along a path an answer holds something. */
function nullOf(data: unknown, path: readonly (string | number)[]): readonly (string | number)[] {
  let value = data;
  for (const [index, key] of path.entries()) {
    if (value === null || value === undefined) return path.slice(0, index);
    value = (value as Record<string | number, unknown>)[key];
  }
  return path;
}

type Ask = (query: string, variables?: Record<string, unknown>) => Promise<Answer>;

/** One test file's own copy of the loaded database. */
export interface TestDatabase {
  url: string;
  dataSource: DataSource;
  config: Config;
  engine: Engine;
  ask: Ask;
  /** The same with the engine off. */
  askResolvers: Ask;
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

/** Makes a database: a copy of the loaded one, or an empty one. */
export async function makeDatabase(from: "loaded" | "empty" = "loaded"): Promise<string> {
  const url = templateUrl();
  const template = url.pathname.slice(1);
  const name = `${template}_${randomBytes(6).toString("hex")}`;
  await administer(
    from === "loaded" ? `CREATE DATABASE ${name} TEMPLATE ${template}` : `CREATE DATABASE ${name}`,
  );
  url.pathname = `/${name}`;
  return url.href;
}

/** Gives a test file its database, loaded or only migrated, from before its first test until after its last. */
export function useDatabase(filled: "loaded" | "migrated" = "loaded"): TestDatabase {
  const database = {
    config: readConfig({ LOG_LEVEL: "silent", PORT: "0", POOL_SIZE: "4", MAX_COST: "1000000000" }),
  } as TestDatabase;
  beforeAll(async () => {
    database.url = await makeDatabase(filled === "loaded" ? "loaded" : "empty");
    database.dataSource = await dataSourceFor({ url: database.url }, database.config).initialize();
    if (filled === "migrated") await migrate(database.dataSource);
    const sessions = new Sessions(database.dataSource);
    const [schema, log] = [await createSchema(), createLog("silent")];
    const asker = async (engine?: Engine): Promise<Ask> => {
      const apollo = createApollo(schema, log, { ...(engine && { engine }) });
      await apollo.start();
      return async (query, variables) => {
        const contextValue = createContext(sessions);
        const { row } = contextValue;
        let sql = "";
        contextValue.row = (run) => {
          sql = run.text;
          return row(run);
        };
        const { body } = await apollo.executeOperation({ query, variables }, { contextValue });
        if (body.kind !== "single") throw new GraphQLError("An answer comes in one piece.");
        const text = stringify(body.singleResult);
        const { data = null, errors = [] } = JSON.parse(text);
        const { statements, fallbacks } = contextValue.trace;
        return { data, errors, text, sql, statements, fallbacks };
      };
    };
    database.engine = new Engine({ limits: database.config.limits, compiles: true });
    database.ask = await asker(database.engine);
    database.askResolvers = await asker();
  });
  afterAll(async () => {
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
    server = await startServer(database.dataSource, config, createLog("silent"));
    served.address = server.address;
  });
  afterAll(() => server.close());
  return served;
}

/** The connections of the pool to the database. */
export function connectionsOf(dataSource: DataSource): { connection: { stream: Socket } }[] {
  return (dataSource.driver as unknown as { master: { _clients: never[] } }).master._clients;
}
