import { request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { getIntrospectionQuery } from "graphql";
import { sha256 } from "../src/operation/documents.js";
import { useDatabase, useServer } from "./harness.js";
import { addressOf, decoded, post, type Raw, raw } from "./http.js";

const database = useDatabase();
const server = useServer(database);

const SHORT = "{ reports { totalCount } }";
const MIDDLE = "{ agencies(first: 40) { nodes { id name } } }";
const LONG =
  "{ observations(first: 200) { nodes { id value unit indicator { name } subject { id name } } } }";
const WRONG = `{ ${Array.from({ length: 40 }, (_, index) => `colour${index}`).join(" ")} }`;
const DEEP = `${"{ a ".repeat(30)}${"}".repeat(30)}`;

const byPost = (body: object, encoding?: string): Promise<Raw> =>
  raw(
    `${server.address}/graphql`,
    {
      method: "POST",
      headers: { "content-type": "application/json", ...(encoding && { "accept-encoding": encoding }) },
    },
    body,
  );
const byGet = (query: string, headers: Record<string, string> = {}): Promise<Raw> =>
  raw(addressOf(server, { query }), { headers });

const named = (query: string) => ({
  query,
  extensions: { persistedQuery: { version: 1, sha256Hash: sha256(query) } },
});

const KINDS: [title: string, compressed: boolean, ask: (encoding?: string) => Promise<Raw>][] = [
  ["A short answer", false, (encoding) => byPost({ query: SHORT }, encoding)],
  ["A longer answer", true, (encoding) => byPost({ query: MIDDLE }, encoding)],
  ["A long answer", true, (encoding) => byPost({ query: LONG }, encoding)],
  ["A long answer to GET", true, (encoding = "identity") => byGet(LONG, { "accept-encoding": encoding })],
  ["A short answer to GET", false, (encoding = "identity") => byGet(SHORT, { "accept-encoding": encoding })],
  ["A document registered by its hash", true, (encoding) => byPost(named(LONG), encoding)],
  ["Introspection", true, (encoding) => byPost({ query: getIntrospectionQuery() }, encoding)],
  ["A long list of errors", true, (encoding) => byPost({ query: WRONG }, encoding)],
  ["A refusal", false, (encoding) => byPost({ query: DEEP }, encoding)],
];

describe.each(["br", "gzip"])("To a client that accepts %s", (encoding) => {
  test.each(KINDS)("%s says just what it says to others, however often it is asked for", async (...kind) => {
    const [, compressed, ask] = kind;
    const plain = await ask();
    expect(plain.headers["content-encoding"]).toBeUndefined();
    expect(plain.headers["content-length"]).toBe(`${plain.bytes.length}`);
    // From the second time on, the engine answers by itself.
    for (let times = 0; times < 3; times += 1) {
      const answer = await ask(encoding);
      expect(answer.headers["content-encoding"]).toBe(compressed ? encoding : undefined);
      expect([answer.status, decoded(answer)]).toEqual([plain.status, plain.bytes.toString()]);
      if (compressed) expect(answer.bytes.length).toBeLessThan(plain.bytes.length / 2);
      for (const { headers } of [plain, answer]) expect(headers.vary).toBe("accept, accept-encoding");
    }
  });
});

test.each([
  ["gzip, deflate, br", "br"],
  ["br;q=0.5, gzip;q=0.8", "gzip"],
  ["br;q=0, gzip", "gzip"],
  ["GZIP", "gzip"],
  ["*", "br"],
  ["br;q=0, *", "gzip"],
  ["identity, gzip;q=0.5", undefined],
  ["gzip;q=0", undefined],
  ["deflate, zstd", undefined],
  ["identity", undefined],
  ["", undefined],
  [";;q=,,", undefined],
])("Accept-Encoding: %s is answered with the encoding %s", async (accepted, encoding) => {
  for (const query of [MIDDLE, LONG]) {
    const answer = await byPost({ query }, accepted);
    expect(answer.headers["content-encoding"]).toBe(encoding);
    expect(JSON.parse(decoded(answer)).data).toBeTruthy();
  }
});

test("An answer to GET has one weak ETag in every encoding, and is 304 with the same headers in each", async () => {
  const answers = await Promise.all(
    ["identity", "gzip", "br"].map((encoding) => byGet(LONG, { "accept-encoding": encoding })),
  );
  const tags = new Set(answers.map(({ headers }) => headers.etag));
  expect([...tags]).toEqual([expect.stringMatching(/^W\/".+"$/)]);
  for (const encoding of ["identity", "gzip", "br"]) {
    const headers = { "accept-encoding": encoding, "if-none-match": String([...tags][0]) };
    const again = await byGet(LONG, headers);
    expect([again.status, again.bytes.length]).toEqual([304, 0]);
    expect(again.headers).toMatchObject({
      etag: [...tags][0],
      vary: "accept, accept-encoding",
      "cache-control": "no-cache",
    });
    expect(again.headers).not.toHaveProperty("content-encoding");
    expect(again.headers).not.toHaveProperty("content-type");
  }
});

test("GraphiQL is sent in whatever encoding the browser accepts, and plain where it accepts none", async () => {
  const pages = await Promise.all(
    [undefined, "gzip", "br"].map((encoding) =>
      raw(`${server.address}/graphiql`, { headers: encoding ? { "accept-encoding": encoding } : {} }),
    ),
  );
  expect(pages.map(({ headers }) => headers["content-encoding"])).toEqual([undefined, "gzip", "br"]);
  expect(pages.map(({ headers }) => headers.vary)).toEqual(Array(3).fill("accept-encoding"));
  expect(new Set(pages.map(decoded)).size).toBe(1);
  expect(pages[0]?.bytes.toString()).toContain("Cửu Long GraphiQL");
});

test("HEAD has headers and no body, whatever the client accepts", async () => {
  for (const path of ["/graphiql", "/metrics"]) {
    const options = { method: "HEAD", headers: { "accept-encoding": "gzip" } };
    const { status, headers, bytes } = await raw(`${server.address}${path}`, options);
    expect([status, headers["content-encoding"], bytes.length]).toEqual([200, "gzip", 0]);
  }
});

/** Asks, and goes away with the first bytes of the answer. */
function glance(query: string, encoding: string): Promise<void> {
  const headers = { "content-type": "application/json", "accept-encoding": encoding };
  return new Promise((resolve, reject) => {
    const options = { method: "POST", agent: false as const, headers };
    const sent = request(`${server.address}/graphql`, options, (response) => {
      response.once("data", () => {
        response.destroy();
        resolve();
      });
    });
    sent.on("error", reject);
    sent.end(JSON.stringify({ query }));
  });
}

test("Clients that go away in the middle of their answers disturb nobody and leave nothing behind", async () => {
  const text = async () => (await raw(`${server.address}/metrics`)).bytes.toString();
  const counted = async (name: string) => Number(new RegExp(`^${name} (\\d+)$`, "m").exec(await text())?.[1]);
  const cancelled = await counted("cuulong_statements_cancelled_total");
  const expected = (await byPost({ query: LONG })).bytes.toString();
  for (let round = 0; round < 2; round += 1) {
    const staying = ["gzip", "br", undefined].map((encoding) => byPost({ query: LONG }, encoding));
    const leaving = ["gzip", "br", "identity"].flatMap((encoding) =>
      [getIntrospectionQuery(), LONG].map((query) => glance(query, encoding)),
    );
    await Promise.all(leaving);
    expect((await Promise.all(staying)).map(decoded)).toEqual(Array(3).fill(expected));
  }
  while ((await counted("cuulong_pool_connections")) !== (await counted("cuulong_pool_idle_connections")))
    await pause(5);
  expect(await counted("cuulong_statements_cancelled_total")).toBe(cancelled);
  expect((await post(server, { query: SHORT })).data).toEqual({ reports: { totalCount: 1 } });
});
