import type { Client } from "graphql-ws";
import type pg from "pg";
import { writeCursor } from "../src/changes/cursor.js";
import { forgetLineage, lineageOf } from "../src/changes/lineage.js";
import { currentPosition } from "../src/changes/log.js";
import { trim } from "../src/changes/trim.js";
import { useDatabase, useServer } from "./harness.js";
import { post } from "./http.js";
import { cursorOf, pageOf, pagesOf, short } from "./polls.js";
import { until } from "./processes.js";
import { Subscriber, useConnections } from "./subscribers.js";

const database = useDatabase();
const server = useServer(database);
const resolving = useServer(database, { ENGINE: "off" });
let client: Client;
let writer: pg.Client;

useConnections(database, server, (made) => {
  ({ client, writer } = made);
});

const insert = (id: string, name = id) =>
  writer.query(`INSERT INTO topic (id, name) VALUES ('topic:${id}', '${name}')`);
const rename = (id: string, name: string) =>
  writer.query(`UPDATE topic SET name = '${name}' WHERE id = 'topic:${id}'`);
const remove = (id: string) => writer.query(`DELETE FROM topic WHERE id = 'topic:${id}'`);

/** A transaction that inserts so many topics. */
async function insertMany(id: string, count: number): Promise<void> {
  await writer.query(
    `INSERT INTO topic (id, name) SELECT 'topic:${id}' || i, 'n' FROM generate_series(1, ${count}) i`,
  );
}

test("Whoever asks behind a cursor is given what happened since, each with what it is about, either way of answering", async () => {
  const after = await cursorOf(server);
  await insert("a");
  await rename("a", "A");
  await insert("b");
  await remove("b");
  for (const one of [server, resolving]) {
    const { nodes, hasMore } = await pageOf(one, { after });
    expect(short(nodes)).toEqual(["INSERT topic:a", "UPDATE topic:a", "INSERT topic:b", "DELETE topic:b"]);
    expect(nodes.map(({ node }) => node?.name ?? null)).toEqual(["A", "A", null, null]);
    expect(nodes[1]).toMatchObject({ changed: ["name"], actor: new URL(database.url).username, reset: null });
    expect(Date.now() - Date.parse(String(nodes[0]?.at))).toBeLessThan(60_000);
    expect(hasMore).toBe(false);
  }
});

test("The cursor of each event leads to those behind it, and the page's to none; both as after of a subscription too", async () => {
  const after = await cursorOf(server);
  await insert("c1");
  await writer.query("BEGIN");
  await insert("c2");
  await insert("c3");
  await writer.query("COMMIT");
  const { nodes, cursor } = await pageOf(server, { after });
  expect(nodes.length).toBe(3);
  for (const [place, event] of nodes.entries()) {
    const rest = short(nodes).slice(place + 1);
    expect(short((await pageOf(server, { after: event.cursor })).nodes)).toEqual(rest);
    const subscriber = new Subscriber(client, { after: event.cursor });
    expect(await subscriber.short(1 + rest.length)).toEqual(["READY", ...rest]);
    subscriber.stop();
  }
  expect((await pageOf(server, { after: cursor })).nodes).toEqual([]);
});

test("Though nothing happened to what is asked for, the cursor moves on, so that it never becomes too old", async () => {
  const after = await cursorOf(server);
  await writer.query("UPDATE licence SET name = name || '.'");
  const quiet = await pageOf(server, { after });
  expect(quiet).toMatchObject({ nodes: [], hasMore: false });
  expect(quiet.cursor).not.toBe(after);
  await insert("later");
  expect(short((await pageOf(server, { after: quiet.cursor })).nodes)).toEqual(["INSERT topic:later"]);
});

test("Pages end with whole transactions, and only one that is larger than a page is cut", async () => {
  const after = await cursorOf(server);
  const transactions = [2, 2, 7, 1, 3];
  for (const [place, count] of transactions.entries()) await insertMany(`d${place}_`, count);
  const pages = await pagesOf(server, { after, first: 4 });
  expect(pages.map(({ nodes }) => nodes.length)).toEqual([4, 4, 4, 3]);
  expect(pages.map(({ hasMore }) => hasMore)).toEqual([true, true, true, false]);
  const all = pages.flatMap(({ nodes }) => short(nodes));
  expect(all).toEqual(short((await pageOf(server, { after })).nodes));
  expect(new Set(all).size).toBe(15);
  // Seven are more than a page: four of them, and the other three with the one that follows.
  const [, , third] = pages;
  expect(short(third?.nodes ?? []).at(-1)).toBe("INSERT topic:d3_1");
  for (const first of [1, 2, 3, 5, 1000])
    expect((await pagesOf(server, { after, first })).flatMap(({ nodes }) => short(nodes))).toEqual(all);
  expect(await pageOf(server, { after, first: 0 })).toMatchObject({
    nodes: [],
    hasMore: true,
    cursor: after,
  });
});

test("A log that holds little of what is asked is looked through a part at a time, and the cursor says how far", async () => {
  const after = await cursorOf(server);
  await writer.query("CREATE TABLE filler (id text PRIMARY KEY); SELECT log_changes('filler')");
  for (let count = 0; count < 3; count += 1)
    await writer.query(`INSERT INTO filler SELECT '${count}_' || i FROM generate_series(1, 2500) i`);
  await insert("e");
  const pages = await pagesOf(server, { after });
  expect(pages.length).toBeGreaterThan(2);
  expect(pages.flatMap(({ nodes }) => short(nodes))).toEqual(["INSERT topic:e"]);
  await writer.query("DROP TABLE filler");
});

