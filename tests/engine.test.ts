import pg from "pg";
import { readConfig } from "../src/config.js";
import { dataSourceFor } from "../src/database/index.js";
import { Reads } from "../src/engine/run/reads.js";
import { Sessions } from "../src/engine/run/session.js";
import { createLog } from "../src/log.js";
import { startServer } from "../src/http/server.js";
import { connectionsOf, useDatabase, useServer } from "./harness.js";
import { post } from "./http.js";
import { eventually, whileAgenciesAreLocked } from "./waiting.js";

const database = useDatabase();
const server = useServer(database);

const whileLocked = (work: () => Promise<void>) => whileAgenciesAreLocked(database, work);

/** Statements of ours that are under way on agencies. */
async function underWay(): Promise<number> {
  const client = new pg.Client(database.url);
  await client.connect();
  const { rowCount } = await client.query(
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'
       AND pid <> pg_backend_pid() AND query LIKE 'SELECT%"agency"%'`,
  );
  await client.end();
  return rowCount ?? 0;
}

test("When clients go away, their statements are cancelled and the pool serves the next at once", async () => {
  await whileLocked(async () => {
    const controller = new AbortController();
    // More than the pool has connections: some wait for one, and leave too.
    const left = Array.from({ length: 12 }, () =>
      fetch(`${server.address}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query: "{ agencies { totalCount } }" }),
        signal: controller.signal,
      }).catch(({ name }) => name),
    );
    await eventually(async () => (await underWay()) > 0);
    controller.abort();
    expect(new Set(await Promise.all(left))).toEqual(new Set(["AbortError"]));
    await eventually(async () => (await underWay()) === 0);
    const { data } = await post(server, { query: "{ reports { totalCount } }" });
    expect(data).toEqual({ reports: { totalCount: 1 } });
  });
});

test("A statement that takes too long is cancelled with TIMED_OUT, and its connection serves on", async () => {
  const config = readConfig({ PORT: "0", POOL_SIZE: "2", STATEMENT_TIMEOUT_MS: "300" });
  const dataSource = await dataSourceFor({ url: database.url }, config).initialize();
  const hasty = await startServer(dataSource, config, createLog("silent"));
  await whileLocked(async () => {
    const response = await post(hasty, { query: "{ agencies { totalCount } reports { totalCount } }" });
    expect([response.status, response.data]).toEqual([503, { agencies: null, reports: null }]);
    expect(new Set(response.errors.map(({ extensions }) => extensions.code))).toEqual(new Set(["TIMED_OUT"]));
    expect(await underWay()).toBe(0);
  });
  const { data } = await post(hasty, { query: "{ agencies { totalCount } }" });
  expect(data?.agencies).not.toBeNull();
  await hasty.close();
  await dataSource.destroy();
});

test("A request for which no connection comes free in time is answered with SERVICE_UNAVAILABLE", async () => {
  const config = readConfig({ PORT: "0", POOL_SIZE: "2", STATEMENT_TIMEOUT_MS: "30000" });
  const dataSource = await dataSourceFor({ url: database.url }, config).initialize();
  const narrow = await startServer(dataSource, config, createLog("silent"));
  await whileLocked(async () => {
    const first = [1, 2].map(() => post(narrow, { query: "{ agencies { totalCount } }" }));
    await eventually(async () => (await underWay()) === 2);
    const response = await post(narrow, { query: "{ reports { totalCount } }" });
    expect([response.status, response.errors[0]?.extensions.code]).toEqual([503, "SERVICE_UNAVAILABLE"]);
    for (const { connection } of connectionsOf(dataSource)) connection.stream.destroy();
    await Promise.all(first);
  });
  await narrow.close();
  await dataSource.destroy();
}, 30_000);

