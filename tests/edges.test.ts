import { createHash } from "node:crypto";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { useDatabase, useServer } from "./harness.js";
import { get, post } from "./http.js";

const database = useDatabase();
const server = useServer(database, { MAX_BODY_BYTES: "8000000" });
const impatient = useServer(database, {
  HEADERS_TIMEOUT_MS: "300",
  REQUEST_TIMEOUT_MS: "600",
  STALL_TIMEOUT_MS: "600",
  STATEMENT_TIMEOUT_MS: "300",
});

const QUERY = "{ reports { totalCount } }";
const HASH = createHash("sha256").update(QUERY).digest("hex");

/** Sends bytes as they are, and reads until the server closes. */
function send(bytes: string, { address } = server): Promise<string> {
  const socket = connect(Number(new URL(address).port), "127.0.0.1");
  socket.write(bytes);
  return text(socket);
}

test.each([2_400, 20_000, 200_000])(
  "What is nested %d deep is refused by its depth, wherever it stands",
  async (levels) => {
    const refused = { status: 400, errors: [{ extensions: { code: "LIMIT_EXCEEDED", limit: "depth" } }] };
    const tokens = { status: 400, errors: [{ extensions: { code: "LIMIT_EXCEEDED" } }] };
    const selections = `${"{a".repeat(levels)}${"}".repeat(levels)}`;
    const conditions = `{reports(where:${"{not:".repeat(levels)}{}${"}".repeat(levels)}){totalCount}}`;
    for (const query of [selections, conditions])
      expect(await post(server, { query })).toMatchObject(refused);
    expect(await post(server, { query: "{a".repeat(levels) })).toMatchObject(tokens);
    const lists = `${"[".repeat(levels)}${"]".repeat(levels)}`;
    const body = `{"query":"query ($a: [ID!]) { reports(where: { id: { in: $a } }) { totalCount } }","variables":{"a":${lists}}}`;
    expect(await post(server, body)).toMatchObject(refused);
    const elsewhere = `{"query":"${QUERY}","extensions":${lists}}`;
    expect((await post(server, elsewhere)).status).toBeLessThan(500);
    expect(await post(server, `{"documentId":${lists}}`)).toMatchObject({ status: 400 });
  },
);

test.each(["constructor", "hasOwnProperty", "toString", "valueOf", "__proto__"])(
  "A variable may be named %s, given or not",
  async (name) => {
    const filtered = (variable: string) =>
      `query ($${variable}: String) { agencies(where: { name: { eq: $${variable} } }) { totalCount } }`;
    const ordered = (variable: string) =>
      `query ($${variable}: [AgencyOrder!]) { agencies(orderBy: $${variable}, first: 3) { nodes { id } } }`;
    for (const query of [filtered, ordered])
      expect((await database.askBoth(query(name))).text).toBe((await database.askBoth(query("a"))).text);
    const given = await database.askBoth(filtered(name), { [name]: "Nobody" });
    expect(given.data).toEqual({ agencies: { totalCount: 0 } });
  },
);

test.each(["o", "t1", "a", "g", "p", "constructor", "toString", "hasOwnProperty", "__proto__"])(
  "An alias may be named %s, wherever it stands",
  async (alias) => {
    const { data } = await database.askBoth(
      `{ ${alias}: reports { ${alias}: nodes { ${alias}: id } edges { ${alias}: node { ${alias}: name id } }
         groups(by: [{ id: VALUE }]) { ${alias}: count keys { ${alias}: id } } } }`,
    );
    const list = Object.getOwnPropertyDescriptor(data, alias)?.value;
    const [node] = Object.getOwnPropertyDescriptor(list, alias)?.value ?? [];
    expect(Object.getOwnPropertyDescriptor(node, alias)?.value).toBe("report:tra-vinh-2021-9m");
  },
);

