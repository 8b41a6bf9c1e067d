import { setTimeout as pause } from "node:timers/promises";
import type { Client } from "graphql-ws";
import type pg from "pg";
import { useDatabase, useServer } from "./harness.js";
import { post } from "./http.js";
import { Mirror, WRITTEN } from "./mirrors.js";
import { cursorOf, type Page, pageOf, pagesOf, short } from "./polls.js";
import { until } from "./processes.js";
import { Random, SEED } from "./random.js";
import { Subscriber, type Told, useConnections } from "./subscribers.js";
import { write } from "./writers.js";

const database = useDatabase();
const server = useServer(database);
const resolving = useServer(database, { ENGINE: "off" });
const random = new Random(SEED);
let client: Client;
let writer: pg.Client;

useConnections(database, server, (made) => {
  ({ client, writer } = made);
});

/** Has writers at work while something is done. */
async function amongWriters(name: string, work: () => Promise<void>): Promise<void> {
  const stop = new AbortController();
  const writers = Array.from({ length: 6 }, (_, n) =>
    write(database.url, new Random(random.below(1e9)), `${name}_${n}`, stop.signal),
  );
  try {
    await work();
  } finally {
    stop.abort();
    await Promise.all(writers);
  }
}

const READ = `query Read($where: TopicWhere, $after: String!) {
  cursor
  topics(where: $where, first: 1000) { nodes { id name } }
  page: topicChanges(after: $after, where: $where, first: 1000) {
    cursor hasMore nodes { cursor operation id changed at actor node { id name } reset { reason oldest } }
  }
}`;
interface Read {
  cursor: string;
  topics: { nodes: { id: string; name: string }[] };
  page: Page;
}

test("A mirror that was begun by one answer and is kept by polling equals the table, under writers; an answer is of one snapshot", async () => {
  const answers: Read[] = [];
  const start = await cursorOf(server);
  await amongWriters("polled", async () => {
    // However slow the writers are.
    for (let [count, events] = [0, 0]; count < 24 || events <= 50; count += 1) {
      const variables = { where: WRITTEN, after: answers.at(-1)?.cursor ?? start };
      answers.push((await post(count % 2 ? server : resolving, { query: READ, variables })).data as never);
      events += answers.at(-1)?.page.nodes.length ?? 0;
      await pause(random.below(40));
    }
  });
  const variables = { where: WRITTEN, after: start };
  const end = (await post(server, { query: READ, variables })).data as unknown as Read;
  const sorted = end.topics.nodes.sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const { cursor, topics, page } of answers) {
    const mirror = new Mirror(topics.nodes);
    const first = 20 + random.below(100);
    for (const { nodes } of await pagesOf(random.chance(0.5) ? server : resolving, {
      where: WRITTEN,
      after: cursor,
      first,
    }))
      for (const event of nodes) mirror.apply(event);
    expect({ SEED, rows: mirror.rows }).toEqual({ SEED, rows: sorted });
    // What one answer says of the log, of the rows and of the events is of one moment.
    expect({ SEED, cursor: page.cursor, hasMore: page.hasMore }).toEqual({ SEED, cursor, hasMore: false });
    const rows = new Map(topics.nodes.map((node) => [node.id, node]));
    for (const { operation, id, node } of page.nodes)
      if (operation !== "DELETE")
        expect({ SEED, id, node }).toEqual({ SEED, id, node: rows.get(String(id)) ?? null });
  }
}, 120_000);

/** What happened to each row, in order. */
function byRow(events: readonly Told[]): Record<string, string[]> {
  const rows: Record<string, string[]> = {};
  for (const { operation, id, changed, at } of events)
    if (id !== null) rows[id] = [...(rows[id] ?? []), `${operation} ${changed.join()} ${at}`];
  return rows;
}

test.each([
  { title: "all rows", where: null, least: 60 },
  {
    title: "a condition that rows come to meet and cease to",
    where: { or: ["_0_", "_1_", "_2_"].map((contains) => ({ name: { contains } })) },
    least: 20,
  },
])(
  "Pollers are given the events that subscribers are sent, of $title, whatever the size of their pages",
  async ({ where, least }) => {
    const after = await cursorOf(server);
    const subscriber = new Subscriber(client, { where, after });
    await subscriber.has(1);
    await amongWriters("compared", async () => {
      await until(() => (subscriber.told.length > least ? true : undefined));
    });
    await writer.query(
      "INSERT INTO topic (id, name) VALUES ('topic:end', '_1_') ON CONFLICT (id) DO UPDATE SET name = topic.name || '.'",
    );
    await until(() => (subscriber.told.at(-1)?.id === "topic:end" ? true : undefined), 30);
    subscriber.stop();
    const told = byRow(subscriber.told);
    for (const first of [1000, 7, 1]) {
      const pages = await pagesOf(server, { where, after, first });
      expect({ SEED, first, rows: byRow(pages.flatMap(({ nodes }) => nodes)) }).toEqual({
        SEED,
        first,
        rows: told,
      });
    }
  },
  60_000,
);

const ALL = `query All($after: String!, $where: ChangeWhere, $first: Int) {
  page: changes(after: $after, where: $where, first: $first) {
    nodes { cursor operation type id changed at actor reset { reason } } cursor hasMore
  }
}`;

