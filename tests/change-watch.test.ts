import pg from "pg";
import type { Change } from "../src/changes/log.js";
import { Pace } from "../src/changes/pace.js";
import { snapshotOf, Watch } from "../src/changes/watch.js";
import { connectionOptionsOf } from "../src/database/connection.js";
import { useDatabase, useWriter } from "./harness.js";
import { eventually } from "./waiting.js";

const database = useDatabase();
let client: pg.Client;
let watch: Watch;
const changes: Change[] = [];

useWriter(database, (made) => {
  client = made;
});
beforeAll(() => {
  database.service.changes.listen({ take: (page) => void changes.push(...page.changes), reset: () => {} });
  watch = new Watch({ ...connectionOptionsOf(database.dataSource), application_name: "a watch" });
});
afterAll(() => watch.close());

const insert = (id: string) => client.query(`INSERT INTO topic (id, name) VALUES ('topic:${id}', '${id}')`);
const isTold = async (id: string) => changes.some((change) => change.id === `topic:${id}`);
/** The reader's connections that wait, and whether PostgreSQL is at it. */
const connections = async () => {
  const { rows } = await client.query(
    `SELECT pid, state = 'active' AND query LIKE '%change_wait%' AS waits FROM pg_stat_activity
     WHERE application_name = 'cuulong watch' AND datname = current_database()`,
  );
  return rows as { pid: number; waits: boolean }[];
};
const isWaitedFor = () => eventually(async () => (await connections()).some(({ waits }) => waits), 20);
/** Between two waits there is none for a moment; the connection is there until one has failed. */
const isNotWaitedFor = () => eventually(async () => (await connections()).length === 0, 20);
/** Which of several ends first, by its name. */
const firstOf = (racers: Record<string, Promise<unknown>>) =>
  Promise.race(Object.entries(racers).map(([name, racer]) => racer.then(() => name)));

/** A wait, and the time that it would take if it were not for a commit, by PostgreSQL's clock. */
async function whatEndsWait(): Promise<string> {
  const [writer, sleeper] = [new pg.Client(database.url), new pg.Client(database.url)];
  await Promise.all([writer.connect(), sleeper.connect()]);
  const waiting = watch.changed(await snapshotOf(client), 5);
  const sleeping = sleeper.query("SELECT pg_sleep(0.8)");
  await writer.query("INSERT INTO topic (id, name) VALUES ('topic:' || gen_random_uuid(), 'whatever')");
  const first = await firstOf({ commit: waiting, time: sleeping });
  await Promise.all([waiting, sleeping]);
  await Promise.all([writer.end(), sleeper.end()]);
  return first;
}

test("PostgreSQL waits for the next commit, and ends the wait at it", async () => {
  await watch.changed("", 5);
  expect(await whatEndsWait()).toBe("commit");
});

test("A wait sees commits whatever isolation the database gives transactions", async () => {
  const name = new URL(database.url).pathname.slice(1);
  await client.query(`ALTER DATABASE "${name}" SET default_transaction_isolation = 'serializable'`);
  const lonely = watch;
  watch = new Watch(connectionOptionsOf(database.dataSource));
  try {
    await watch.changed("", 5);
    expect(await whatEndsWait()).toBe("commit");
  } finally {
    await client.query(`ALTER DATABASE "${name}" RESET default_transaction_isolation`);
    await watch.close();
    watch = lonely;
  }
});

test("Whoever is in a hurry does not wait for a wait that was begun without any", async () => {
  const snapshot = await snapshotOf(client);
  const racers = { calm: watch.changed(snapshot, 900), hurried: watch.changed(snapshot, 5) };
  expect(await firstOf(racers)).toBe("hurried");
  await racers.calm;
});

test("What is committed is handed on while PostgreSQL waits", async () => {
  await isWaitedFor();
  await insert("watched");
  await eventually(() => isTold("watched"));
});

test("Where the connection that waits is cut again and again, time is waited for, and all is handed on", async () => {
  for (let count = 0; count < 5; count += 1) {
    for (const { pid } of await connections()) await client.query("SELECT pg_terminate_backend($1)", [pid]);
    await insert(`cut-${count}`);
    await eventually(() => isTold(`cut-${count}`));
  }
  await isWaitedFor();
});

test("Where PostgreSQL cannot wait, all is handed on, and it waits again once it can", async () => {
  await client.query("ALTER FUNCTION change_wait RENAME TO mislaid");
  await isNotWaitedFor();
  for (let count = 0; count < 3; count += 1) {
    await insert(`mislaid-${count}`);
    await eventually(() => isTold(`mislaid-${count}`));
  }
  await client.query("ALTER FUNCTION mislaid RENAME TO change_wait");
  await isWaitedFor();
});

test("The pace is quick for a second after a change that came alone, and not where changes crowd", () => {
  const pace = new Pace();
  expect([pace.intervalAt(0, true), pace.intervalAt(0, false)]).toEqual([25, 250]);
  pace.found(10_000);
  expect([10_000, 10_999, 11_000].map((now) => pace.intervalAt(now, true))).toEqual([5, 5, 25]);
  expect(pace.intervalAt(10_000, false)).toBe(250);
  pace.found(10_049);
  expect(pace.intervalAt(10_050, true)).toBe(25);
  pace.found(10_099);
  expect(pace.intervalAt(10_100, true)).toBe(5);
});
