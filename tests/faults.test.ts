import type pg from "pg";
import { createLog } from "../src/log.js";
import { type Server, startServer } from "../src/http/server.js";
import { useDatabase } from "./harness.js";
import { addressOf, post } from "./http.js";

const database = useDatabase("migrated");
const lines: string[] = [];
let server: Server;

/** Who reads media outlets is failed by PostgreSQL with the code that stands in the name of a place. */
beforeAll(async () => {
  await database.dataSource.query(
    `CREATE FUNCTION fail(code text) RETURNS boolean LANGUAGE plpgsql AS $$
     BEGIN RAISE EXCEPTION USING ERRCODE = code, MESSAGE = 'it was a secret'; END $$;
     ALTER TABLE media_outlet RENAME TO hidden;
     CREATE VIEW media_outlet AS SELECT hidden.* FROM hidden, place WHERE fail(place.name_en);
     INSERT INTO hidden (id, name) VALUES ('outlet:x', 'x')`,
  );
  const log = createLog("info", { write: (line) => lines.push(line) });
  server = await startServer(database.dataSource, database.config, log);
});

afterAll(() => server.close());

const QUERY = "{ mediaOutlets { nodes { id } } }";

async function failedBy(sqlState: string, query = QUERY) {
  await database.dataSource.query(
    "INSERT INTO place (id, name, name_en) VALUES ('place:x', 'x', $1) ON CONFLICT (id) DO UPDATE SET name_en = excluded.name_en",
    [sqlState],
  );
  lines.length = 0;
  const response = await post(server, { query });
  while (!lines.some((line) => line.includes('"msg":"request"')))
    await new Promise((done) => setTimeout(done, 5));
  return { response, logged: lines.map((line) => JSON.parse(line) as { msg: string; level: number }) };
}

const CODES: [sqlState: string, meaning: string, status: number, code: string][] = [
  ["53100", "a full disk", 503, "SERVICE_UNAVAILABLE"],
  ["53300", "too many connections", 503, "SERVICE_UNAVAILABLE"],
  ["57P01", "a server that is stopping", 503, "SERVICE_UNAVAILABLE"],
  ["57P03", "a server that is starting", 503, "SERVICE_UNAVAILABLE"],
  ["08006", "a lost connection", 503, "SERVICE_UNAVAILABLE"],
  ["57014", "a cancelled statement", 503, "TIMED_OUT"],
  ["22003", "a number out of range", 400, "BAD_USER_INPUT"],
  ["CL001", "what must not be computed", 400, "BAD_USER_INPUT"],
  ["42P01", "a table that is not there", 500, "INTERNAL_SERVER_ERROR"],
  ["53200", "no memory", 500, "INTERNAL_SERVER_ERROR"],
  ["57000", "an intervention", 500, "INTERNAL_SERVER_ERROR"],
];

test.each(CODES)(
  "PostgreSQL's %s, %s, is answered with %s and %s",
  async (sqlState, _meaning, status, code) => {
    const { response, logged } = await failedBy(sqlState);
    expect(response.status).toBe(status);
    expect(response.data ?? { mediaOutlets: null }).toEqual({ mediaOutlets: null });
    expect(response.errors.map(({ extensions }) => extensions.code)).toEqual([code]);
    expect(JSON.stringify(response).includes("secret")).toBe(code === "BAD_USER_INPUT");
    // A fault of ours is an error in the log too; 30 and 50 are pino's info and error.
    const [request] = logged.filter(({ msg }) => msg === "request");
    expect(request?.level).toBe(status >= 500 ? 50 : 30);
    expect(logged.filter(({ msg }) => msg === "masked error")).toHaveLength(status === 500 ? 1 : 0);
  },
);

test("A fault of one slice leaves the others, and then the request is no error", async () => {
  const { response, logged } = await failedBy(
    "22003",
    "{ reports { totalCount } mediaOutlets { nodes { id } } }",
  );
  expect(response).toMatchObject({
    status: 200,
    data: { reports: { totalCount: 0 }, mediaOutlets: null },
    errors: [{ path: expect.arrayContaining(["mediaOutlets"]), extensions: { code: "BAD_USER_INPUT" } }],
  });
  expect(logged.map(({ level }) => level)).toEqual([30]);
});

test("The log of a request by GET has no client's values", async () => {
  lines.length = 0;
  const query = 'query { places(where: { name: { eq: "mat-khau-bi-mat" } }) { totalCount } }';
  const response = await fetch(addressOf(server, { query }));
  expect(response.status).toBe(200);
  while (!lines.some((line) => line.includes('"msg":"request"')))
    await new Promise((done) => setTimeout(done, 5));
  expect(lines.join("")).toContain('"path":"/graphql"');
  expect(lines.join("")).not.toContain("mat-khau");
});

test("A connection that breaks ends nothing, whoever has it and whatever it is doing", async () => {
  const { master } = database.dataSource.driver as unknown as { master: pg.Pool };
  const connection = await master.connect();
  expect(() => connection.emit("error", new Error("It broke."))).not.toThrow();
  connection.release(true);
});
