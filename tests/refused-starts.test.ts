import { createHash } from "node:crypto";
import { chownSync, mkdirSync, rmdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { readConfig } from "../src/config.js";
import { dataSourceFor } from "../src/database/index.js";
import { MIGRATIONS } from "../src/database/migrations/index.js";
import { makeDatabase } from "./harness.js";
import { newFolder, run } from "./processes.js";
import { later } from "./report.js";

/** What stands in the way of a start, and what of it is said. */
async function refused(variables: Record<string, string>, command = ["serve"]): Promise<string> {
  const serve = run(command, variables);
  expect(await serve.exit).toBe(1);
  expect(serve.stdout()).toBe("");
  const [line = "", ...more] = serve.output().split("\n");
  expect(more).toEqual([""]);
  return line;
}

async function changed(url: string, ...statements: string[]): Promise<string> {
  const client = new pg.Client(url);
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
  return url;
}

test("A file where the folder should be, or above it", async () => {
  const file = join(newFolder(), "file");
  writeFileSync(file, "");
  expect(await refused({ DATA_DIR: file })).toBe(
    `DATA_DIR: ${file} cannot be used: EEXIST: file already exists, mkdir '${file}'`,
  );
  expect(await refused({ DATA_DIR: join(file, "below") })).toBe(
    `DATA_DIR: ${file}/below cannot be used: ENOTDIR: not a directory, mkdir '${file}/below'`,
  );
}, 60_000);

test("A place where no folder can be made, or nothing can be written", async () => {
  if (process.platform === "linux")
    for (const place of ["/proc/cuulong", "/proc/cuulong/below", "/sys/cuulong"])
      expect(await refused({ DATA_DIR: place })).toMatch(
        new RegExp(`^DATA_DIR: ${place} cannot be used: E[A-Z]+: .*, mkdir '`),
      );
  const data = newFolder();
  mkdirSync(join(data, "postgres-18"));
  writeFileSync(join(data, "postgres-18/PG_VERSION"), "18\n");
  mkdirSync(join(data, "postgres.log"));
  expect(await refused({ DATA_DIR: data })).toMatch(
    /^DATA_DIR: .* cannot be used: EISDIR: .*postgres\.log'$/,
  );
}, 60_000);

test("Data of another PostgreSQL than this release runs, wherever that shows", async () => {
  const older = newFolder();
  mkdirSync(join(older, "postgres-17"));
  expect(await refused({ DATA_DIR: older })).toBe(
    `${older}/postgres-17 holds data of PostgreSQL 17, and this release runs 18: dump it with the release that made it, or name another DATA_DIR.`,
  );
  const renamed = newFolder();
  mkdirSync(join(renamed, "postgres-18"));
  writeFileSync(join(renamed, "postgres-18/PG_VERSION"), "19\n");
  expect(await refused({ DATA_DIR: renamed })).toMatch(
    /holds data of PostgreSQL 19, and this release runs 18:/,
  );
}, 60_000);

test("Data that PostgreSQL cannot start on, with the reason that it gives", async () => {
  const data = newFolder();
  const serve = run(["migrate"], { DATA_DIR: data });
  expect(await serve.exit).toBe(0);
  rmSync(join(data, "postgres-18/global/pg_control"));
  expect(await refused({ DATA_DIR: data })).toMatch(
    /^The embedded PostgreSQL does not start: could not find the database system/,
  );
}, 60_000);

test("A folder for the socket that others have made, or may enter", async () => {
  const long = join(newFolder(), "x".repeat(100));
  const place = join(tmpdir(), `cuulong-${createHash("sha256").update(long).digest("hex").slice(0, 12)}`);
  mkdirSync(place, { mode: 0o755 });
  try {
    const saying = `${place}, the folder of the socket, is open to others: remove it, or name a shorter DATA_DIR.`;
    expect(await refused({ DATA_DIR: long })).toBe(saying);
    rmdirSync(place);
    symlinkSync(newFolder(), place);
    expect(await refused({ DATA_DIR: long })).toBe(saying);
    if (process.getuid?.() === 0) {
      rmSync(place);
      mkdirSync(place, { mode: 0o700 });
      chownSync(place, 12345, 12345);
      expect(await refused({ DATA_DIR: long })).toBe(saying);
    }
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}, 60_000);

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
