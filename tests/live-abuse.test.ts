import { once } from "node:events";
import { get } from "node:http";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import WebSocket from "ws";
import { FuzzServer } from "./fuzz-client.js";
import { dropDatabase, makeDatabase } from "./harness.js";
import { addressOf, raw } from "./http.js";
import { until } from "./processes.js";
import { scraped } from "./series.js";
import { connectTo, socketOf, Subscriber, TOPICS } from "./subscribers.js";

/** What a process may hold more after the same abuse again; the first rounds fill what is kept on purpose. */
const MORE_BYTES = 3 * 1024 * 1024;
const ROUNDS = 3;

let url: string;
let server: FuzzServer;
let writer: pg.Client;

beforeAll(async () => {
  url = await makeDatabase();
  server = await FuzzServer.start({
    DATABASE_URL: url,
    PORT: "0",
    LOG_LEVEL: "error",
    POOL_SIZE: "4",
    HEADERS_TIMEOUT_MS: "500",
    REQUEST_TIMEOUT_MS: "1000",
  });
  writer = new pg.Client(url);
  await writer.connect();
});
afterAll(async () => {
  await server.stop();
  await writer.end();
  await dropDatabase(url);
});

const INIT = '{"type":"connection_init"}';
const subscribe = (id: string, query = TOPICS, variables = {}) =>
  JSON.stringify({ id, type: "subscribe", payload: { query, variables } });

/** Opens a WebSocket, sends some messages and waits until it is closed, or vanishes. */
async function socket(messages: (string | Buffer)[], how: "closed" | "vanish"): Promise<string> {
  const peer = new WebSocket(socketOf(server), ["graphql-transport-ws"]);
  const closed = once(peer, "close");
  await once(peer, "open");
  for (const message of messages) peer.send(message);
  if (how === "vanish") {
    await pause(5);
    peer.terminate();
  }
  return String((await closed)[0]);
}

/** What begins as a WebSocket and goes on with bytes that are no frames, or not whole ones. */
async function rawSocket(bytes: Buffer): Promise<void> {
  const { hostname, port } = new URL(server.address);
  const peer = connect(Number(port), hostname);
  const lines = [
    "GET /graphql HTTP/1.1",
    "Host: a",
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Protocol: graphql-transport-ws",
  ];
  peer.write(`${lines.join("\r\n")}\r\n\r\n`);
  await once(peer, "data");
  peer.write(bytes);
  peer.on("error", () => {});
  await pause(20);
  peer.destroy();
}

async function stream(query: string, headers: Record<string, string> = {}): Promise<void> {
  const request = get(addressOf(server, { query }), {
    agent: false,
    headers: { accept: "text/event-stream", ...headers },
  });
  request.on("error", () => {});
  await Promise.race([once(request, "response"), once(request, "close")]);
  request.destroy();
}

const times = <Result>(count: number, work: (place: number) => Promise<Result>) =>
  Promise.all(Array.from({ length: count }, (_, place) => work(place)));

/** Everything that clients may do wrong, and the codes with which they are closed. */
async function abuse(): Promise<Record<string, string>> {
  const codes = {
    noInit: await socket([subscribe("1")], "closed"),
    nothing: await socket([], "closed"),
    twice: await socket([INIT, INIT], "closed"),
    unknown: await socket([INIT, '{"type":"start"}'], "closed"),
    large: await socket([INIT, " ".repeat(1024 * 1024 + 1)], "closed"),
    bytes: await socket([INIT, Buffer.from("{}")], "closed"),
    taken: await socket([INIT, subscribe("1"), subscribe("1")], "closed"),
  };
  const many = Array.from({ length: 10_000 }, (_, place) => subscribe(`s${place}`));
  const broken = Array.from({ length: 500 }, (_, place) =>
    subscribe(`b${place}`, `subscription { topicChanged { x${place}`),
  );
  await socket([INIT, ...many], "vanish");
  await socket([INIT, ...broken], "vanish");
  await times(50, (place) =>
    socket([INIT, subscribe("v"), subscribe("w", TOPICS, { after: `x${place}` })], "vanish"),
  );
  await times(50, () => stream(TOPICS));
  await times(50, (place) => stream(TOPICS, { "last-event-id": `x${place}` }));
  await times(50, () => stream("subscription { topicChanged {"));
  await times(20, () => raw(`${server.address}/graphql`, { method: "PUT" }));
  // Not UTF-8; the half of a frame; a message whose last piece never comes; a frame that no client may send.
  for (const frame of [
    [0x81, 0x81, 0, 0, 0, 0, 0xff],
    [0x81, 0xfe, 0xff],
    [0x01, 0x81, 0, 0, 0, 0, 0x20],
    [0xff, 0xff],
  ])
    await times(10, () => rawSocket(Buffer.from(frame)));
  return codes;
}

/** What a process has open once all clients are gone. */
async function left(): Promise<{ subscriptions: unknown; groups: unknown; files: number; bytes: number }> {
  const series = await until(async () => {
    const read = await scraped(server);
    return read.get("cuulong_subscriptions") === 0 && read.get("cuulong_subscription_groups") === 0
      ? read
      : undefined;
  });
  // A stream that is reserved and not opened, and connections that are kept alive.
  await pause(1500);
  return {
    subscriptions: series.get("cuulong_subscriptions"),
    groups: series.get("cuulong_subscription_groups"),
    files: (await scraped(server)).get("process_open_fds") ?? 0,
    bytes: await server.held(),
  };
}

test("Whatever clients do wrong, those who do right are told all, and nothing is left behind", async () => {
  const client = connectTo(server);
  const good = new Subscriber(client);
  await good.has(1);
  const closed = await abuse();
  expect(closed).toEqual({
    noInit: "4401",
    nothing: "4408",
    twice: "4429",
    unknown: "4400",
    large: "1009",
    bytes: "1003",
    taken: "4409",
  });
  await writer.query("INSERT INTO topic (id, name) VALUES ('topic:good', 'good')");
  expect(await good.short(2)).toEqual(["READY", "INSERT topic:good"]);
  await client.dispose();
  await abuse();
  const before = await left();
  for (let round = 0; round < ROUNDS; round += 1) await abuse();
  const after = await left();
  console.log({ before, after });
  expect(after.files).toBeLessThanOrEqual(before.files + 2);
  expect(after.bytes - before.bytes).toBeLessThan(MORE_BYTES);
  expect(server.output).toBe("");
}, 600_000);
