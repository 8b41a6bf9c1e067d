import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { createLog } from "../src/log.js";
import { startServer } from "../src/http/server.js";
import { useDatabase, useServer } from "./harness.js";
import { get, post } from "./http.js";
import { scraped as scrapedOf } from "./series.js";

const database = useDatabase();
const server = useServer(database);

const scraped = (from = server) => scrapedOf(from);

/** By how much series grew while something was done, once one of them has grown; those that did not are left out. */
async function growth(work: () => Promise<unknown>, awaited: RegExp): Promise<Record<string, number>> {
  const before = await scraped();
  await work();
  for (;;) {
    const after = await scraped();
    const grown = Array.from(after, ([name, value]): [string, number] => [
      name,
      value - (before.get(name) ?? 0),
    ]).filter(([, more]) => more !== 0);
    // An answer is counted once it has gone out, which its client may see first.
    if (grown.some(([name]) => awaited.test(name))) return Object.fromEntries(grown);
    await pause(5);
  }
}

const took = (operation: string, outcome: string, path: string) =>
  `cuulong_operation_duration_seconds_count{operation="${operation}",outcome="${outcome}",path="${path}"}`;
const COUNTED = /^cuulong_operation_duration_seconds_count/;

test("An operation is counted by name, outcome and path, with its statements and its plan", async () => {
  const query = "query Counted { reports { totalCount } }";
  const first = await growth(() => post(server, { query }), COUNTED);
  expect(first).toMatchObject({
    [took("Counted", "ok", "apollo")]: 1,
    'cuulong_plan_lookups_total{result="miss"}': 1,
    cuulong_statements_total: 1,
    cuulong_documents: 1,
    cuulong_plans: 1,
  });
  expect(first.cuulong_documents_bytes).toBeGreaterThan(0);
  const second = await growth(() => post(server, { query }), COUNTED);
  expect(second).toMatchObject({
    [took("Counted", "ok", "fast")]: 1,
    'cuulong_plan_lookups_total{result="hit"}': 1,
    cuulong_fast_path_answers_total: 1,
    cuulong_statements_total: 1,
  });
  const infinite =
    'cuulong_operation_duration_seconds_bucket{operation="Counted",outcome="ok",path="fast",le="+Inf"}';
  expect(second[infinite]).toBe(1);
});

test("Buckets add up, and the sum is of seconds", async () => {
  await growth(() => post(server, { query: "query Summed { agencies { totalCount } }" }), COUNTED);
  const series = await scraped();
  const of = 'operation="Summed",outcome="ok",path="apollo"';
  const buckets = Array.from(series).filter(([name]) => name.includes(`_bucket{${of}`));
  const counts = buckets.map(([, count]) => count);
  expect(buckets.length).toBeGreaterThan(8);
  expect(counts).toEqual([...counts].sort((a, b) => a - b));
  expect(counts.at(-1)).toBe(1);
  const sum = series.get(`cuulong_operation_duration_seconds_sum{${of}}`) ?? 0;
  expect(sum).toBeGreaterThan(0);
  expect(sum).toBeLessThan(60);
});

const REFUSED: [title: string, ask: () => Promise<unknown>, operation: string, code: string][] = [
  [
    "A negative page",
    () => post(server, { query: "{ agencies(first: -1) { totalCount nodes { id } } }" }),
    "(query)",
    "BAD_USER_INPUT",
  ],
  [
    "An unknown field",
    () => post(server, { query: "query Unknown { colours }" }),
    "(none)",
    "GRAPHQL_VALIDATION_FAILED",
  ],
  [
    "Too many aliases",
    () =>
      post(server, {
        query: `{ ${Array.from({ length: 300 }, (_, index) => `a${index}: __typename`).join(" ")} }`,
      }),
    "(none)",
    "LIMIT_EXCEEDED",
  ],
  ["A body that is not JSON", () => post(server, "{"), "(none)", "BAD_REQUEST"],
  ["A request without a document", () => post(server, {}), "(none)", "BAD_REQUEST"],
  [
    "Another method",
    () => fetch(`${server.address}/graphql`, { method: "PATCH" }),
    "(none)",
    "METHOD_NOT_ALLOWED",
  ],
  [
    "A hash that nobody registered",
    () => get(server, { documentId: "0".repeat(64) }),
    "(none)",
    "PERSISTED_QUERY_NOT_FOUND",
  ],
];

