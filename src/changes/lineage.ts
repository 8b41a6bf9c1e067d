import type { DataSource } from "typeorm";
import { onConnection } from "../database/connection.js";
import type { Lineage } from "./cursor.js";
import type { Client } from "./log.js";

/** One key for all processes: a new lineage is begun by one of them. */
const LOCK = 7_082_022;

/**
 * What the numbers of transactions depend on. After a restore or a promotion, and in a copy of the database, they start again
 * or repeat, so that a position of before means nothing.
 */
const PLACE = `
  SELECT c.system_identifier, d.oid AS database, substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8) AS timeline
  FROM pg_control_system() c, pg_database d WHERE d.datname = current_database()`;

const READ = `
  SELECT encode(l.id, 'hex') AS id, l.key, l.trimmed_xid::text AS trimmed,
    (l.system_identifier, l.database, l.timeline) = (p.system_identifier, p.database, p.timeline) AS same
  FROM change_lineage l, (${PLACE}) p`;

const BEGIN_ANEW = `
  UPDATE change_lineage l SET id = substr(uuid_send(gen_random_uuid()), 1, 4), trimmed_xid = '0',
    system_identifier = p.system_identifier, database = p.database, timeline = p.timeline
  FROM (${PLACE}) p
  WHERE (l.system_identifier, l.database, l.timeline) IS DISTINCT FROM (p.system_identifier, p.database, p.timeline)`;

interface LineageRow {
  id: string;
  key: Buffer;
  trimmed: string;
  same: boolean;
}

/** The lineage of the database's log; where the database is another than the log was written in, a new one. */
export async function lineageOf(client: Client): Promise<Lineage> {
  const row = await read(client);
  if (row.same) return lineage(row);
  await beginLineage(client, BEGIN_ANEW);
  return lineage(await read(client));
}

/** Sees to it that nobody is given a cursor of the history that the database was copied or restored from. */
export async function settleLineage(dataSource: DataSource): Promise<void> {
  // What fails here, a connection that was cut or a table that is yet to be made, whoever follows the log meets again, and does it then.
  await onConnection(dataSource, lineageOf).catch(() => {});
}

/** The same where nothing may be written: undefined where a new one is yet to begin. */
export async function knownLineageOf(client: Client): Promise<Lineage | undefined> {
  const row = await read(client);
  return row.same ? lineage(row) : undefined;
}

/** Begins a new lineage whatever the database is: for when rows were changed behind the log. Old cursors lead to a reset. */
export const forgetLineage = (client: Client): Promise<void> =>
  beginLineage(
    client,
    "UPDATE change_lineage SET id = substr(uuid_send(gen_random_uuid()), 1, 4), trimmed_xid = '0'",
  );

async function beginLineage(client: Client, begin: string): Promise<void> {
  await client.query("BEGIN; SET LOCAL statement_timeout = 0");
  try {
    await client.query("SELECT pg_advisory_xact_lock($1)", [LOCK]);
    const { rowCount } = await client.query(begin);
    // What was logged in another history is before everything that is logged from now on.
    if (rowCount) await client.query("UPDATE change SET xid = '0' WHERE xid <> '0'");
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw error;
  }
}

async function read(client: Client): Promise<LineageRow> {
  const { rows } = await client.query(READ);
  const row = rows[0] as LineageRow | undefined;
  if (!row) throw new Error("The table change_lineage has no row.");
  return row;
}

const lineage = ({ id, key, trimmed }: LineageRow): Lineage => ({ id, key, trimmed: BigInt(trimmed) });
