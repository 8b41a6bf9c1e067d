import { rmSync } from "node:fs";
import { dirname } from "node:path";
import pg from "pg";
import type { TestRun } from "./global-setup.js";

/** Drops every database of the run, and the embedded server with its folder. */
export default async function tearDown(): Promise<void> {
  const run = (globalThis as { cuulongTestRun?: TestRun }).cuulongTestRun;
  if (!run) return;
  const client = new pg.Client(run.admin);
  await client.connect();
  const { rows } = await client.query("SELECT datname FROM pg_database WHERE starts_with(datname, $1)", [
    run.template,
  ]);
  for (const { datname } of rows) await client.query(`DROP DATABASE "${datname}" WITH (FORCE)`);
  await client.end();
  if (!run.server) return;
  await run.server.stop();
  rmSync(dirname(run.server.host), { recursive: true, force: true });
}
