import { connect as connectTcp } from "node:net";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import WebSocket from "ws";
import { useDatabase, useServer, useWriter } from "./harness.js";
import { raw } from "./http.js";
import { until } from "./processes.js";
import { scraped } from "./series.js";
import { connectTo, socketOf, Subscriber, TOPICS } from "./subscribers.js";

const database = useDatabase();
const server = useServer(database, { HEADERS_TIMEOUT_MS: "1000", MAX_SUBSCRIPTIONS_PER_CONNECTION: "20" });
const watchful = useServer(database, { HEADERS_TIMEOUT_MS: "60000", HEARTBEAT_MS: "500" });
let writer: pg.Client;
useWriter(database, (made) => {
  writer = made;
});

/** A WebSocket, what it has heard, and how it was closed. */
class Peer {
  readonly heard: { type: string; id?: string; payload?: never }[] = [];
  readonly closed: Promise<string>;

  private constructor(readonly socket: WebSocket) {
    socket.on("message", (data) => this.heard.push(JSON.parse(String(data))));
    this.closed = new Promise((resolve) =>
      socket.once("close", (code, reason) => resolve(`${code} ${reason}`.trim())),
    );
  }

  static async open(protocol: string | undefined = "graphql-transport-ws", path = ""): Promise<Peer> {
    const peer = new Peer(new WebSocket(`${socketOf(server)}${path}`, protocol ? [protocol] : []));
    await once(peer.socket, "open");
    return peer;
  }

  /** One that is acknowledged. */
  static async begun(): Promise<Peer> {
    const peer = await Peer.open();
    peer.say({ type: "connection_init" });
    await peer.hears(1);
    return peer;
  }

  say(message: object | string): void {
    this.socket.send(typeof message === "string" ? message : JSON.stringify(message));
  }

  subscribe(id: string, query = TOPICS, more = {}): void {
    this.say({ id, type: "subscribe", payload: { query, ...more } });
  }

  async hears(count: number): Promise<Peer["heard"]> {
    await until(() => (this.heard.length >= count ? true : undefined), 5);
    return this.heard;
  }
}

const open = async (at = server) => (await scraped(at)).get("cuulong_subscriptions");
const nobodyIsLeft = (at = server) => until(async () => ((await open(at)) === 0 ? true : undefined));

test.each<[what: string, code: string, work: (peer: Peer) => void]>([
  ["what is no JSON", "4400 Invalid message received", (peer) => peer.say("{")],
  ["a type that there is not", "4400 Invalid message received", (peer) => peer.say({ type: "start" })],
  [
    "a type that servers send",
    "4400 A client does not send next",
    (peer) => peer.say({ type: "next", id: "1", payload: {} }),
  ],
  [
    "a subscription without a query",
    "4400 Invalid message received",
    (peer) => peer.say({ type: "subscribe", id: "1", payload: {} }),
  ],
  ["bytes", "1003 Messages are text", (peer) => peer.socket.send(Buffer.from("{}"))],
  ["a subscription before it has begun", "4401 Unauthorized", (peer) => peer.subscribe("1")],
  [
    "to begin twice",
    "4429 Too many initialisation requests",
    (peer) => {
      peer.say({ type: "connection_init" });
      peer.say({ type: "connection_init" });
    },
  ],
  [
    "an id that is taken",
    "4409 Subscriber for 1 already exists",
    (peer) => {
      peer.say({ type: "connection_init" });
      peer.subscribe("1");
      peer.subscribe("1");
    },
  ],
  ["more than a message may have", "1009", (peer) => peer.say(" ".repeat(1024 * 1024 + 1))],
  ["nothing", "4408 Connection initialisation timeout", () => {}],
])("Who sends %s is closed with %s", async (_what, code, work) => {
  const peer = await Peer.open();
  work(peer);
  expect(await peer.closed).toBe(code);
  await nobodyIsLeft();
});

test("Who sends what is not UTF-8 is closed with 1007", async () => {
  const peer = await Peer.begun();
  // A text's frame, masked with zeros, of one byte that no text has.
  (peer.socket as unknown as { _socket: { write(bytes: Buffer): void } })._socket.write(
    Buffer.from([0x81, 0x81, 0, 0, 0, 0, 0xff]),
  );
  expect(await peer.closed).toMatch(/^1007/);
});

test("Who does not speak the protocol is closed with 4406, and other paths carry no WebSocket", async () => {
  const peer = await Peer.open("");
  expect(await peer.closed).toBe("4406 Subprotocol not acceptable");
  const wrong = new WebSocket(`${server.address.replace("http", "ws")}/other`, ["graphql-transport-ws"]);
  const [error] = await once(wrong, "error");
  expect(String(error)).toContain("404");
});

test("A request that offers another protocol is answered as any other", async () => {
  const headers = {
    connection: "Upgrade, HTTP2-Settings",
    upgrade: "h2c",
    "http2-settings": "AAMAAABkAAQAAP__",
    "content-type": "application/json",
  };
  const answer = await raw(
    `${server.address}/graphql`,
    { method: "POST", headers },
    { query: "{ topics { totalCount } }" },
  );
  expect([answer.status, JSON.parse(String(answer.bytes))]).toMatchObject([200, { data: { topics: {} } }]);
});

