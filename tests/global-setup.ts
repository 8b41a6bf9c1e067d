import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { DataSource } from "typeorm";
import { readConfig } from "../src/config.js";
import { dataSourceFor, migrate } from "../src/database/index.js";
import { type EmbeddedServer, startEmbedded } from "../src/database/embedded/index.js";
import { loadMissing } from "../src/load/index.js";

/** The run's own server need not outlast a crash, and its databases do not live long enough to be tidied up. */
const CARELESS = ["fsync", "autovacuum"];

/** What global-teardown needs. */
export interface TestRun {
  server?: EmbeddedServer;
  template: string;
  admin: pg.ClientConfig;
}

/**
 * One server for the whole run: an embedded one, or that of DATABASE_URL. On it are two template databases, one that is migrated
 * and one that has the real reports, too; each test file works on a copy of its own.
 */
export default async function setUp(): Promise<void> {
  const config = readConfig(process.env);
  const template = `cuulong_test_${process.pid}`;
  const run: TestRun = { template, admin: { connectionString: config.databaseUrl } };
  if (config.databaseUrl === undefined) {
    const folder = mkdtempSync(join(tmpdir(), "cuulong-test-"));
    chmodSync(folder, 0o755);
    run.server = await startEmbedded(folder);
    run.admin = { host: run.server.host, user: run.server.user, database: "postgres" };
  }
  const client = new pg.Client(run.admin);
  await client.connect();
  if (run.server) {
    for (const setting of CARELESS) await client.query(`ALTER SYSTEM SET ${setting} = off`);
    await client.query("SELECT pg_reload_conf()");
  }
  const { host, port, user, password } = client;
  const place = new URL(`postgres://${user ?? ""}@localhost:${port}`);
  if (password) place.password = password;
  place.searchParams.set("host", host);
  const within = async (name: string, work: (dataSource: DataSource) => Promise<unknown>): Promise<void> => {
    place.pathname = `/${name}`;
    const dataSource = await dataSourceFor({ url: place.href }, config).initialize();
    await work(dataSource);
    await dataSource.destroy();
  };
  const migrated = `${template}_migrated`;
  await client.query(`CREATE DATABASE ${migrated}`);
  await within(migrated, migrate);
  await client.query(`CREATE DATABASE ${template} TEMPLATE ${migrated}`);
  await within(template, (dataSource) => loadMissing(dataSource, config.reportsDir));
  await client.end();
  process.env.CUULONG_TEST_TEMPLATE = place.href;
  (globalThis as { cuulongTestRun?: TestRun }).cuulongTestRun = run;
}
