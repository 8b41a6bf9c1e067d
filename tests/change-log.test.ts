import pg from "pg";
import { forgetLineage, lineageOf } from "../src/changes/lineage.js";
import { readCursor, writeCursor } from "../src/changes/cursor.js";
import { type Change, changesSince, currentPosition } from "../src/changes/log.js";
import { logState, trim } from "../src/changes/trim.js";
import { useDatabase, useWriter } from "./harness.js";

const database = useDatabase();
let client: pg.Client;
useWriter(database, (made) => {
  client = made;
});

/** What a piece of work has logged. */
async function logged(work: () => Promise<unknown>): Promise<Change[]> {
  let position = await currentPosition(client);
  await work();
  const changes: Change[] = [];
  for await (const page of changesSince(client, position)) {
    changes.push(...page.changes);
    position = page.position;
  }
  return changes;
}

const run =
  (...statements: string[]) =>
  async () => {
    for (const statement of statements) await client.query(statement);
  };

const short = (changes: Change[]) =>
  changes.map(({ operation, entity, id, changed }) => [operation, entity, id, ...changed].join(" "));

const topic = (id: string, name = id) => `('topic:${id}', '${name}')`;

test("Every table has the triggers of the log, always enabled, but for those that are derived from others", async () => {
  const { rows } = await client.query(`
    SELECT c.relname AS table FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
      AND (SELECT count(*) FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname ~ '^change_' AND t.tgenabled = 'A') <> 4
    ORDER BY 1`);
  expect(rows.map(({ table }) => table)).toEqual([
    "change",
    "change_lineage",
    "figure_class",
    "migrations",
    "thing",
    "webhook",
    "webhook_dead_letter",
  ]);
});

test("Rows are logged as they are inserted, changed and deleted, whatever the statement", async () => {
  const insert = `INSERT INTO topic (id, name) VALUES`;
  expect(short(await logged(run(`${insert} ${topic("a")}, ${topic("b")}`)))).toEqual([
    "INSERT topic topic:a",
    "INSERT topic topic:b",
  ]);
  expect(short(await logged(run("UPDATE topic SET name = 'c' WHERE id = 'topic:a'")))).toEqual([
    "UPDATE topic topic:a name",
  ]);
  const upsert = `${insert} ${topic("a", "d")}, ${topic("e")} ON CONFLICT (id) DO UPDATE SET name = excluded.name`;
  expect(short(await logged(run(upsert))).sort()).toEqual([
    "INSERT topic topic:e",
    "UPDATE topic topic:a name",
  ]);
  const merge = `MERGE INTO topic t USING (VALUES ('topic:a'), ('topic:f')) v (id) ON t.id = v.id
    WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT (id, name) VALUES (v.id, 'f')`;
  expect(short(await logged(run(merge))).sort()).toEqual(["DELETE topic topic:a", "INSERT topic topic:f"]);
  expect(short(await logged(run("UPDATE topic SET id = 'topic:g' WHERE id = 'topic:f'"))).sort()).toEqual([
    "DELETE topic topic:f",
    "INSERT topic topic:g",
  ]);
  expect(
    short(
      await logged(
        run(
          "SET session_replication_role = replica",
          `${insert} ${topic("h")}`,
          "RESET session_replication_role",
        ),
      ),
    ),
  ).toEqual(["INSERT topic topic:h"]);
});

test("An update that changes nothing leaves no event, nor does what is rolled back, whole or to a savepoint", async () => {
  const insert = `INSERT INTO theme (id, name) VALUES ('theme:`;
  const changes = await logged(
    run(
      "UPDATE topic SET name = name",
      "BEGIN",
      `${insert}a', 'a')`,
      "ROLLBACK",
      "BEGIN",
      "SAVEPOINT one",
      `${insert}b', 'b')`,
      "ROLLBACK TO one",
      `${insert}c', 'c')`,
      "COMMIT",
    ),
  );
  expect(short(changes)).toEqual(["INSERT theme theme:c"]);
});

test("A truncated table has lost every row", async () => {
  const { rows } = await client.query(
    "SELECT observation_id || ' ' || thing_id AS id FROM observation_about ORDER BY 1",
  );
  const changes = await logged(run("TRUNCATE observation_about"));
  expect(short(changes).sort()).toEqual(rows.map(({ id }) => `DELETE observation_about ${id}`).sort());
  expect(rows.length).toBeGreaterThan(100);
});