test("What offers a WebSocket and is none is answered in the API's form", async () => {
  const offer = { connection: "Upgrade", upgrade: "websocket", "content-type": "application/json" };
  const ask = async (method: string) => {
    const query = { query: "{ topics { totalCount } }" };
    const body = method === "GET" ? undefined : query;
    const { status, bytes } = await raw(`${server.address}/graphql`, { method, headers: offer }, body);
    return [status, JSON.parse(String(bytes))];
  };
  expect(await ask("POST")).toMatchObject([200, { data: { topics: {} } }]);
  expect(await ask("DELETE")).toMatchObject([400, { errors: [{ extensions: { code: "BAD_REQUEST" } }] }]);
  expect(await ask("GET")).toMatchObject([
    400,
    { errors: [{ message: expect.stringContaining("Sec-WebSocket-Key") }] },
  ]);
});

test("What is wrong with one operation concerns no other, and queries are answered beside subscriptions", async () => {
  const peer = await Peer.begun();
  peer.subscribe("good");
  await peer.hears(2);
  peer.subscribe("syntax", "subscription { topicChanged {");
  peer.subscribe("unknown", "subscription { topicChanged { nothing } }");
  peer.subscribe("two", "subscription { topicChanged { id } other: topicChanged { id } }");
  peer.subscribe("cursor", TOPICS, { variables: { after: "x" } });
  peer.subscribe(
    "deep",
    `subscription { topicChanged(where: ${"{ and: [".repeat(30)}${"] }".repeat(30)}) { id } }`,
  );
  peer.subscribe("number", "query ($n: Int) { topics(first: $n) { totalCount } }", { variables: { n: 1 } });
  peer.subscribe("query", "{ topics(first: 1) { nodes { id } } }");
  const ended = (id: string) => peer.heard.find((one) => one.id === id && one.type !== "next");
  for (const id of ["syntax", "unknown", "two", "cursor", "deep", "number", "query"])
    await until(() => ended(id));
  const code = (id: string) =>
    (ended(id)?.payload as { extensions: { code: string } }[] | undefined)?.[0]?.extensions.code;
  expect(["syntax", "unknown", "two", "cursor", "deep", "query"].map(code)).toEqual([
    "GRAPHQL_PARSE_FAILED",
    "GRAPHQL_VALIDATION_FAILED",
    "GRAPHQL_VALIDATION_FAILED",
    "BAD_USER_INPUT",
    "LIMIT_EXCEEDED",
    undefined,
  ]);
  const answer = peer.heard.find(({ id }) => id === "query");
  expect(answer).toMatchObject({ type: "next", payload: { data: { topics: { nodes: [{}] } } } });
  await writer.query("INSERT INTO topic (id, name) VALUES ('topic:ws', 'ws')");
  await until(
    () =>
      peer.heard.some(({ id, payload }) => id === "good" && /topic:ws/.test(JSON.stringify(payload))) ||
      undefined,
  );
  peer.socket.close();
  await nobodyIsLeft();
});

test("A connection carries as many operations as it may; an id is free again when its operation has ended", async () => {
  const peer = await Peer.begun();
  for (let count = 0; count < 10_000; count += 1) peer.subscribe(`s${count}`);
  await until(() => (peer.heard.filter(({ type }) => type === "error").length === 9980 ? true : undefined));
  expect(peer.heard.find(({ type }) => type === "error")?.payload).toMatchObject([
    { extensions: { code: "LIMIT_EXCEEDED", limit: "operations", maximum: 20 } },
  ]);
  await until(async () => ((await open()) === 20 ? true : undefined));
  peer.say({ type: "complete", id: "s0" });
  peer.subscribe("s0");
  await until(() =>
    peer.heard.filter(({ id, type }) => id === "s0" && type === "next").length === 2 ? true : undefined,
  );
  peer.say({ type: "ping", payload: { still: "there" } });
  await until(() => peer.heard.find(({ type }) => type === "pong"));
  peer.socket.terminate();
  await nobodyIsLeft();
});

test("Who subscribes and vanishes leaves nothing behind", async () => {
  for (let round = 0; round < 50; round += 1) {
    const peer = await Peer.begun();
    for (let count = 0; count < 10; count += 1) peer.subscribe(`v${count}`);
    if (round % 2) await pause(round);
    peer.socket.terminate();
  }
  await nobodyIsLeft();
  expect((await scraped(server)).get("cuulong_subscription_groups")).toBe(0);
});

test("Who never answers a sign of life is let go, and who does stays", async () => {
  const client = connectTo(watchful);
  const subscriber = new Subscriber(client);
  await subscriber.has(1);
  const { hostname, port } = new URL(watchful.address);
  const socket = connectTcp(Number(port), hostname);
  socket.write(
    "GET /graphql HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n",
  );
  socket.resume();
  await once(socket, "close");
  expect([subscriber.ended, await open(watchful)]).toEqual([false, 1]);
  await client.dispose();
  await nobodyIsLeft(watchful);
  // Whatever else would end it takes longer.
}, 30_000);
