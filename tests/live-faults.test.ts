import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import WebSocket from "ws";
import { readConfig } from "../src/config.js";
import { forgetLineage } from "../src/changes/lineage.js";
import { startServer } from "../src/http/server.js";
import { createLog } from "../src/log.js";
import { useDatabase, useServer, useWriter } from "./harness.js";
import { until } from "./processes.js";
import { scraped } from "./series.js";
import { connectTo, socketOf } from "./subscribers.js";
import { bySocket, byStream, type LiveAnswer, lastOf } from "./watching.js";

const database = useDatabase();
// Whoever reads slowly may do so for long.
const server = useServer(database, { HEARTBEAT_MS: "600000", STALL_TIMEOUT_MS: "600000" });
const resolving = useServer(database, { ENGINE: "off" });
const restless = useServer(database, { ENGINE: "off", LIVE_RECHECK_SECONDS: "1" });
let writer: pg.Client;
useWriter(database, (made) => {
  writer = made;
});

const insert = (id: string, name = id) =>
  writer.query("INSERT INTO topic (id, name) VALUES ('topic:' || $1::text, $2)", [id, name]);
const TOPICS = `query Topics($prefix: String!) @live(throttle: 100) {
  topics(where: { name: { startsWith: $prefix } }, orderBy: [{ name: ASC }]) { nodes { name } }
  themes { totalCount }
}`;
const says =
  (names: string) =>
  ({ data }: LiveAnswer) =>
    data?.topics.nodes.map(({ name }: { name: string }) => name).join(" ") === names;
const executions = async (of = server) => (await scraped(of)).get("cuulong_live_executions_total") ?? 0;
const cut = (which: string) =>
  writer.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND ${which}`,
  );

/** Watches the topics, once the server has its connections. */
const watch = (of: { address: string }, prefix: string) =>
  until(async () => {
    const watching = byStream(of, TOPICS, { prefix });
    const [first] = await until(() => (watching.answers.length > 0 ? watching.answers : undefined), 5);
    return first?.data ? watching : undefined;
  });

test("A database that is away is waited out: what is sent then is its newest state, and no error before", async () => {
  const watching = await watch(server, "xa");
  await lastOf(watching, says(""));
  const elsewhere = new URL(database.url);
  elsewhere.pathname = "/postgres";
  const admin = new pg.Client(elsewhere.href);
  await admin.connect();
  const { rows } = await writer.query("SELECT current_database() AS name");
  const allow = (is: boolean) => admin.query(`ALTER DATABASE ${rows[0].name} ALLOW_CONNECTIONS ${is}`);
  await allow(false);
  try {
    await cut("true");
    await insert("xa1");
    const refused = byStream(server, TOPICS, { prefix: "xb" });
    await until(() => (refused.errors()[0]?.extensions.code === "SERVICE_UNAVAILABLE" ? true : undefined));
    await insert("xa2");
  } finally {
    await allow(true);
    await admin.end();
  }
  await lastOf(watching, says("xa1 xa2"));
  expect(watching.answers.some(({ errors }) => errors)).toBe(false);
  watching.stop();
});

test("Connections that are cut at any time leave nobody with an old answer or an error", async () => {
  const watching = await watch(server, "xc");
  await lastOf(watching, says(""));
  const names: string[] = [];
  for (let count = 0; count < 20; count += 1) {
    names.push(`xc${String.fromCharCode(97 + count)}`);
    await insert(names.at(-1) as string);
    await pause(10 * (count % 5));
    await cut(count % 2 ? "true" : "application_name = 'cuulong changes'");
  }
  await lastOf(watching, says(names.join(" ")));
  expect(watching.answers.some(({ errors }) => errors)).toBe(false);
  watching.stop();
});

test("What takes too long is tried again, and nobody is sent less meanwhile", async () => {
  // The pool may not have noticed yet which of its connections were cut.
  const impatient = await until(() =>
    startServer(database.dataSource, readConfig({ PORT: "0" }), createLog("silent")).catch(() => undefined),
  );
  const watching = await watch(impatient, "xd");
  await lastOf(watching, says(""));
  const before = await executions(impatient);
  const other = new pg.Client(database.url);
  await other.connect();
  await other.query("BEGIN; LOCK TABLE theme IN ACCESS EXCLUSIVE MODE");
  await insert("xd");
  // PostgreSQL cancels the statements as it does at their time limit.
  await until(async () => {
    await writer.query(
      `SELECT pg_cancel_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%topic%'`,
    );
    return (await executions(impatient)) - before >= 3 || undefined;
  });
  expect(watching.answers).toHaveLength(1);
  await other.query("COMMIT");
  await lastOf(watching, says("xd"));
  expect(watching.answers).toHaveLength(2);
  expect(watching.answers[1]?.errors).toBeUndefined();
  watching.stop();
  await other.end();
  await impatient.close();
});

