import type { Logger } from "pino";
import type { DataSource } from "typeorm";
import { onConnection } from "../database/connection.js";
import type { Client } from "./log.js";

/** One key for all processes: one of them trims at a time. */
const LOCK = 7_082_023;
/** So few rows at a time that nobody waits for it. */
const STEP = 10_000;

/**
 * One step of trimming. That a transaction's changes may be gone is said in the same transaction in which they go, so a
 * reader that comes from before it is never left without them in silence.
 */
const TRIM = `
  WITH old AS MATERIALIZED (
    SELECT seq, xid FROM change WHERE seq <= (
      SELECT max(seq) FROM (SELECT seq, at FROM change ORDER BY seq LIMIT ${STEP}) first WHERE at < now() - make_interval(secs => $1)
    ) ORDER BY seq LIMIT ${STEP}
  ), said AS (
    UPDATE change_lineage SET trimmed_xid = greatest(trimmed_xid, (SELECT max(xid) FROM old)) WHERE EXISTS (SELECT FROM old)
  )
  DELETE FROM change WHERE seq IN (SELECT seq FROM old)`;

/** Takes out of the log what is older than so many seconds; returns how many changes went. */
export async function trim(client: Client, seconds: number): Promise<number> {
  const { rows } = await client.query("SELECT pg_try_advisory_lock($1) AS mine", [LOCK]);
  if (!(rows as { mine: boolean }[])[0]?.mine) return 0;
  try {
    let trimmed = 0;
    for (;;) {
      const { rowCount } = await client.query(TRIM, [seconds]);
      trimmed += rowCount ?? 0;
      if ((rowCount ?? 0) < STEP) return trimmed;
    }
  } finally {
    await client.query("SELECT pg_advisory_unlock($1)", [LOCK]);
  }
}

const DAY_S = 24 * 60 * 60;
const HOUR_MS = 60 * 60 * 1000;

/** Trims the log at once and every hour; what fails is tried again at the next. */
export function keepTrimmed(dataSource: DataSource, days: number, log: Logger): NodeJS.Timeout {
  const work = () =>
    onConnection(dataSource, (client) => trim(client, days * DAY_S)).then(
      (changes) => changes > 0 && log.info({ changes }, "old changes were taken out of the log"),
      (error) => log.warn({ err: error }, "the change log could not be trimmed"),
    );
  void work();
  return setInterval(work, HOUR_MS).unref();
}

/** How much the log holds, and who reads it. */
export interface LogState {
  changes: number;
  bytes: number;
  oldest: Date | null;
  newest: Date | null;
  /** The processes that read it, and how long ago each last looked, in seconds. */
  readers: { process: number; idle: number }[];
}

/** What the connections of readers are called in pg_stat_activity, and those on which they wait. */
export const READER_NAME = "cuulong changes";
export const WATCH_NAME = "cuulong watch";

const STATE = `
  SELECT count(*)::float8 AS changes, pg_total_relation_size('change')::float8 AS bytes,
    (SELECT at FROM change ORDER BY seq LIMIT 1) AS oldest, (SELECT at FROM change ORDER BY seq DESC LIMIT 1) AS newest,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('process', pid, 'idle', extract(epoch FROM clock_timestamp() - state_change)::float8) ORDER BY pid), '[]')
     FROM pg_stat_activity WHERE datname = current_database() AND application_name = '${READER_NAME}') AS readers
  FROM change`;

/** Looks at the log as it is now. */
export async function logState(client: Client): Promise<LogState> {
  const { rows } = await client.query(STATE);
  return rows[0] as LogState;
}