test.each([
  ["documentId is no text", { documentId: { toString: 1 } }, "documentId must be"],
  ["documentId is no hash", { documentId: "abc" }, "documentId must be"],
  ["persistedQuery is no object", { extensions: { persistedQuery: 5 } }, "must be an object"],
  [
    "the version is another",
    { extensions: { persistedQuery: { version: 2, sha256Hash: HASH } } },
    "version must be 1",
  ],
  [
    "the hash is no text",
    { extensions: { persistedQuery: { version: 1, sha256Hash: { toString: 1 } } } },
    "sha256Hash must be",
  ],
  [
    "the hash is that of another document",
    { query: "{ __typename }", extensions: { persistedQuery: { version: 1, sha256Hash: HASH } } },
    "not that of the query",
  ],
])("A document that is named wrongly is the client's mistake: %s", async (_title, body, words) => {
  expect(await post(server, body)).toMatchObject({
    status: 400,
    errors: [{ message: expect.stringContaining(words), extensions: { code: "BAD_REQUEST" } }],
  });
});

test("By GET a document is named wrongly in the same ways", async () => {
  const named = (sha256Hash: unknown) => ({ persistedQuery: { version: 1, sha256Hash } });
  for (const [query, extensions] of [
    [undefined, named({ toString: 1 })],
    ["{ __typename }", named(HASH)],
  ] as const)
    expect(await get(server, { ...(query && { query }), extensions })).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: "BAD_REQUEST" } }],
    });
  const answer = await fetch(`${server.address}/graphql?documentId=${HASH}&query=%7B__typename%7D`);
  expect(answer.status).toBe(400);
  expect((await answer.json()).errors[0].extensions.code).toBe("BAD_REQUEST");
});

test("A body that is compressed, or in another charset, is not misread but refused", async () => {
  const sent = async (headers: Record<string, string>, body: string | Buffer) => {
    const answer = await fetch(`${server.address}/graphql`, {
      method: "POST",
      headers,
      body: body as never,
    });
    return [answer.status, (await answer.json()).errors?.[0]?.extensions.code];
  };
  const body = JSON.stringify({ query: QUERY });
  const json = "application/json";
  const refused = [415, "UNSUPPORTED_MEDIA_TYPE"];
  expect(await sent({ "content-type": json, "content-encoding": "gzip" }, gzipSync(body))).toEqual(refused);
  expect(await sent({ "content-type": `${json}; charset=iso-8859-1` }, body)).toEqual(refused);
  expect(await sent({ "content-type": `${json}; charset=UTF-8` }, body)).toEqual([200, undefined]);
});

test.each([
  ["An address that is no URL", "GET /%E0%A4%A HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 400],
  ["What is not HTTP", "HELLO\r\n\r\n", 400],
  ["A head without end", `GET / HTTP/1.1\r\nHost: a\r\nX: ${"x".repeat(20_000)}\r\n\r\n`, 431],
])("%s is refused in the API's form", async (_title, bytes, status) => {
  const answer = await send(bytes);
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(JSON.parse(answer.slice(answer.indexOf("\r\n\r\n")))).toMatchObject({
    errors: [{ message: expect.any(String), extensions: { code: "BAD_REQUEST" } }],
  });
});

test("Who does not send a request's head, or the rest of it, in time is answered 408 and let go", async () => {
  const head = "POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";
  for (const bytes of [head, `${head}Content-Length: 100\r\n\r\n{"query":`])
    expect(await send(bytes, impatient)).toMatch(/^HTTP\/1.1 408 |^$/);
  expect((await post(impatient, { query: QUERY })).status).toBe(200);
});

test("Who does not read an answer is let go, and others are answered meanwhile", async () => {
  const query = `{ things(first: 1000) { nodes { ${Array.from({ length: 90 }, (_, index) => `a${index}: name`).join(" ")} } } }`;
  const body = JSON.stringify({ query });
  const socket = connect(Number(new URL(impatient.address).port), "127.0.0.1");
  socket.pause();
  socket.on("error", () => {});
  for (let time = 0; time < 4; time += 1)
    socket.write(
      `POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  const closed = new Promise((done) => socket.once("close", done));
  const beside = JSON.stringify({ query: QUERY });
  const head = "POST /graphql HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json\r\n";
  const answer = await send(`${head}Content-Length: ${beside.length}\r\n\r\n${beside}`, impatient);
  expect(answer).toMatch(/^HTTP\/1.1 200 /);
  await new Promise((done) => setTimeout(done, 5_000));
  // Bytes that were on their way already are read, and then there are no more.
  socket.resume();
  await closed;
}, 30_000);