test("A connection that breaks under a statement is reported as SERVICE_UNAVAILABLE, and the next request is answered", async () => {
  await whileLocked(async () => {
    const waiting = post(server, { query: "{ agencies { totalCount } }" });
    await eventually(async () => (await underWay()) > 0);
    // As when a server dies without a word.
    for (const { connection } of connectionsOf(database.dataSource)) connection.stream.destroy();
    const response = await waiting;
    expect([response.status, response.errors.map(({ extensions }) => extensions.code)]).toEqual([
      503,
      ["SERVICE_UNAVAILABLE"],
    ]);
  });
  const { data } = await post(server, { query: "{ agencies { totalCount } }" });
  expect(data?.agencies).not.toBeNull();
});

test("A stream of documents that are each asked twice fills neither the process nor PostgreSQL", async () => {
  const text = (index: number) => `{ agencies(first: 1) { nodes { k${index}: name } } }`;
  for (let index = 0; index < 1200; index += 1)
    for (let times = 0; times < 2; times += 1) expect((await database.ask(text(index))).errors).toEqual([]);
  const { documents, bytes } = database.service.store.sizes;
  expect(documents).toBeLessThanOrEqual(10_000);
  expect(bytes).toBeLessThan(128 * 1024 * 1024);
  // Each connection of the pool says what it holds.
  const held = await Promise.all(
    Array.from({ length: 4 }, () =>
      database.dataSource.query(
        "SELECT count(*)::integer AS count, pg_sleep(0.05) FROM pg_prepared_statements",
      ),
    ),
  );
  const most = Math.max(...held.map(([{ count }]) => count));
  expect(most).toBeGreaterThan(100);
  expect(most).toBeLessThanOrEqual(500);
}, 60_000);

test("Documents that each come once leave little in the sessions of PostgreSQL", async () => {
  const columns = (document: number) =>
    Array.from({ length: 900 }, (_, index) => `k${document}_${index}: name`);
  for (let document = 0; document < 200; document += 1) {
    const { errors } = await database.ask(
      `{ agencies(first: 1) { nodes { ${columns(document).join(" ")} } } }`,
    );
    expect(errors).toEqual([]);
  }
  const held = await Promise.all(
    Array.from({ length: 4 }, () =>
      database.dataSource.query(
        // Where types of rows are kept, among others.
        "SELECT total_bytes::integer AS bytes, pg_sleep(0.05) FROM pg_backend_memory_contexts WHERE name = 'CacheMemoryContext'",
      ),
    ),
  );
  expect(Math.max(...held.map(([{ bytes }]) => bytes))).toBeLessThan(16 * 1024 * 1024);
}, 60_000);

test("What cannot be compiled is answered beside what can, field by field of the root, and both are counted", async () => {
  const before = { ...database.service.engine.counts };
  const answer = await database.ask(
    "query ($name: String!) { reports { totalCount } __type(name: $name) { name } agencies(first: 1) { nodes { id } } }",
    { name: "Agency" },
  );
  expect(Object.keys(answer.data)).toEqual(["reports", "__type", "agencies"]);
  expect(answer.data.__type).toEqual({ name: "Agency" });
  expect([answer.statements, answer.fallbacks]).toEqual([1, 1]);
  expect(database.service.engine.counts).toEqual({
    compiled: before.compiled + 2,
    fallbacks: before.fallbacks + 1,
  });
});

test("The metrics say how often resolvers answered", async () => {
  const fieldsBy = async () => {
    const text = await (await fetch(`${server.address}/metrics`)).text();
    const [, statement, resolvers] = /by="statement"\} (\d+)\n.*by="resolvers"\} (\d+)/.exec(text) ?? [];
    return [Number(statement), Number(resolvers)];
  };
  const [statement = 0, resolvers = 0] = await fieldsBy();
  const query = "query ($name: String!) { reports { totalCount } __type(name: $name) { name } }";
  await post(server, { query, variables: { name: "Agency" } });
  expect(await fieldsBy()).toEqual([statement + 1, resolvers + 1]);
});