test("Changes of all types come in the order in which they were made, or those of some types", async () => {
  const after = await cursorOf(server);
  await writer.query("BEGIN");
  await writer.query("INSERT INTO topic (id, name) VALUES ('topic:all', 'all')");
  await writer.query("UPDATE licence SET name = name || '.' WHERE id = 'licence:bts-mobifone'");
  await writer.query("UPDATE topic SET name = 'All' WHERE id = 'topic:all'");
  await writer.query("COMMIT");
  await writer.query("DELETE FROM topic WHERE id = 'topic:all'");
  const read = async (variables: object) => {
    const pages = await pagesOf(server, { after, ...variables }, ALL);
    return pages.flatMap(({ nodes }) =>
      (nodes as (Told & { type: string })[]).map((one) => `${one.operation} ${one.type} ${one.id}`),
    );
  };
  const all = [
    "INSERT Topic topic:all",
    "UPDATE Licence licence:bts-mobifone",
    "UPDATE Topic topic:all",
    "DELETE Topic topic:all",
  ];
  expect(await read({})).toEqual(all);
  expect(await read({ first: 2 })).toEqual(all);
  expect(await read({ where: { types: ["Licence"] } })).toEqual([all[1]]);
  expect(await read({ where: { types: [] } })).toEqual([]);
});

test("A figure that is superseded is deleted from those that hold, and its new version inserted, in changes of all types too", async () => {
  const after = await cursorOf(server);
  const [old] = await database.dataSource.query(
    "SELECT id FROM observation WHERE superseded_by_id IS NULL AND value IS NOT NULL ORDER BY id LIMIT 1",
  );
  await writer.query(
    "UPDATE observation SET superseded_by_id = (SELECT min(id) FROM observation WHERE id <> $1 AND superseded_by_id IS NULL) WHERE id = $1",
    [old.id],
  );
  const { nodes } = await pageOf(server, { after, where: { types: ["Observation"] } }, ALL);
  expect(short(nodes)).toEqual([`DELETE ${old.id}`]);
});

test("However many events a page has, their rows are one statement, whatever is asked of them", async () => {
  const ask = async (after: string, more = "") => {
    const fields =
      "nodes { operation node { name issuer { name } events(first: 2) { nodes { name themes { nodes { name } } } } } other: node { id } }";
    const { errors, statements, data } = await database.ask(
      `{ page: topicChanges(after: "${after}"${more}) { ${fields} cursor } }`,
    );
    expect(errors).toEqual([]);
    return { statements, events: data.page.nodes.length, cursor: data.page.cursor };
  };
  const after = await cursorOf(server);
  const quiet = await ask(after);
  await writer.query("INSERT INTO topic (id, name) VALUES ('topic:one', 'one')");
  const one = await ask(after);
  await writer.query(
    "INSERT INTO topic (id, name) SELECT 'topic:many' || i, 'n' FROM generate_series(1, 40) i",
  );
  const many = await ask(after);
  const filtered = await ask(after, ', where: { name: { eq: "n" } }');
  expect([quiet.events, one.events, many.events, filtered.events]).toEqual([0, 1, 41, 40]);
  // The history, how far the log is, what it holds; its changes, and the rows; what they mean.
  expect([quiet, one, many, filtered].map(({ statements }) => statements)).toEqual([3, 5, 5, 6]);
});

test("What a page costs is known before, and grows with what it may hold", async () => {
  const after = await cursorOf(server);
  const costOf = async (field: string) => {
    const { extensions, errors } = await post(
      server,
      { query: `{ page: ${field} }` },
      { "x-graphql-cost": "1" },
    );
    expect(errors).toBeUndefined();
    return (extensions as { cost: { requested: number } }).cost.requested;
  };
  const page = (first: number, node: string) =>
    costOf(`topicChanges(after: "${after}", first: ${first}) { nodes { id ${node} } cursor }`);
  expect(await page(100, "")).toBeGreaterThan(await page(1, ""));
  expect(await page(100, "node { name }")).toBeGreaterThan(await page(100, ""));
  expect(await page(100, "node { events(first: 100) { nodes { name } } }")).toBeGreaterThan(
    await page(100, "node { name }"),
  );
});

test("An answer with a page of changes is never a kept one", async () => {
  const after = await cursorOf(server);
  const documents = Array.from(
    { length: 8 },
    (_, n) => `d${n}: documents(first: 1000) { nodes { id name } }`,
  );
  const query = `{ page: topicChanges(after: "${after}") { nodes { operation id } } ${documents.join(" ")} }`;
  const read = async () =>
    short(((await post(server, { query })).data as unknown as { page: Page }).page.nodes);
  expect(await read()).toEqual([]);
  await writer.query("INSERT INTO topic (id, name) VALUES ('topic:kept', 'kept')");
  expect(await read()).toEqual(["INSERT topic:kept"]);
});

test("What is wrong with one row is said at its place, and the others are given", async () => {
  const after = await cursorOf(server);
  await writer.query("INSERT INTO topic (id, name) VALUES ('topic:x1', 'x'), ('topic:x2', 'x')");
  const query = `{ page: topicChanges(after: "${after}") { nodes { id node { name events(after: "nonsense") { nodes { id } } } } } }`;
  for (const one of [server, resolving]) {
    const { errors, data } = await post(one, { query });
    expect(
      errors.map((error) => [(error as { path?: unknown[] }).path?.slice(0, 4), error.extensions.code]),
    ).toEqual([
      [["page", "nodes", 0, "node"], "BAD_USER_INPUT"],
      [["page", "nodes", 1, "node"], "BAD_USER_INPUT"],
    ]);
    expect((data as unknown as { page: Page }).page.nodes.map(({ id }) => id)).toEqual([
      "topic:x1",
      "topic:x2",
    ]);
  }
});
