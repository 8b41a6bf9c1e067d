import { rmSync } from "node:fs";
import { dirname } from "node:path";
import pg from "pg";
import type { TestRun } from "./global-setup.js";

/** To drop one waits for the server to write everything down, which several can wait for at a time. */
const DROPPED_AT_ONCE = 8;

/** Stops the embedded server and removes its folder, or drops every database of the run. */
export default async function tearDown(): Promise<void> {
  const run = (globalThis as { cuulongTestRun?: TestRun }).cuulongTestRun;
  if (!run) return;
  if (run.server) {
    await run.server.stop();
    rmSync(dirname(run.server.host), { recursive: true, force: true });
    return;
  }
  const pool = new pg.Pool({ ...run.admin, max: DROPPED_AT_ONCE });
  const { rows } = await pool.query("SELECT datname FROM pg_database WHERE starts_with(datname, $1)", [
    run.template,
  ]);
  await Promise.all(rows.map(({ datname }) => pool.query(`DROP DATABASE "${datname}" WITH (FORCE)`)));
  await pool.end();
}
