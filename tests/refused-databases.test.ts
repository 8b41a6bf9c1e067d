import pg from "pg";
import { readConfig } from "../src/config.js";
import { dataSourceFor } from "../src/database/index.js";
import { MIGRATIONS } from "../src/database/migrations/index.js";
import { makeDatabase } from "./harness.js";
import { refused, run } from "./processes.js";
import { later } from "./report.js";

async function changed(url: string, ...statements: string[]): Promise<string> {
  const client = new pg.Client(url);
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
  return url;
}

test("A database without Vietnamese letters, before anything is made in it", async () => {
  const url = new URL(await makeDatabase("empty"));
  const name = `${url.pathname.slice(1)}_latin`;
  await changed(url.href, `CREATE DATABASE ${name} ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0`);
  url.pathname = name;
  expect(await refused({ DATABASE_URL: url.href })).toMatch(
    /cannot be used: its encoding is LATIN1, which lacks Vietnamese letters: CREATE DATABASE .* ENCODING 'UTF8' TEMPLATE template0$/,
  );
  const client = new pg.Client(url.href);
  await client.connect();
  const { rows } = await client.query("SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace");
  await client.end();
  expect(rows).toEqual([]);
}, 60_000);

test("A user without the right to make tables, extensions, or to write", async () => {
  const url = new URL(await makeDatabase("empty"));
  const user = `cuulong_${process.pid}`;
  await changed(url.href, `CREATE ROLE ${user} LOGIN PASSWORD 'x'`);
  try {
    const theirs = new URL(url);
    theirs.username = user;
    theirs.password = "x";
    await changed(url.href, `CREATE EXTENSION unaccent; CREATE EXTENSION pg_trgm`);
    expect(await refused({ DATABASE_URL: theirs.href })).toMatch(/permission denied for schema public$/);
    const loaded = new URL(await makeDatabase());
    await changed(loaded.href, `GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${user}`);
    theirs.pathname = loaded.pathname;
    expect(await refused({ DATABASE_URL: theirs.href }, ["load", later()])).toMatch(
      /^The database refuses: permission denied for table /,
    );
    await changed(loaded.href, `DROP OWNED BY ${user}`);
  } finally {
    await changed(url.href, `DROP OWNED BY ${user}; DROP ROLE ${user}`);
  }
}, 60_000);

test("Tables of a newer release", async () => {
  const url = await makeDatabase();
  await changed(url, "INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'Later9999999999999')");
  for (const command of [["serve"], ["migrate"], ["load", later()]])
    expect(await refused({ DATABASE_URL: url }, command)).toBe(
      "The tables are those of a newer release, which ran Later9999999999999; run that release.",
    );
}, 60_000);

test("Tables of an older release are no hindrance: they are brought up to date", async () => {
  const url = await makeDatabase("empty");
  const older = dataSourceFor({ url }, readConfig({ POOL_SIZE: "2" }));
  older.setOptions({ migrations: MIGRATIONS.slice(0, 5) });
  await older.initialize();
  await older.runMigrations({ transaction: "each" });
  await older.destroy();
  const migrate = run(["migrate"], { DATABASE_URL: url });
  expect(await migrate.exit).toBe(0);
  expect(migrate.stdout().match(/\w+\d{13}/g)).toEqual(MIGRATIONS.slice(5).map(({ name }) => name));
}, 60_000);
