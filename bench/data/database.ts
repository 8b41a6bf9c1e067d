import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import pg from "pg";
import { MAIN, SHIPPED } from "../paths.ts";
import { fill } from "./fill.ts";

/** Databases that other text made are not reused. */
const VERSION = textsOf(
  new URL(".", import.meta.url),
  new URL("../../src/database/migrations/", import.meta.url),
)
  .reduce((hash, text) => hash.update(text), createHash("sha256"))
  .digest("hex")
  .slice(0, 8);

function textsOf(...folders: URL[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .sort()
      .map((name) => readFileSync(new URL(name, folder), "utf8")),
  );
}

/** The address of another database on the same server. */
export function onServer(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

/** The address of the synthetic database of a seed and scale; it is made where it is not there yet. */
export async function ensureDatabase(server: string, seed: number, scale: number): Promise<string> {
  const prefix = `cuulong_bench_${seed}_x${scale}_`;
  const name = `${prefix}${VERSION}`;
  const url = onServer(server, name);
  const whole = await connected(server, async (client) => {
    const { rows } = await client.query(
      "SELECT shobj_description(oid, 'pg_database') AS comment FROM pg_database WHERE datname = $1",
      [name],
    );
    if (rows[0]?.comment === "complete") return true;
    await dropAll(client, prefix);
    // The product's collations are its own; whatever else a template has would differ between servers.
    await client.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`);
    return false;
  });
  migrate(url);
  if (whole) return url;
  const began = performance.now();
  const say = (text: string) => console.log(`  ${seconds(began)} ${text}`);
  console.log(`Making the synthetic province of seed ${seed} at scale ${scale} …`);
  await connected(url, (client) => fill(client, seed, scale, say));
  await connected(server, (client) => client.query(`COMMENT ON DATABASE ${name} IS 'complete'`));
  console.log(`  ${seconds(began)} done`);
  return url;
}

/** The address of a database that holds the report as it is shipped; it is made anew each time. */
export async function ensureShipped(server: string): Promise<string> {
  const name = "cuulong_bench_shipped";
  await connected(server, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${name}`);
    await client.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`);
  });
  const url = onServer(server, name);
  runProduct(url, "load", SHIPPED);
  return url;
}

/** Drops what is only half made, and what an older generator made. */
async function dropAll(client: pg.Client, prefix: string) {
  const { rows } = await client.query("SELECT datname FROM pg_database WHERE starts_with(datname, $1)", [
    prefix,
  ]);
  for (const { datname } of rows) await client.query(`DROP DATABASE ${datname}`);
}

/** Runs work on a connection of its own. */
export async function connected<Result>(url: string, work: (client: pg.Client) => Promise<Result>) {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const seconds = (began: number) => `${Math.round((performance.now() - began) / 1000)} s`.padStart(6);

const migrate = (url: string) => runProduct(url, "migrate");

/** Runs a command of the product on a database. */
export function runProduct(url: string, ...args: string[]) {
  const env = { ...process.env, DATABASE_URL: url };
  const { status, stderr } = spawnSync(process.execPath, [MAIN, ...args], { env, encoding: "utf8" });
  if (status !== 0) throw new Error(`${args.join(" ")} failed: ${stderr}`);
}
