import { createApi } from "../src/schema.js";
import { complaintOf, FuzzServer } from "./fuzz-client.js";
import { FuzzDocuments } from "./fuzz-documents.js";
import { FuzzRequests, type Sent } from "./fuzz-requests.js";
import { dropDatabase, makeDatabase } from "./harness.js";
import { post } from "./http.js";
import { OPERATIONS, Random, SEED } from "./random.js";

/** How many requests are under way at a time. */
const AT_ONCE = 8;
/** What the server may hold more when it has been asked the same once more. */
const MORE_BYTES = 1.5 * 1024 * 1024;

let url: string;
let server: FuzzServer;

beforeAll(async () => {
  url = await makeDatabase();
  server = await FuzzServer.start({
    DATABASE_URL: url,
    PORT: "0",
    LOG_LEVEL: "error",
    POOL_SIZE: "4",
    STATEMENT_TIMEOUT_MS: "1000",
    HEAVY_WAITING: "4",
    HEADERS_TIMEOUT_MS: "2000",
    REQUEST_TIMEOUT_MS: "4000",
  });
});

afterAll(async () => {
  await server.stop();
  await dropDatabase(url);
});

const shown = ({ family, bytes }: Sent): string =>
  `${family}, ${bytes.length} bytes:\n${JSON.stringify(bytes.subarray(0, 6000).toString("latin1"))}`;

/** What the log has of faults of ours; what took too long, or was too much at once, is none. */
const faults = (output: string): string[] =>
  output
    .split("\n")
    .filter((line) => line !== "" && !/"errors":\["(TIMED_OUT|SERVICE_UNAVAILABLE)"/.test(line));

async function readsAPoint(): Promise<void> {
  const query = '{ agency(id: "agency:bo-tttt") { id } }';
  expect(await post(server, { query })).toEqual({ status: 200, data: { agency: { id: "agency:bo-tttt" } } });
}

test("Whatever is sent, no answer is a fault of ours, all are in the API's form, and nothing is left behind", async () => {
  const { schema } = createApi();
  const wrong: string[] = [];
  const tried = { documents: 0, bodies: 0, heads: 0, bytes: 0 };
  const answered: Record<string, number> = {};
  const round = async (requests: FuzzRequests, number: number) => {
    const sent = Array.from({ length: AT_ONCE }, () => requests.next());
    const answers = await Promise.all(sent.map((one) => server.send(one)));
    const logged = faults(server.output);
    if (server.ended || logged.length > 0)
      wrong.push(
        `${server.ended ? "the process ended" : "a fault was logged"}: ${logged.join("\n").slice(0, 3000)}\n${sent.map(shown).join("\n")}`,
      );
    server.output = "";
    for (const [index, one] of sent.entries()) {
      tried[one.family] += 1;
      const answer = answers[index] as Buffer;
      const status = answer.subarray(9, 12).toString() || "none";
      answered[status] = (answered[status] ?? 0) + 1;
      const complaint = complaintOf(one, answer);
      if (complaint) wrong.push(`${complaint} (round ${number})\n${answer.subarray(0, 600)}\n${shown(one)}`);
    }
    if (wrong.length > 0) throw new Error(`SEED=${SEED}: ${wrong.join("\n\n")}`);
  };
  const pass = async (operations: number) => {
    const random = new Random(SEED);
    const requests = new FuzzRequests(new FuzzDocuments(schema, random), random);
    for (let number = 0; number < operations / AT_ONCE; number += 1) {
      await round(requests, number);
      if (number % 25 === 0) await readsAPoint();
    }
    await readsAPoint();
    const held = await server.held();
    // What was written since the last look.
    expect(faults(server.output)).toEqual([]);
    return held;
  };
  const before = await pass(2 * OPERATIONS);
  // Of documents that are known nothing more is kept, so that what is more has been left behind by requests.
  const more = (await pass(OPERATIONS)) - before;
  console.log(`SEED=${SEED}`, tried, answered, `${Math.round(more / 1024)} KiB more`);
  expect(more).toBeLessThan(MORE_BYTES);
  for (const status of ["200", "400", "404", "405", "415"]) expect(answered[status]).toBeGreaterThan(0);
}, 3_600_000);
