import { mkdirSync } from "node:fs";
import { parentOf } from "./cores.ts";
import { connected } from "./data/database.ts";
import { DATA, EMBEDDED } from "./paths.ts";

/** The server that all contenders use. */
export interface Postgres {
  url: string;
  /** Whether it is ours, with our settings. */
  own: boolean;
  stop(): Promise<void>;
}

/** Settings of our own server: room for the data in memory, no pauses during a run, and no workers for a second core. */
const SETTINGS: Record<string, string> = {
  shared_buffers: "2GB",
  max_wal_size: "4GB",
  checkpoint_timeout: "1h",
  autovacuum: "off",
  max_parallel_workers_per_gather: "0",
};

/** The server at a URL as it is, or else the product's embedded one. */
export async function startPostgres(url: string | undefined): Promise<Postgres> {
  if (url !== undefined) return { url, own: false, stop: async () => {} };
  mkdirSync(DATA, { recursive: true });
  const { startEmbedded } = await import(EMBEDDED);
  const start = async () => {
    const { host, user, stop } = await startEmbedded(DATA);
    return { url: `postgres://${user}@${encodeURIComponent(host)}/postgres`, own: true, stop };
  };
  const first: Postgres = await start();
  const changed = await connected(first.url, async (client) => {
    const { rows } = await client.query<{ name: string; setting: string }>(
      "SELECT name, setting FROM pg_file_settings WHERE sourcefile LIKE '%postgresql.auto.conf'",
    );
    const missing = Object.entries(SETTINGS).filter(
      ([name, value]) => !rows.some((row) => row.name === name && row.setting === value),
    );
    for (const [name, value] of missing) await client.query(`ALTER SYSTEM SET ${name} = '${value}'`);
    return missing.length > 0;
  });
  if (!changed) return first;
  await first.stop();
  return start();
}

/** What the results say of a server, and its main process where that is on this machine. */
export async function describe({
  url,
  own,
}: Postgres): Promise<{ postmaster: number | undefined; text: string }> {
  return connected(url, async (client) => {
    const { rows } =
      await client.query(`SELECT pg_backend_pid() AS backend, current_setting('server_version') AS version,
      (SELECT string_agg(name || ' = ' || current_setting(name), ', ' ORDER BY name) FROM pg_settings
        WHERE name = ANY('{shared_buffers,work_mem,jit,autovacuum,max_wal_size,effective_cache_size,max_parallel_workers_per_gather}')) AS settings`);
    const [{ backend, version, settings }] = rows;
    const whose = own ? "the product's embedded server" : "a server given by URL, its settings left alone";
    return { postmaster: parentOf(backend), text: `PostgreSQL ${version} (${whose}; ${settings})` };
  });
}
