import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import type { Random } from "./random.js";

/** What writers may do, each alone in a transaction or some of them together. */
const KINDS = ["insert", "update", "update", "update", "delete", "savepoint", "swap"] as const;

/** How many topics writers fight for; few enough that they meet. */
export const ROWS = 12;

/**
 * Writes topics until it is stopped: transactions of random length, some with savepoints that are rolled back, some rolled back
 * whole, some held open, some prepared and committed by another statement, some with several changes of one row.
 */
export async function write(url: string, random: Random, name: string, stop: AbortSignal): Promise<void> {
  for (let count = 0; !stop.aborted; count += 1) {
    const client = new pg.Client(url);
    client.on("error", () => {});
    try {
      await client.connect();
      await client.query("SET lock_timeout = '500ms'");
      while (!stop.aborted) await transact(client, random, `${name}_${count}_${random.below(1e9)}`);
    } catch {
      // The server is away; what was not committed is not expected by anybody.
      await pause(50);
    } finally {
      await client.end().catch(() => {});
    }
  }
}

async function transact(client: pg.Client, random: Random, name: string): Promise<void> {
  await client.query("BEGIN");
  try {
    for (let step = random.below(5); step >= 0; step -= 1)
      await client.query(statement(random, `${name}_${step}`));
    if (random.chance(0.1)) await pause(random.below(600));
    if (random.chance(0.15)) await client.query("ROLLBACK");
    else if (random.chance(0.1)) {
      await client.query(`PREPARE TRANSACTION '${name}'`);
      await pause(random.below(100));
      await client.query(`COMMIT PREPARED '${name}'`);
    } else await client.query("COMMIT");
  } catch (error) {
    // A deadlock, a lock that was not had in time, or prepared transactions that the server does not allow.
    if (!/^(40P01|55P03|55000|53400)$/.test((error as { code?: string }).code ?? "")) throw error;
    await client.query("ROLLBACK");
  }
}

function statement(random: Random, name: string): string {
  const row = `topic:w${random.below(ROWS)}`;
  const values = `('${row}', '${name}')`;
  switch (random.pick(KINDS)) {
    case "insert":
      return `INSERT INTO topic (id, name) VALUES ${values} ON CONFLICT (id) DO NOTHING`;
    case "update":
      return `INSERT INTO topic (id, name) VALUES ${values} ON CONFLICT (id) DO UPDATE SET name = excluded.name`;
    case "delete":
      return `DELETE FROM topic WHERE id = '${row}'`;
    case "swap":
      return `UPDATE topic SET name = '${name}' || name WHERE id IN ('${row}', 'topic:w0')`;
    case "savepoint":
      return `SAVEPOINT s; INSERT INTO topic (id, name) VALUES ${values} ON CONFLICT (id) DO UPDATE SET name = excluded.name; ROLLBACK TO s`;
  }
}