test("What is meant is the set that was asked for: a row that enters it is an INSERT, one that leaves it a DELETE", async () => {
  const after = await cursorOf(server);
  for (const name of ["outside", "inside", "in", "out", "in again"])
    await (name === "outside" ? insert("f", name) : rename("f", name));
  await remove("f");
  const where = { name: { startsWith: "in" } };
  const { nodes } = await pageOf(server, { after, where });
  expect(short(nodes)).toEqual(
    ["INSERT", "UPDATE", "DELETE", "INSERT", "DELETE"].map((what) => `${what} topic:f`),
  );
  await insert("g", "in");
  await insert("h", "in");
  await rename("h", "out");
  const later = await pageOf(server, {
    after,
    where: { and: [where, { id: { in: ["topic:g", "topic:h"] } }] },
  });
  // A row that has left the set meanwhile is no longer anybody's to see.
  expect(later.nodes.map(({ operation, node }) => [operation, node?.id])).toEqual([
    ["INSERT", "topic:g"],
    ["INSERT", undefined],
    ["DELETE", undefined],
  ]);
});

test("Conditions through other rows are refused with the reason, and so are sizes and codes that have no meaning", async () => {
  const after = await cursorOf(server);
  const wrong = [
    `documentChanges(after: "${after}", where: { issuer: { name: { eq: "x" } } }) { cursor }`,
    `observationChanges(after: "${after}", where: { unit: { eq: "percen" } }) { cursor }`,
    `topicChanges(after: "${after}", first: 1001) { cursor }`,
    `topicChanges(after: "${after}", first: -1) { cursor }`,
    `changes(after: "${after}", where: { types: ["Topics"] }) { cursor }`,
  ];
  for (const field of wrong) {
    const { data, errors } = await post(server, { query: `{ wrong: ${field} agencies { totalCount } }` });
    expect([field, errors?.map(({ extensions }) => extensions.code)]).toEqual([field, ["BAD_USER_INPUT"]]);
    expect(data).toMatchObject({ wrong: null, agencies: { totalCount: expect.any(Number) } });
  }
  const fine = `{ page: documentChanges(after: "${after}", where: { issuer: { id: { eq: "agency:so-tttt" } } }) { cursor } }`;
  expect((await post(server, { query: fine })).errors).toBeUndefined();
});

test("A cursor that is damaged, forged or of the future is an error, and says so", async () => {
  const sound = await cursorOf(server);
  const lineage = await lineageOf(writer);
  const now = await currentPosition(writer);
  const wrong = [
    ...Array.from(
      sound,
      (letter, place) => `${sound.slice(0, place)}${letter === "A" ? "B" : "A"}${sound.slice(place + 1)}`,
    ),
    "",
    sound.slice(0, -1),
    writeCursor(now, { ...lineage, key: Buffer.alloc(32) }),
    writeCursor({ ...now, xmax: now.xmax + 1_000_000n }, lineage),
  ];
  for (const after of wrong) await expect(pageOf(server, { after })).rejects.toThrow("BAD_USER_INPUT");
  expect((await pageOf(server, { after: sound })).hasMore).toBe(false);
});

test("A cursor that is too old gives RESET, with the present cursor and the oldest that works", async () => {
  const after = await cursorOf(server);
  await insert("i1");
  await insert("i2");
  await writer.query(
    "UPDATE change SET at = at - interval '3 days' WHERE seq <= (SELECT min(seq) FROM change WHERE id = 'topic:i1')",
  );
  expect(await trim(writer, 24 * 60 * 60)).toBeGreaterThan(0);
  // What is still running is otherwise never as old as what is trimmed: other databases' transactions are waited for.
  const settled = "SELECT 1 FROM change_lineage WHERE pg_snapshot_xmin(pg_current_snapshot()) > trimmed_xid";
  await until(async () => ((await writer.query(settled)).rowCount ? true : undefined));
  const { nodes, cursor, hasMore } = await pageOf(server, { after });
  expect(short(nodes)).toEqual(["RESET"]);
  expect(hasMore).toBe(false);
  expect(nodes[0]).toMatchObject({ cursor, node: null, changed: [], reset: { reason: "TRIMMED" } });
  await insert("i3");
  expect(short((await pageOf(server, { after: cursor })).nodes)).toEqual(["INSERT topic:i3"]);
  const oldest = await pageOf(server, { after: nodes[0]?.reset?.oldest });
  expect(short(oldest.nodes)).toEqual(["INSERT topic:i2", "INSERT topic:i3"]);
});

test("After another history has begun, cursors of the old one give RESET, on either server", async () => {
  const after = await cursorOf(server);
  await forgetLineage(writer);
  for (const one of [server, resolving]) {
    const { nodes } = await pageOf(one, { after });
    expect(nodes.map(({ operation, reset }) => [operation, reset?.reason])).toEqual([
      ["RESET", "HISTORY_CHANGED"],
    ]);
  }
  // Subscriptions meet it when their reader does.
  await until(async () => ((await cursorOf(server)) === after ? undefined : true));
});