test("A figure is logged without the classes that are computed of it, and not for their sake", async () => {
  const changes = await logged(
    run("UPDATE observation SET sum_class = -sum_class", "UPDATE observation SET cell = NULL"),
  );
  expect(changes).toEqual([]);
  const { rows } = await client.query(
    "UPDATE observation SET qualifier = 'APPROXIMATE' WHERE id = (SELECT min(id) FROM observation) RETURNING id",
  );
  const { rows: images } = await client.query("SELECT after FROM change ORDER BY seq DESC LIMIT 1");
  expect(images[0].after).toMatchObject({ id: rows[0].id, qualifier: "APPROXIMATE" });
  expect(Object.keys(images[0].after)).not.toEqual(expect.arrayContaining(["sum_class"]));
});

test("Who changed it and for which request is what the session says, or the role", async () => {
  const changes = await logged(
    run(
      "UPDATE topic SET name = 'i' WHERE id = 'topic:b'",
      "SET cuulong.actor = 'chuyên viên'",
      "SET cuulong.request = 'r-1'",
      "UPDATE topic SET name = 'j' WHERE id = 'topic:b'",
      "RESET cuulong.actor",
      "RESET cuulong.request",
    ),
  );
  const { rows } = await client.query("SELECT session_user AS name");
  expect(changes.map(({ actor, request }) => [actor, request])).toEqual([
    [rows[0].name, null],
    ["chuyên viên", "r-1"],
  ]);
});

test("A role that may write a table but not read the log has its changes logged", async () => {
  const role = `writer_${process.pid}`;
  const changes = await logged(
    run(
      `CREATE ROLE ${role}`,
      `GRANT ALL ON theme, thing TO ${role}`,
      `SET ROLE ${role}`,
      "INSERT INTO theme (id, name) VALUES ('theme:w', 'w')",
      "RESET ROLE",
      `DROP OWNED BY ${role}`,
      `DROP ROLE ${role}`,
    ),
  );
  expect(short(changes)).toEqual(["INSERT theme theme:w"]);
});

test("A writer that would not wait for its commit waits for it", async () => {
  await client.query("BEGIN; SET LOCAL synchronous_commit = off");
  await client.query("UPDATE topic SET name = 'k' WHERE id = 'topic:b'");
  expect((await client.query("SHOW synchronous_commit")).rows[0].synchronous_commit).toBe("local");
  await client.query("ROLLBACK");
});

test("The cursor that SQL makes is the one that the product makes and reads", async () => {
  const lineage = await lineageOf(client);
  const other = new pg.Client(database.url);
  await other.connect();
  await other.query("BEGIN; UPDATE topic SET name = 'l' WHERE id = 'topic:b'");
  await client.query("INSERT INTO theme (id, name) VALUES ('theme:x', 'x')");
  const { rows } = await client.query("SELECT change_cursor() AS cursor");
  const position = await currentPosition(client);
  expect(position.out.length).toBeGreaterThan(0);
  expect(rows[0].cursor).toBe(writeCursor(position, lineage));
  expect(readCursor(rows[0].cursor, lineage)).toEqual(position);
  const part = { ...position, part: { xid: 7n, seq: 9n } };
  expect(readCursor(writeCursor(part, lineage), lineage)).toEqual(part);
  await other.end();
});

test("A cursor that was cut, changed or made up is refused, whatever letter it is; one of another history is not ours", async () => {
  const lineage = await lineageOf(client);
  const cursor = writeCursor(await currentPosition(client), lineage);
  for (let place = 0; place < cursor.length; place += 1) {
    const letter = cursor[place] === "A" ? "B" : "A";
    const changed = cursor.slice(0, place) + letter + cursor.slice(place + 1);
    expect(() => readCursor(changed, lineage)).toThrow(/is not a cursor of changes/);
    expect(() => readCursor(cursor.slice(0, place), lineage)).toThrow(/is not a cursor of changes/);
  }
  for (const text of [`${cursor}=`, `${cursor}A`, ` ${cursor}`, "x".repeat(10_000)])
    expect(() => readCursor(text, lineage)).toThrow(/is not a cursor of changes/);
  await forgetLineage(client);
  expect(readCursor(cursor, await lineageOf(client))).toBeUndefined();
});

test("What is old is trimmed in steps, and that it may be missing is known", async () => {
  await client.query(
    "INSERT INTO change (entity, id, after, at) SELECT 'topic', i::text, '{}', now() - interval '1 day' FROM generate_series(1, 25000) i",
  );
  const before = await logState(client);
  const position = await currentPosition(client);
  await client.query("UPDATE topic SET name = 'm' WHERE id = 'topic:b'");
  await client.query("UPDATE change SET at = now() - interval '2 days' WHERE entity <> 'topic'");
  expect(await trim(client, 3600)).toBeGreaterThanOrEqual(25_000);
  const after = await logState(client);
  expect(before.changes - after.changes).toBeGreaterThanOrEqual(24_999);
  expect((await lineageOf(client)).trimmed).toBe(position.xmax - 1n);
  expect(short(await logged(run()))).toEqual([]);
});
