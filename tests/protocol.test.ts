import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { useDatabase, useServer } from "./harness.js";
import { post, raw } from "./http.js";

const database = useDatabase();
const server = useServer(database);
const brief = useServer(database, { KEEP_ALIVE_TIMEOUT_MS: "200" });
const narrow = useServer(database, { MAX_CONNECTIONS: "2" });

const open = ({ address }: { address: string }): Socket =>
  connect(Number(new URL(address).port), "127.0.0.1");

/** Sends bytes as they are; what comes back until the server closes. */
function send(bytes: string, to = server): Promise<string> {
  const socket = open(to);
  socket.write(bytes);
  return text(socket);
}

/** The status, the header Allow and the code of the first error of an answer. */
function read(answer: string): [status: number, allow?: string, code?: string] {
  const [head = "", body = ""] = answer.split("\r\n\r\n");
  const allow = /^allow: (.*)$/im.exec(head)?.[1]?.trim();
  const status = Number(head.slice(9, 12));
  return [status, allow, body === "" ? undefined : JSON.parse(body).errors?.[0]?.extensions.code];
}

const KNOWN: [path: string, allow: string][] = [
  ["/graphql", "DELETE, GET, HEAD, POST, PUT"],
  ["/graphiql", "GET, HEAD"],
  ["/", "GET, HEAD"],
  ["/healthz", "GET, HEAD"],
  ["/readyz", "GET, HEAD"],
  ["/metrics", "GET, HEAD"],
];

test.each(KNOWN)("%s says which methods it takes to whoever uses another: %s", async (path, allow) => {
  const methods = ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "QUERY", "LOCK"];
  // What the body is does not matter then.
  for (const method of methods.filter((one) => !allow.includes(one)))
    for (const body of [
      "Content-Length: 0\r\n\r\n",
      "Content-Type: text/xml\r\nContent-Length: 4\r\n\r\n<a/>",
    ]) {
      const answer = await send(`${method} ${path}?a=b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n${body}`);
      expect([method, ...read(answer)]).toEqual([method, 405, allow, "METHOD_NOT_ALLOWED"]);
    }
});

test("An address that is written otherwise takes the same methods", async () => {
  for (const target of ["/%67raphql", "http://else.where/graphql"]) {
    const answer = await send(`PATCH ${target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
    expect(read(answer)).toEqual([405, "DELETE, GET, HEAD, POST, PUT", "METHOD_NOT_ALLOWED"]);
  }
  expect(read(await send("CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n"))[2]).toBe("METHOD_NOT_ALLOWED");
});

test.each(["/graphql?query={__typename}", "/graphql?query={none}", ...KNOWN.map(([path]) => path)])(
  "HEAD %s has the status and the headers of GET, and no body",
  async (path) => {
    const ask = (method: string) => raw(`${server.address}${path}`, { method });
    const [got, head] = [await ask("GET"), await ask("HEAD")];
    expect(head.status).toBe(got.status);
    expect(head.headers["content-type"]).toBe(got.headers["content-type"]);
    expect(head.headers.etag).toBe(got.headers.etag);
    expect(head.bytes).toHaveLength(0);
  },
);

test("Nothing can be expected but that a body may follow", async () => {
  const body = '{"query":"{ __typename }"}';
  const asked = (expect: string) =>
    send(
      `POST /graphql HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json\r\nExpect: ${expect}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
  expect(read(await asked("a miracle"))).toEqual([417, undefined, "EXPECTATION_FAILED"]);
  expect(await asked("100-continue")).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200 OK\r\n/);
});

test.each([
  ["none", ""],
  ["an empty one", "Host: \r\n"],
  ["two", "Host: a\r\nHost: b\r\n"],
  ["one that is none", "Host: [\r\n"],
  ["one with a port that is none", "Host: a:99999999\r\n"],
])("A request that names its host wrongly is refused: %s", async (_title, host) => {
  for (const path of ["/graphql?query={__typename}", "/healthz"])
    expect(read(await send(`GET ${path} HTTP/1.1\r\n${host}Connection: close\r\n\r\n`))).toEqual([
      400,
      undefined,
      "BAD_REQUEST",
    ]);
});

test("In HTTP/1.0 a request need not name its host", async () => {
  for (const path of ["/graphql?query={__typename}", "/healthz"])
    expect(read(await send(`GET ${path} HTTP/1.0\r\n\r\n`))[0]).toBe(200);
});

test("A hash that nobody has registered is 400, but 200 in the media type whose clients then register it", async () => {
  const hash = "0".repeat(64);
  const asked = async (accept: string) => {
    const named = { extensions: { persistedQuery: { version: 1, sha256Hash: hash } } };
    const byGet = await fetch(`${server.address}/graphql?documentId=${hash}`, { headers: { accept } });
    const answers = [
      await post(server, named, { accept }),
      await post(server, { documentId: hash }, { accept }),
    ];
    expect(answers.map(({ errors }) => errors[0]?.extensions.code)).toEqual(
      Array(2).fill("PERSISTED_QUERY_NOT_FOUND"),
    );
    return new Set([byGet.status, ...answers.map(({ status }) => status)]);
  };
  expect(await asked("application/graphql-response+json")).toEqual(new Set([400]));
  expect(await asked("application/json")).toEqual(new Set([200]));
});

const KEPT = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n";

test("A connection is kept for as long as KEEP_ALIVE_TIMEOUT_MS says", async () => {
  const kept = open(server);
  kept.write(KEPT);
  await once(kept, "data");
  // It is the server that closes this one.
  expect(await send(KEPT, brief)).toMatch(/^HTTP\/1.1 200 OK/);
  kept.write(KEPT);
  const [answer] = await once(kept, "data");
  expect(String(answer)).toMatch(/^HTTP\/1.1 200 OK/);
  kept.destroy();
});

test("More clients than MAX_CONNECTIONS are turned away, until one has gone", async () => {
  const clients = [open(narrow), open(narrow)];
  for (const client of clients) {
    client.write(KEPT);
    await once(client, "data");
  }
  const turnedAway = open(narrow);
  turnedAway.on("error", () => {});
  turnedAway.write(KEPT);
  await once(turnedAway, "close");
  expect(turnedAway.bytesRead).toBe(0);
  clients[0]?.destroy();
  // The server hears of it a moment later.
  let answer = "";
  while (answer === "")
    answer = await send(KEPT.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"), narrow).catch(() => "");
  expect(answer).toMatch(/^HTTP\/1.1 200 OK/);
  clients[1]?.destroy();
});
