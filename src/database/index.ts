import "reflect-metadata";
import pg from "pg";
import { DataSource, MigrationExecutor, type QueryRunner } from "typeorm";
import { ENTITIES } from "../../entities/index.js";
import { Naming } from "../../entities/naming.js";
import type { Config } from "../config.js";
import { StartError } from "../errors.js";
import { Connection } from "./connection.js";
import { type EmbeddedServer, startEmbedded } from "./embedded/index.js";
import { MIGRATIONS } from "./migrations/index.js";
import { sqlStateOf } from "./sql-state.js";

const OLDEST_SERVER = 150_000;
const DATABASE = "cuulong";
/** One key for all processes: migrating and loading are done by one of them at a time. */
const LOCK = 7_082_021;
/** What every session needs whatever the server's own settings are. */
const SESSION = {
  DateStyle: "ISO",
  TimeZone: "Asia/Ho_Chi_Minh",
  // Statements are large and answered in milliseconds; to compile one would take longer than to run it.
  jit: "off",
};

// A date is a day, not a moment: PostgreSQL's text is kept as it is.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/** An open database and how to close it. */
export interface OpenDatabase {
  dataSource: DataSource;
  /** Waits for what is being asked. */
  close(): Promise<void>;
  /** Stops the server of our own, if it is that, whatever is being asked. */
  abandon(): Promise<void>;
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
    // What goes wrong is thrown and said by who asked, once; standard output is the log's. DEBUG=typeorm:* shows all.
    logger: "debug",
    extra: {
      Client: Connection,
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
  stop?: AbortSignal,
): Promise<{ dataSource: DataSource; server?: EmbeddedServer }> {
  if (config.databaseUrl !== undefined)
    return { dataSource: dataSourceFor({ url: config.databaseUrl }, config) };
  const server = await startEmbedded(config.dataDir, { stop });
  await createDatabase(server).catch(async (error) => {
    await server.stop();
    throw new StartError(`The database at ${placeOf(config)} cannot be made: ${reasonOf(error)}`);
  });
  return { dataSource: dataSourceFor({ ...server, database: DATABASE }, config), server };
}

/** Opens the database that the configuration names, unless it is to stop; throws a StartError a person can read. */
export async function openDatabase(config: Config, stop?: AbortSignal): Promise<OpenDatabase> {
  const { dataSource, server } = await prepareDatabase(config, stop);
  try {
    await dataSource.initialize();
    await checkServer(dataSource);
  } catch (error) {
    if (dataSource.isInitialized) await dataSource.destroy();
    await server?.stop();
    throw new StartError(`The database at ${placeOf(config)} cannot be used: ${reasonOf(error)}`);
  }
  return {
    dataSource,
    async close() {
      await dataSource.destroy();
      await server?.stop();
    },
    async abandon() {
      await server?.stop();
    },
  };
}

/** Brings the tables up to date; returns the names of the migrations that ran. */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  return alone(dataSource, async (runner) => {
    const migrations = new MigrationExecutor(dataSource, runner);
    migrations.transaction = "each";
    await refuseNewer(migrations);
    const ran = await migrations.executePendingMigrations().catch((error) => {
      throw new StartError(`The tables cannot be brought up to date: ${reasonOf(error)}`);
    });
    return ran.map(({ name }) => name);
  });
}

/** Tables of a newer release may mean other things than those of this one. */
async function refuseNewer(migrations: MigrationExecutor): Promise<void> {
  const known = new Set(MIGRATIONS.map(({ name }) => name));
  const newer = (await migrations.getExecutedMigrations()).filter(({ name }) => !known.has(name));
  if (newer.length > 0)
    throw new StartError(
      `The tables are those of a newer release, which ran ${newer.map(({ name }) => name).join(", ")}; run that release.`,
    );
}

/** PostgreSQL's codes for what its operator can mend: connections, rights, room on disk and in memory, its stop, its files. */
const NOT_OURS = /^(08...|42501|53...|57P0.|58...|E[A-Z]+)$/;

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
  } catch (error) {
    if (NOT_OURS.test(sqlStateOf(error) ?? ""))
      throw new StartError(`The database refuses: ${reasonOf(error)}`);
    throw error;
  } finally {
    // The session that holds the lock may be gone; the lock is gone with it.
    await runner.query("SELECT pg_advisory_unlock($1)", [LOCK]).catch(() => {});
    await runner.query("RESET statement_timeout").catch(() => {});
    await runner.release();
  }
}

async function createDatabase({ host, user }: EmbeddedServer): Promise<void> {
  const client = new Connection({ host, user, database: "postgres" });
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

async function checkServer(dataSource: DataSource): Promise<void> {
  const [{ version, encoding }] = await dataSource.query(
    "SELECT current_setting('server_version_num')::integer AS version, current_setting('server_encoding') AS encoding",
  );
  if (version < OLDEST_SERVER)
    throw new StartError(`PostgreSQL 15 or newer is needed; the server is ${Math.floor(version / 10_000)}.`);
  if (encoding !== "UTF8")
    throw new StartError(
      `its encoding is ${encoding}, which lacks Vietnamese letters: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0`,
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
