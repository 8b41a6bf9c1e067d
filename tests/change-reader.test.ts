import pg from "pg";
import { forgetLineage } from "../src/changes/lineage.js";
import type { Change } from "../src/changes/log.js";
import { ChangeReader, type Listener } from "../src/changes/reader.js";
import { createLog } from "../src/log.js";
import { useDatabase, useWriter } from "./harness.js";

const database = useDatabase();
let client: pg.Client;
let reader: ChangeReader;
const changes: Change[] = [];
const resets: string[] = [];
const listener: Listener = {
  take: (page) => void changes.push(...page.changes),
  reset: (reason) => void resets.push(reason),
};

useWriter(database, (made) => {
  client = made;
});
beforeAll(async () => {
  reader = new ChangeReader(database.dataSource, createLog("silent"));
  reader.start();
  reader.listen(listener);
  await reader.caughtUp();
});
afterAll(() => reader.stop());
beforeEach(() => {
  changes.length = 0;
  resets.length = 0;
});

const insert = (id: string) => client.query(`INSERT INTO topic (id, name) VALUES ('topic:${id}', '${id}')`);
const ids = () => changes.map(({ id }) => id);
const cutReaders = () =>
  client.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'cuulong changes' AND datname = current_database()",
  );

test("Whoever has caught up has what was committed before the call, every time", async () => {
  for (let count = 0; count < 200; count += 1) {
    await insert(`c${count}`);
    await reader.caughtUp();
    expect(changes.at(-1)?.id).toBe(`topic:c${count}`);
  }
});

test("What commits after a later transaction is handed on, though no transaction has begun since", async () => {
  const slow = new pg.Client(database.url);
  await slow.connect();
  await slow.query("BEGIN");
  await slow.query("INSERT INTO topic (id, name) VALUES ('topic:slow-one', 'slow')");
  await insert("later");
  await reader.caughtUp();
  expect(ids()).toEqual(["topic:later"]);
  await slow.query("COMMIT");
  await reader.caughtUp();
  expect(ids()).toEqual(["topic:later", "topic:slow-one"]);
  await slow.end();
});

test("Whoever asks while a look is under way is answered by one that began after it asked", async () => {
  let [release, taken]: [() => void, () => void] = [() => {}, () => {}];
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const begun = new Promise<void>((resolve) => {
    taken = resolve;
  });
  const slow: Listener = {
    take() {
      taken();
      return released;
    },
    reset: () => {},
  };
  reader.listen(slow);
  await insert("first");
  // The look has read the log by now, and is held in its middle.
  await begun;
  await insert("second");
  const caughtUp = reader.caughtUp();
  release();
  await caughtUp;
  reader.leave(slow);
  expect(ids()).toEqual(["topic:first", "topic:second"]);
});

test("A reader that loses its connection goes on where it was", async () => {
  await insert("before");
  await cutReaders();
  await insert("after");
  // The look that meets the cut fails; who waits for it is refused, never answered.
  await reader.caughtUp().catch((error) => expect(error.extensions.code).toBe("SERVICE_UNAVAILABLE"));
  await reader.caughtUp();
  expect(ids()).toEqual(["topic:before", "topic:after"]);
  expect(resets).toEqual([]);
});

test("After another history began it is reset, and goes on from there", async () => {
  await forgetLineage(client);
  await cutReaders();
  await reader.caughtUp().catch(() => {});
  await reader.caughtUp();
  expect(resets).toEqual(["HISTORY_CHANGED"]);
  await insert("new");
  await reader.caughtUp();
  expect(ids()).toEqual(["topic:new"]);
});

test("A copy of the database has a history of its own", async () => {
  const { rows } = await client.query("SELECT encode(id, 'hex') AS id, database FROM change_lineage");
  const { rows: own } = await client.query("SELECT oid FROM pg_database WHERE datname = current_database()");
  // This database is itself a copy, of the one that tests are made from.
  expect(rows[0].database).toBe(own[0].oid);
  expect(reader.lineage?.id).toBe(rows[0].id);
});

test("Listeners that cannot take more are waited for, and those who leave are handed nothing", async () => {
  let release: () => void = () => {};
  const slow: Listener = {
    take: () =>
      new Promise((resolve) => {
        release = resolve;
      }),
    reset: () => {},
  };
  reader.listen(slow);
  await insert("slow");
  const caughtUp = reader.caughtUp();
  const first = await Promise.race([
    caughtUp.then(() => "caught up"),
    new Promise((resolve) => setTimeout(resolve, 300, "waits")),
  ]);
  expect(first).toBe("waits");
  release();
  await caughtUp;
  reader.leave(slow);
  await insert("gone");
  await reader.caughtUp();
  expect(ids()).toEqual(["topic:slow", "topic:gone"]);
});
