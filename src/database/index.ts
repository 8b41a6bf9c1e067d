import "reflect-metadata";
import pg from "pg";
import { DataSource, MigrationExecutor, type QueryRunner } from "typeorm";
import { ENTITIES } from "../../entities/index.js";
import { Naming } from "../../entities/naming.js";
import type { Config } from "../config.js";
import { StartError } from "../errors.js";
import { type EmbeddedServer, startEmbedded } from "./embedded.js";
import { MIGRATIONS } from "./migrations/index.js";

const OLDEST_SERVER = 150_000;
const DATABASE = "cuulong";
/** One key for all processes: migrating and loading are done by one of them at a time. */
const LOCK = 7_082_021;
/** What every session needs whatever the server's own settings are. */
const SESSION = {
  DateStyle: "ISO",
  TimeZone: "Asia/Ho_Chi_Minh",
  // How alike a word must be to a search for pg_trgm to offer it: lower finds words that are more damaged.
  "pg_trgm.word_similarity_threshold": 0.45,
  // Statements are large and answered in milliseconds; to compile one would take longer than to run it.
  jit: "off",
};

// A date is a day, not a moment: PostgreSQL's text is kept as it is.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/** An open database and how to close it. */
export interface OpenDatabase {
  dataSource: DataSource;
  close(): Promise<void>;
}

/** A data source for a server, not yet opened. */
export function dataSourceFor(
  connection: { url: string } | { host: string; user: string; database: string },
  config: Config,
): DataSource {
  const place =
    "url" in connection
      ? { url: connection.url }
      : { host: connection.host, username: connection.user, database: connection.database };
  return new DataSource({
    type: "postgres",
    ...place,
    applicationName: "cuulong",
    entities: ENTITIES,
    migrations: MIGRATIONS,
    migrationsTransactionMode: "each",
    namingStrategy: new Naming(),
    poolSize: config.poolSize,
    extra: {
      connectionTimeoutMillis: 10_000,
      statement_timeout: config.statementTimeoutMs,
      options: Object.entries(SESSION)
        .map(([name, value]) => `-c ${name}=${value}`)
        .join(" "),
    },
  });
}

/** The data source that the configuration names, not yet opened; the embedded server, if it is that, is started. */
export async function prepareDatabase(
  config: Config,
): Promise<{ dataSource: DataSource; server?: EmbeddedServer }> {
  if (config.databaseUrl !== undefined)
    return { dataSource: dataSourceFor({ url: config.databaseUrl }, config) };
  const server = await startEmbedded(config.dataDir);
  await createDatabase(server);
  return { dataSource: dataSourceFor({ ...server, database: DATABASE }, config), server };
}

/** Opens the database that the configuration names; throws a StartError a person can read. */
export async function openDatabase(config: Config): Promise<OpenDatabase> {
  const { dataSource, server } = await prepareDatabase(config);
  try {
    await dataSource.initialize();
    await checkVersion(dataSource);
  } catch (error) {
    if (dataSource.isInitialized) await dataSource.destroy();
    await server?.stop();
    if (error instanceof StartError) throw error;
    throw new StartError(`The database at ${placeOf(config)} cannot be used: ${reasonOf(error)}`);
  }
  return {
    dataSource,
    async close() {
      await dataSource.destroy();
      await server?.stop();
    },
  };
}

/** Brings the tables up to date; returns the names of the migrations that ran. */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  return alone(dataSource, async (runner) => {
    const migrations = new MigrationExecutor(dataSource, runner);
    migrations.transaction = "each";
    const ran = await migrations.executePendingMigrations().catch((error) => {
      throw new StartError(`The tables cannot be brought up to date: ${reasonOf(error)}`);
    });
    return ran.map(({ name }) => name);
  });
}

/** Runs one piece of work, on a session without a time limit, while no other process migrates or loads. */
export async function alone<Result>(
  dataSource: DataSource,
  work: (runner: QueryRunner) => Promise<Result>,
): Promise<Result> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query("SET statement_timeout = 0");
    await runner.query("SELECT pg_advisory_lock($1)", [LOCK]);
    return await work(runner);
  } finally {
    // The session that holds the lock may be gone; the lock is gone with it.
    await runner.query("SELECT pg_advisory_unlock($1)", [LOCK]).catch(() => {});
    await runner.query("RESET statement_timeout").catch(() => {});
    await runner.release();
  }
}

async function createDatabase({ host, user }: EmbeddedServer): Promise<void> {
  const client = new pg.Client({ host, user, database: "postgres" });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } catch (error) {
    // Another process may have been first: 23505 and 42P04 both mean that it is there now.
    if (!["23505", "42P04"].includes((error as { code?: string }).code ?? "")) throw error;
  } finally {
    await client.end();
  }
}

async function checkVersion(dataSource: DataSource): Promise<void> {
  const [{ server_version_num: version }] = await dataSource.query("SHOW server_version_num");
  if (Number(version) < OLDEST_SERVER)
    throw new StartError(
      `PostgreSQL 15 or newer is needed; the server is ${Math.floor(Number(version) / 10_000)}.`,
    );
}

/** Host, port and name of the database; never the password. */
function placeOf({ databaseUrl, dataDir }: Config): string {
  if (databaseUrl === undefined) return dataDir;
  const { host, pathname } = new URL(databaseUrl);
  return `${host || "localhost"}${pathname}`;
}

function reasonOf(error: unknown): string {
  const { message, code, errors } = error as {
    message?: string;
    code?: string;
    errors?: { message: string }[];
  };
  return message || errors?.map((inner) => inner.message).join("; ") || code || String(error);
}
