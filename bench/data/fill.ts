import type { Client } from "pg";
import { LINEAGE } from "../paths.ts";
import { sizeOf, tablesOf } from "./tables.ts";
import type { Table } from "./words.ts";

/** Fills a migrated, empty database with the synthetic province of a seed and scale. */
export async function fill(client: Client, seed: number, scale: number, say: (text: string) => void) {
  const tables = tablesOf(sizeOf(scale));
  const names = [...tables.map(({ name }) => name), "thing"];
  await client.query(
    `SET synchronous_commit = off; SET maintenance_work_mem = '1GB'; SET jit = off; ${pick(seed)}`,
  );
  const restoreTriggers = await withoutTriggers(client, names);
  // Indexes that are built over whole tables take a fraction of the time that keeping them row by row takes.
  const indexes = await dropIndexes(client, names);
  for (const table of tables) {
    const { rowCount } = await client.query(insertion(table));
    if (table.thing) await client.query(entry(table));
    say(`${table.name}: ${rowCount?.toLocaleString("en")} rows`);
  }
  // What the triggers would keep up to date.
  await client.query("SELECT settle_figures(NULL)");
  for (const definition of indexes) await client.query(definition);
  say(`${indexes.length} indexes`);
  await restoreTriggers();
  // The log has not seen any of it.
  const { forgetLineage } = await import(LINEAGE);
  await forgetLineage(client);
  await client.query("VACUUM (ANALYZE)");
  await client.query("CHECKPOINT").catch(() => {});
}

/** The same whole number from 0 to size - 1 for a seed, whatever the server: an arbitrary choice that can be repeated. */
const pick = (seed: number) => `
CREATE FUNCTION pg_temp.pick(salt int, n int, size int) RETURNS int LANGUAGE sql IMMUTABLE AS
$$ SELECT ((hashint8extended(n, ${seed} * 1000 + salt) & 9007199254740991) % size)::int $$;`;

/**
 * The table of all things is filled at once below, and the rows are known to refer to each other rightly. Returns how to have
 * everything as it was: those of the log are enabled always, and whatever is not is taken for a table that is not followed.
 */
async function withoutTriggers(client: Client, names: string[]): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ relation: string; name: string }>(
    `SELECT tgrelid::regclass::text AS relation, quote_ident(tgname) AS name FROM pg_trigger
    WHERE tgrelid = ANY($1::regclass[]) AND tgenabled = 'A' AND NOT tgisinternal`,
    [names.map((name) => `"${name}"`)],
  );
  for (const name of names) await client.query(`ALTER TABLE "${name}" DISABLE TRIGGER USER`);
  // Only some roles may also leave out the checks of foreign keys; for others they take their time.
  await client.query("SET session_replication_role = replica").catch(() => {});
  return async () => {
    await client.query("RESET session_replication_role");
    for (const name of names) await client.query(`ALTER TABLE "${name}" ENABLE TRIGGER USER`);
    for (const { relation, name } of rows)
      await client.query(`ALTER TABLE ${relation} ENABLE ALWAYS TRIGGER ${name}`);
  };
}

async function dropIndexes(client: Client, names: string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
    WHERE indrelid = ANY($1::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)`,
    [names.map((name) => `"${name}"`)],
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  return rows.map(({ definition }) => definition);
}

const insertion = ({ name, columns, rows, select, where = "TRUE" }: Table) =>
  `INSERT INTO "${name}" (${columns}) SELECT ${select.replaceAll("pick(", "pg_temp.pick(")}
  FROM generate_series(1, ${rows}) n WHERE ${where}`;

/** What the trigger of the table enters for each row. */
const entry = ({ name, thing }: Table) => `
INSERT INTO thing (id, kind, name, name_en, name_km, aliases, words, report_id, section_id, line_start, line_end)
SELECT id, upper('${thing?.prefix}'), name, name_en, name_km, aliases,
  left(fold(concat_ws(' ', name, name_en, name_km, ${thing?.code ?? "NULL"}, array_to_string(aliases, ' '))), 1000),
  report_id, section_id, line_start, line_end
FROM "${name}"`;