test("When another history begins it is asked again, whatever the log says", async () => {
  const watching = await watch(server, "xe");
  await lastOf(watching, says(""));
  await writer.query("ALTER TABLE topic DISABLE TRIGGER change_insert");
  await insert("xe");
  await writer.query("ALTER TABLE topic ENABLE ALWAYS TRIGGER change_insert");
  expect(watching.answers).toHaveLength(1);
  await forgetLineage(writer as never);
  await cut("application_name = 'cuulong changes'");
  await lastOf(watching, says("xe"));
  watching.stop();
});

test("Where it is not known what an answer depends on, it is asked again after any change", async () => {
  const watching = await watch(resolving, "xf");
  await lastOf(watching, says(""));
  await insert("xf");
  await lastOf(watching, says("xf"));
  const before = await executions(resolving);
  await writer.query("UPDATE agency SET name = name || '!' WHERE id = (SELECT min(id) FROM agency)");
  await until(async () => ((await executions(resolving)) > before ? true : undefined));
  watching.stop();
});

test("It is asked again after a time too, whatever the log says", async () => {
  const watching = await watch(restless, "xh");
  await lastOf(watching, says(""));
  await writer.query("ALTER TABLE topic DISABLE TRIGGER change_insert");
  await insert("xh");
  await writer.query("ALTER TABLE topic ENABLE ALWAYS TRIGGER change_insert");
  await lastOf(watching, says("xh"));
  const before = await executions(restless);
  await until(async () => ((await executions(restless)) >= before + 2 ? true : undefined));
  expect(watching.answers).toHaveLength(2);
  watching.stop();
});

/** Answers of two megabytes, of many short texts: long ones have no place in an index. */
const LARGE = `query Large @live(throttle: 100) {
  topics(where: { name: { startsWith: "xl" } }, orderBy: [{ name: ASC }], first: 1000) { nodes { ${Array.from({ length: 25 }, (_, n) => `n${n}: name`).join(" ")} } }
}`;
const ROWS = 1000;

test("Who reads slowly is sent the newest answer next, not all that it missed", async () => {
  await writer.query(
    "INSERT INTO topic (id, name) SELECT 'topic:xl' || i, 'xl-00 ' || i || repeat('k', 60) FROM generate_series(1, $1::integer) i",
    [ROWS],
  );
  const slow = new WebSocket(socketOf(server), ["graphql-transport-ws"]);
  const read: string[] = [];
  const versionOf = ({ topics }: { topics: { nodes: { n0: string }[] } }) =>
    topics.nodes[0]?.n0.slice(3, 5) ?? "";
  slow.on("message", (data) => {
    const { type, payload } = JSON.parse(String(data));
    if (type === "connection_ack")
      slow.send(JSON.stringify({ id: "1", type: "subscribe", payload: { query: LARGE } }));
    if (type === "next") read.push(versionOf(payload.data));
  });
  await once(slow, "open");
  slow.send('{"type":"connection_init"}');
  await until(() => (read.length > 0 ? true : undefined));
  slow.pause();
  const stream = byStream(server, LARGE);
  await lastOf(stream, () => true);
  for (let version = 10; version < 22; version += 1) {
    await writer.query(
      "UPDATE topic SET name = 'xl-' || $1::text || substr(name, 6) WHERE name LIKE 'xl-%'",
      [version],
    );
    await until(() => (versionOf(stream.answers.at(-1)?.data) === String(version) ? true : undefined));
  }
  expect(stream.answers).toHaveLength(13);
  slow.resume();
  await until(() => (read.at(-1) === "21" ? true : undefined));
  // What systems keep for a connection is some megabytes.
  expect(read.length).toBeLessThan(10);
  expect(read).toEqual(Array.from(new Set(read)).sort());
  stream.stop();
  slow.close();
});

test("When the server stops, whoever watches has that said", async () => {
  const stopping = await startServer(database.dataSource, readConfig({ PORT: "0" }), createLog("silent"));
  const client = connectTo(stopping);
  const codes: unknown[] = [];
  client.on("closed", (event) => void codes.push((event as { code: number }).code));
  const watching = bySocket(client, TOPICS, { prefix: "xg" });
  const streaming = byStream(stopping, TOPICS, { prefix: "xg" });
  for (const one of [watching, streaming]) await lastOf(one, says(""));
  await stopping.close();
  await until(() => (streaming.stream.ended && codes.length > 0 ? true : undefined));
  expect(streaming.stream.events.at(-1)?.event).toBe("complete");
  // A client to which all is said may be the first to close.
  expect([1000, 1001]).toContain(codes[0]);
});