const REFUSED_GROUPS = `{
  reports { totalCount }
  first: observations { groups(by: [{ status: VALUE }]) { count sum { value } } }
  agencies(first: 1) { nodes { id } }
  second: observations { groups(by: [{ qualifier: VALUE }]) { count sum { value } } }
}`;

test("Of several fields of the root, only those with a refused group are answered again by resolvers", async () => {
  const { data, errors, fallbacks } = await database.ask(REFUSED_GROUPS);
  expect(fallbacks).toBe(2);
  expect(data.reports).toEqual({ totalCount: 1 });
  expect(data.agencies.nodes).toHaveLength(1);
  expect(new Set(errors.map(({ path }) => path?.[0]))).toEqual(new Set(["first", "second"]));
});

test("The errors of one request come in the order of their places, in equal bytes each time", async () => {
  const answers = new Set<string>();
  for (let times = 0; times < 20; times += 1) {
    answers.add((await database.ask(REFUSED_GROUPS)).text);
    answers.add((await database.askResolvers(REFUSED_GROUPS)).text);
  }
  expect(answers.size).toBe(1);
});

test("The rules are run once a statement, however many figures are held against what they find", async () => {
  const query = `{ observations(where: { parts: { every: { checks: { some: { verdict: { eq: DISAGREES } } } } } }, first: 1) { totalCount } }`;
  const { sql, errors } = await database.ask(query);
  expect(errors).toEqual([]);
  const [{ "QUERY PLAN": plans }] = await database.dataSource.query(
    `EXPLAIN (ANALYZE, FORMAT JSON) ${sql.replace("$1::text", "'DISAGREES'::text")}`,
  );
  type Plan = { "Node Type": string; "CTE Name"?: string; "Actual Loops": number; Plans?: Plan[] };
  const scans = (plan: Plan): Plan[] => [
    ...(plan["CTE Name"] === "check" ? [plan] : []),
    ...(plan.Plans ?? []).flatMap(scans),
  ];
  expect(
    plans.flatMap(({ Plan: plan }: { Plan: Plan }) => scans(plan)).map((scan: Plan) => scan["Actual Loops"]),
  ).toEqual([1]);
});

test("Whatever is read in one snapshot is read as it was at its beginning, also after a statement that fails", async () => {
  const reads = new Reads(new Sessions(database.dataSource));
  const count = async () =>
    (await reads.rows({ text: "SELECT count(*)::integer AS n FROM operator", values: [] }))[0]?.n;
  const before = await count();
  await reads.inSnapshot(async () => {
    expect(await count()).toBe(before);
    await database.dataSource.query("INSERT INTO operator (id, name) VALUES ('operator:later', 'sau')");
    expect(await count()).toBe(before);
    await expect(reads.rows({ text: "SELECT 1 / 0", values: [] })).rejects.toMatchObject({ code: "22012" });
    expect(await count()).toBe(before);
  });
  expect(await count()).toBe(Number(before) + 1);
  await database.dataSource.query("DELETE FROM operator WHERE id = 'operator:later'");
});

test("What the resolvers of a request read is of the snapshot of its statement", async () => {
  // Nothing is compiled: the list, its total and each relation are statements of their own.
  const query = "{ operators { totalCount nodes { id licences { totalCount nodes { id } } } } }";
  let going = true;
  const writer = (async () => {
    for (let n = 0; going; n += 1) {
      await database.dataSource.query("INSERT INTO operator (id, name) VALUES ($1, 'mới')", [
        `operator:new-${n}`,
      ]);
      await database.dataSource.query("DELETE FROM operator WHERE id = $1", [`operator:new-${n}`]);
    }
  })();
  for (let times = 0; times < 40; times += 1) {
    const { data } = await database.askResolvers(query);
    expect(data.operators.nodes).toHaveLength(data.operators.totalCount);
  }
  going = false;
  await writer;
});
