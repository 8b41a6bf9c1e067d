import { execFileSync } from "node:child_process";
import { appendFileSync, chownSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { type EmbeddedServer, startEmbedded } from "../src/database/embedded/index.js";
import { addressOf, newFolder, run, until } from "./processes.js";
import { connectTo, Subscriber } from "./subscribers.js";

const DATA = "postgres-18";

async function connected({ host, user }: EmbeddedServer): Promise<pg.Client> {
  const client = new pg.Client({ host, user, database: "postgres" });
  client.on("error", () => {});
  await client.connect();
  return client;
}

/** Starts a server on a copy of another's files, which follows it. */
async function startStandby(primary: EmbeddedServer, folder: string): Promise<EmbeddedServer> {
  const copy = newFolder();
  const data = join(copy, DATA);
  const client = await connected(primary);
  await client.query("SELECT pg_backup_start('standby', true)");
  execFileSync("cp", ["-a", join(folder, DATA), data]);
  const { rows } = await client.query("SELECT labelfile FROM pg_backup_stop()");
  await client.end();
  rmSync(join(data, "postmaster.pid"));
  writeFileSync(join(data, "backup_label"), rows[0].labelfile);
  writeFileSync(join(data, "standby.signal"), "");
  appendFileSync(
    join(data, "postgresql.auto.conf"),
    `primary_conninfo = 'host=${primary.host} user=${primary.user}'\n`,
  );
  const { uid, gid } = statSync(data);
  for (const file of ["backup_label", "standby.signal"]) chownSync(join(data, file), uid, gid);
  return startEmbedded(copy);
}

test("When a standby is promoted everyone is reset, as transactions that were told may be missing there", async () => {
  const folder = newFolder();
  const primary = await startEmbedded(folder);
  // What clients connect to is a name that leads to whichever server is the primary.
  const place = join(newFolder(), "primary");
  symlinkSync(primary.host, place);
  const serve = run(["serve"], {
    DATABASE_URL: `postgres://${primary.user}@${encodeURIComponent(place)}/postgres`,
    REPORTS_DIR: newFolder(),
  });
  const client = connectTo({ address: await addressOf(serve) });
  const subscriber = new Subscriber(client);
  await subscriber.has(1);
  const standby = await startStandby(primary, folder);
  const [writer, other] = [await connected(primary), await connected(standby)];
  await writer.query("INSERT INTO topic (id, name) VALUES ('topic:a', 'a')");
  await until(async () => ((await other.query("SELECT FROM topic")).rowCount ? true : undefined));
  expect(await subscriber.short(2)).toEqual(["READY", "INSERT topic:a"]);
  const old = subscriber.cursor;

  await writer.end();
  await primary.stop();
  await other.query("SELECT pg_promote()");
  rmSync(place);
  symlinkSync(standby.host, place);
  expect(await subscriber.short(3)).toEqual(["READY", "INSERT topic:a", "RESET"]);
  expect(subscriber.told[2]?.reset?.reason).toBe("HISTORY_CHANGED");
  const late = new Subscriber(client, { after: old });
  await late.has(1);
  expect(late.told[0]?.reset?.reason).toBe("HISTORY_CHANGED");
  await other.query("INSERT INTO topic (id, name) VALUES ('topic:b', 'b')");
  expect((await subscriber.short(4)).at(-1)).toBe("INSERT topic:b");
  expect(await late.short(2)).toEqual(["RESET", "INSERT topic:b"]);

  await other.end();
  await client.dispose();
  serve.child.kill("SIGTERM");
  expect(await serve.exit).toBe(0);
  await standby.stop();
}, 240_000);
