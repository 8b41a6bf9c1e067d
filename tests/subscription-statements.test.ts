import { once } from "node:events";
import type { Client } from "graphql-ws";
import pg from "pg";
import { useDatabase, useServer } from "./harness.js";
import { Subscriber, useConnections } from "./subscribers.js";

const database = useDatabase();
const server = useServer(database);
let client: Client;
let writer: pg.Client;

useConnections(database, server, (made) => {
  ({ client, writer } = made);
});

const run = async (...statements: string[]): Promise<void> => {
  for (const statement of statements) await writer.query(statement);
};

/** Loads rows as `psql` does by \copy. */
async function copy(into: string, lines: string[]): Promise<void> {
  const query = new pg.Query(`COPY ${into} FROM STDIN`) as pg.Query & { handleCopyInResponse: unknown };
  query.handleCopyInResponse = (connection: {
    sendCopyFromChunk(data: Buffer): void;
    endCopyFrom(): void;
  }) => {
    connection.sendCopyFromChunk(Buffer.from(lines.map((line) => `${line}\n`).join("")));
    connection.endCopyFrom();
  };
  writer.query(query);
  await once(query, "end");
}

const INSERT = "INSERT INTO topic (id, name) VALUES";
const MERGE = `MERGE INTO topic t USING (VALUES ('topic:s1'), ('topic:s4')) v (id) ON t.id = v.id
  WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT (id, name) VALUES (v.id, 'merged')`;

/** Each follows on the one before it. */
const STATEMENTS: [what: string, work: () => Promise<void>, told: string[]][] = [
  [
    "COPY",
    () => copy("topic (id, name)", ["topic:s1\tone", "topic:s2\ttwo"]),
    ["INSERT topic:s1", "INSERT topic:s2"],
  ],
  [
    "an insert that meets what is there",
    () =>
      run(
        `${INSERT} ('topic:s1', 'more'), ('topic:s3', 'three') ON CONFLICT (id) DO UPDATE SET name = excluded.name`,
      ),
    ["INSERT topic:s3", "UPDATE topic:s1"],
  ],
  ["MERGE", () => run(MERGE), ["DELETE topic:s1", "INSERT topic:s4"]],
  [
    "a row that gets another id",
    () => run("UPDATE topic SET id = 'topic:s5' WHERE id = 'topic:s4'"),
    ["DELETE topic:s4", "INSERT topic:s5"],
  ],
  [
    "a session that applies what it replicates",
    () =>
      run(
        "SET session_replication_role = replica",
        `${INSERT} ('topic:s6', 'six')`,
        "RESET session_replication_role",
      ),
    ["INSERT topic:s6"],
  ],
  [
    "a savepoint that is rolled back, between what is kept",
    () =>
      run(
        "BEGIN",
        `${INSERT} ('topic:s7', 'seven')`,
        "SAVEPOINT s",
        "DELETE FROM topic WHERE id = 'topic:s7'",
        "ROLLBACK TO s",
        "UPDATE topic SET name = 'seven' || name WHERE id = 'topic:s7'",
        "COMMIT",
      ),
    ["INSERT topic:s7", "UPDATE topic:s7"],
  ],
  ["a loop", () => run("DO $$ BEGIN DELETE FROM topic WHERE id = 'topic:s7'; END $$"), ["DELETE topic:s7"]],
  [
    "TRUNCATE",
    () => run("TRUNCATE topic CASCADE"),
    ["topic:s2", "topic:s3", "topic:s5", "topic:s6"].map((id) => `DELETE ${id}`),
  ],
];

test("Whatever statement changes rows, each change is told", async () => {
  const ids = Array.from({ length: 9 }, (_, place) => `topic:s${place}`);
  const subscriber = new Subscriber(client, { where: { id: { in: ids } } });
  await subscriber.has(1);
  for (const [what, work, expected] of STATEMENTS) {
    const before = subscriber.told.length;
    await work();
    const told = (await subscriber.short(before + expected.length)).slice(before);
    expect([what, ...told.sort()]).toEqual([what, ...expected.sort()]);
  }
  subscriber.stop();
});

test("What is prepared is told once it is committed, and no sooner", async () => {
  const subscriber = new Subscriber(client);
  await subscriber.has(1);
  const { rows } = await writer.query("SHOW max_prepared_transactions");
  await run("BEGIN", `${INSERT} ('topic:p1', 'p')`);
  const prepared = run("PREPARE TRANSACTION 'told later'");
  if (rows[0].max_prepared_transactions === "0") {
    // This server allows none, whatever the log does; another that does is part of the test of loss.
    await expect(prepared).rejects.toMatchObject({ code: "55000" });
    await run("ROLLBACK", `${INSERT} ('topic:p2', 'p')`);
    expect(await subscriber.short(2)).toEqual(["READY", "INSERT topic:p2"]);
  } else {
    await prepared;
    await run(`${INSERT} ('topic:p2', 'p')`);
    expect(await subscriber.short(2)).toEqual(["READY", "INSERT topic:p2"]);
    await run("COMMIT PREPARED 'told later'");
    expect(await subscriber.short(3)).toEqual(["READY", "INSERT topic:p2", "INSERT topic:p1"]);
  }
  subscriber.stop();
});
