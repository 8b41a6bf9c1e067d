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
  id?: string;
  err?: { message: string };
  operation?: string;
  status?: number;
  statements?: number;
  direct?: boolean;
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
  // The line is written once the response has gone out, which the client may see first.
  while (!lines.some((line) => line.includes('"msg":"request"')))
    await new Promise((done) => setTimeout(done, 5));
  return { answer, told: lines.map((line) => JSON.parse(line) as Line), raw: lines.join("") };
}

test("What has been answered before is answered by the engine alone, until there is an error to tell", async () => {
  const query = "query Paged($first: Int) { reports(first: $first) { nodes { id } } }";
  const direct = async (variables: object) => (await ask(query, variables)).told[0]?.direct;
  expect(await direct({ first: 1 })).toBe(false);
  expect(await direct({ first: 1 })).toBe(true);
  expect(await direct({ first: 2 })).toBe(true);
  expect(await direct({ first: -1 })).toBe(false);
  expect(await direct({ first: 0 })).toBe(true);
});

test("A request is one line: operation, duration, statements, errors, and no variable's value", async () => {
  const query = "query Named($text: String!) { reports { totalCount } search(text: $text) { totalCount } }";
  const { told, raw } = await ask(query, { text: "mat-khau-bi-mat" });
  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject({
    msg: "request",
    operation: "Named",
    status: 200,
    statements: 1,
    compiled: 2,
    fallbacks: 0,
    errors: [],
  });
  expect(told[0]?.milliseconds).toBeGreaterThan(0);
  expect(raw).not.toContain("mat-khau-bi-mat");
});

test("A client's mistake is in the line by its code", async () => {
  const { told } = await ask("{ agencies(first: -1) { totalCount nodes { id } } }");
  expect(told[0]).toMatchObject({ operation: "(query)", errors: ["BAD_USER_INPUT"] });
});

test("A failure of ours is masked under an id that the log carries with the cause, without the client's values", async () => {
  await database.dataSource.query("ALTER TABLE media_outlet RENAME TO hidden");
  const query = "query ($text: String!) { mediaOutlets(where: { url: { eq: $text } }) { nodes { id } } }";
  const { answer, told, raw } = await ask(query, { text: "mat-khau-bi-mat" });
  await database.dataSource.query("ALTER TABLE hidden RENAME TO media_outlet");
  const [error] = answer.errors ?? [];
  expect(error?.extensions.code).toBe("INTERNAL_SERVER_ERROR");
  expect(error?.message).not.toContain("media_outlet");
  const masked = told.find(({ id }) => id === error?.extensions.id);
  expect(masked?.err?.message).toContain('"media_outlet" does not exist');
  expect(raw).not.toContain("mat-khau-bi-mat");
});

test("A statement that runs too long is given up, with a code of its own", async () => {
  const impatient = { ...database.config, statementTimeoutMs: 200 };
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
