import { get } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { dataSourceFor } from "../src/database/index.js";
import { createLog } from "../src/log.js";
import { type Server, startServer } from "../src/http/server.js";
import { useDatabase } from "./harness.js";

const database = useDatabase();
const lines: string[] = [];
let server: Server;

beforeAll(async () => {
  const log = createLog("info", { write: (line) => lines.push(line) });
  server = await startServer(database.dataSource, database.config, log);
});

afterAll(() => server.close());

interface Line {
  msg: string;
  level: number;
  id?: string;
  err?: { message: string };
  operation?: string;
  status?: number;
  statements?: number;
  direct?: boolean;
  abandoned?: boolean;
  milliseconds?: number;
  errors?: string[];
}

async function ask(query: string, variables: object = {}) {
  lines.length = 0;
  const body = JSON.stringify({ query, variables });
  const response = await fetch(`${server.address}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  const answer = (await response.json()) as {
    errors?: { message: string; extensions: { code: string; id?: string } }[];
  };
  const logged = await written();
  return { answer, logged, raw: lines.join("") };
}

/** What was written, once a request has its line: it is written when the answer has gone out, which the client may see first. */
async function written(): Promise<Line[]> {
  while (!lines.some((line) => line.includes('"msg":"request"'))) await pause(5);
  return lines.map((line) => JSON.parse(line) as Line);
}

/** pino's numbers for levels. */
const [INFO, ERROR] = [30, 50];

test("What has been answered before is answered by the engine alone, until there is an error to report", async () => {
  const query = "query Paged($first: Int) { reports(first: $first) { nodes { id } } }";
  const direct = async (variables: object) => (await ask(query, variables)).logged[0]?.direct;
  expect(await direct({ first: 1 })).toBe(false);
  expect(await direct({ first: 1 })).toBe(true);
  expect(await direct({ first: 2 })).toBe(true);
  expect(await direct({ first: -1 })).toBe(false);
  expect(await direct({ first: 0 })).toBe(true);
});

test("A request is one line: operation, duration, statements, errors, and no variable's value", async () => {
  const query = "query Named($text: String!) { reports { totalCount } search(text: $text) { totalCount } }";
  const { logged, raw } = await ask(query, { text: "mat-khau-bi-mat" });
  expect(logged).toHaveLength(1);
  expect(logged[0]).toMatchObject({
    msg: "request",
    operation: "Named",
    status: 200,
    statements: 1,
    compiled: 2,
    fallbacks: 0,
    errors: [],
  });
  expect(logged[0]?.milliseconds).toBeGreaterThan(0);
  expect(raw).not.toContain("mat-khau-bi-mat");
});

test("A client's mistake is in the line by its code", async () => {
  const { logged } = await ask("{ agencies(first: -1) { totalCount nodes { id } } }");
  expect(logged[0]).toMatchObject({ operation: "(query)", errors: ["BAD_USER_INPUT"] });
});

test("A failure of ours is masked under an id that the log carries with the cause, without the client's values", async () => {
  await database.dataSource.query("ALTER TABLE media_outlet RENAME TO hidden");
  const query = "query ($text: String!) { mediaOutlets(where: { url: { eq: $text } }) { nodes { id } } }";
  const { answer, logged, raw } = await ask(query, { text: "mat-khau-bi-mat" });
  await database.dataSource.query("ALTER TABLE hidden RENAME TO media_outlet");
  const [error] = answer.errors ?? [];
  expect(error?.extensions.code).toBe("INTERNAL_SERVER_ERROR");
  expect(error?.message).not.toContain("media_outlet");
  const masked = logged.find(({ id }) => id === error?.extensions.id);
  expect(masked?.err?.message).toContain('"media_outlet" does not exist');
  expect(raw).not.toContain("mat-khau-bi-mat");
});

test("An answer of 500 or more is logged at the level error, others at info", async () => {
  expect((await ask("{ reports { totalCount } }")).logged[0]).toMatchObject({ level: INFO, status: 200 });
  expect((await ask("{ colours }")).logged[0]).toMatchObject({ level: INFO, status: 400 });
  await database.dataSource.query("ALTER TABLE topic RENAME TO hidden");
  const { logged } = await ask("{ topics { totalCount } }");
  await database.dataSource.query("ALTER TABLE hidden RENAME TO topic");
  expect(logged.at(-1)).toMatchObject({ level: ERROR, status: 500, errors: ["INTERNAL_SERVER_ERROR"] });
});

test("A request that is refused before its operation is looked at has the code in its line", async () => {
  const ids = JSON.stringify(Array(1001).fill("agency:x"));
  const { logged } = await ask(`{ agencies(where: { id: { in: ${ids} } }) { totalCount } }`);
  expect(logged).toEqual([expect.objectContaining({ status: 400, errors: ["LIMIT_EXCEEDED"] })]);
});

test("A request whose client goes away has a line that says so, and no status", async () => {
  const runner = database.dataSource.createQueryRunner();
  await runner.startTransaction();
  await runner.query("LOCK TABLE topic IN ACCESS EXCLUSIVE MODE");
  lines.length = 0;
  const query = encodeURIComponent("query Left { topics { totalCount } }");
  const asked = get(`${server.address}/graphql?query=${query}`, { agent: false }).on("error", () => {});
  const waits = "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'topic'::regclass";
  while ((await runner.query(waits)).length === 0) await pause(5);
  asked.destroy();
  const logged = await written();
  await runner.rollbackTransaction();
  await runner.release();
  expect(logged).toEqual([expect.objectContaining({ level: INFO, operation: "Left", abandoned: true })]);
  expect(logged[0]).not.toHaveProperty("status");
  expect(logged[0]?.milliseconds).toBeGreaterThan(0);
});

test("A statement that runs too long is cancelled, with a code of its own", async () => {
  const impatient = { ...database.config, statementTimeoutMs: 1_000 };
  const dataSource = await dataSourceFor({ url: database.url }, impatient).initialize();
  const hasty = await startServer(dataSource, impatient, createLog("silent"));
  const runner = database.dataSource.createQueryRunner();
  await runner.startTransaction();
  await runner.query("LOCK TABLE report IN ACCESS EXCLUSIVE MODE");
  const response = await fetch(
    `${hasty.address}/graphql?query=${encodeURIComponent("{ reports { nodes { id } } }")}`,
  );
  await runner.rollbackTransaction();
  await runner.release();
  await hasty.close();
  await dataSource.destroy();
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: "TIMED_OUT" } }] });
});