test.each(REFUSED)("%s is counted as refused, and by its code", async (_title, ask, operation, code) => {
  expect(await growth(ask, COUNTED)).toMatchObject({
    [took(operation, "refused", "apollo")]: 1,
    [`cuulong_errors_total{code="${code}"}`]: 1,
  });
});

test("An answer of which a part failed is counted as one with errors", async () => {
  const query = 'query Partly { agencies(after: "noise") { nodes { id } } reports { totalCount } }';
  expect(await growth(() => post(server, { query }), COUNTED)).toMatchObject({
    [took("Partly", "errors", "apollo")]: 1,
    'cuulong_errors_total{code="BAD_USER_INPUT"}': 1,
  });
});

test("A client that goes away is counted, and so is the statement that is cancelled for it", async () => {
  const client = new pg.Client(database.url);
  await client.connect();
  await client.query("BEGIN; LOCK TABLE agency IN ACCESS EXCLUSIVE MODE");
  const leave = async () => {
    const controller = new AbortController();
    const asked = fetch(`${server.address}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "query Left { agencies { totalCount } }" }),
      signal: controller.signal,
    }).catch(() => {});
    const waits = "SELECT FROM pg_locks WHERE NOT granted AND relation = 'agency'::regclass";
    while ((await client.query(waits)).rowCount === 0) await pause(5);
    const { cuulong_pool_connections: open, cuulong_pool_idle_connections: idle } = Object.fromEntries(
      await scraped(),
    );
    expect(Number(open) - Number(idle)).toBe(1);
    controller.abort();
    await asked;
  };
  expect(await growth(leave, COUNTED)).toMatchObject({
    [took("Left", "abandoned", "apollo")]: 1,
    cuulong_statements_cancelled_total: 1,
  });
  await client.end();
});

test("A thousand names of operations, and very long ones, make no more series than a hundred do", async () => {
  const ask = (name: string) => post(server, { query: `query ${name} { __typename }` });
  for (let index = 0; index < 1000; index += 1) await ask(`Name${index}`);
  await growth(() => ask(`L${"o".repeat(10_000)}ng`), COUNTED);
  const series = await scraped();
  const names = new Set(Array.from(series.keys(), (name) => /operation="([^"]*)"/.exec(name)?.[1]));
  expect(names.size).toBeLessThanOrEqual(110);
  expect(Math.max(...Array.from(series.keys(), (name) => name.length))).toBeLessThan(300);
  expect(series.get(took("(other)", "ok", "apollo"))).toBeGreaterThan(850);
  expect(series.size).toBeLessThan(5000);
});

test("Every metric has a help text, and those of the process are there once", async () => {
  const text = await (await fetch(`${server.address}/metrics`)).text();
  const helped = Array.from(text.matchAll(/^# HELP (\S+) \S/gm), ([, name]) => name);
  const typed = Array.from(text.matchAll(/^# TYPE (\S+)/gm), ([, name]) => name);
  expect(helped).toEqual(typed);
  expect(new Set(typed).size).toBe(typed.length);
  expect(typed).toEqual(
    expect.arrayContaining(["process_cpu_seconds_total", "nodejs_eventloop_lag_seconds"]),
  );
});

test("Servers in one process count apart", async () => {
  const other = await startServer(database.dataSource, database.config, createLog("silent"));
  await post(other, { query: "query Elsewhere { __typename }" });
  const name = took("Elsewhere", "ok", "apollo");
  while (!(await scraped(other)).has(name)) await pause(5);
  expect((await scraped()).has(name)).toBe(false);
  await other.close();
});
