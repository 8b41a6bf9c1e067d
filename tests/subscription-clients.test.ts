import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import WebSocket from "ws";
import { startServer } from "../src/http/server.js";
import { createLog } from "../src/log.js";
import { readConfig } from "../src/config.js";
import { useDatabase, useServer, useWriter } from "./harness.js";
import { addressOf } from "./http.js";
import { until } from "./processes.js";
import { scraped } from "./series.js";
import { connectTo, socketOf, Subscriber, type Told } from "./subscribers.js";

const database = useDatabase();
const server = useServer(database, { STALL_TIMEOUT_MS: "8000" });
let writer: pg.Client;
useWriter(database, (made) => {
  writer = made;
});

/** Answers of half a megabyte: more than what systems keep for a connection, whoever reads it. */
const LARGE = `subscription Large($after: String) {
  told: topicChanged(after: $after) { cursor operation id node { id a: name b: name c: name d: name e: name } reset { reason oldest } }
}`;
const ROWS = 60;
const insertLarge = (name: string) =>
  writer.query(
    `INSERT INTO topic (id, name) SELECT 'topic:${name}' || i, repeat('k', 100000) FROM generate_series(1, ${ROWS}) i`,
  );
const idsOf = (name: string) => Array.from({ length: ROWS }, (_, n) => `topic:${name}${n + 1}`);
const slow = async () => (await scraped(server)).get("cuulong_subscriptions_slow_total");
const sent = async () => (await scraped(server)).get("cuulong_subscription_answers_total") ?? 0;

/** A WebSocket that is subscribed, and what it was told. */
async function open(): Promise<{ socket: WebSocket; told: Told[] }> {
  const socket = new WebSocket(socketOf(server), ["graphql-transport-ws"]);
  const told: Told[] = [];
  socket.on("message", (data) => {
    const { type, payload } = JSON.parse(String(data));
    if (type === "connection_ack")
      socket.send(JSON.stringify({ id: "1", type: "subscribe", payload: { query: LARGE } }));
    if (type === "next") told.push(payload.data.told);
  });
  await once(socket, "open");
  socket.send('{"type":"connection_init"}');
  await until(() => (told.length > 0 ? true : undefined));
  return { socket, told };
}

test("Who never reads is sent no more than fits, is closed with 4413 and its last cursor, and misses nothing from there", async () => {
  const before = await sent();
  const { socket, told } = await open();
  socket.pause();
  await insertLarge("n");
  await until(async () => ((await slow()) === 1 ? true : undefined));
  // What systems keep for a connection is some megabytes.
  expect((await sent()) - before).toBeLessThan(ROWS / 2);
  socket.resume();
  const [code, reason] = await once(socket, "close");
  expect([code, String(reason)]).toEqual([4413, `too slow ${told.at(-1)?.cursor}`]);
  const client = connectTo(server);
  const again = new Subscriber(client, { after: told.at(-1)?.cursor }, LARGE);
  await again.has(1 + ROWS - (told.length - 1));
  expect([...told.slice(1), ...again.told.slice(1)].map(({ id }) => id)).toEqual(idsOf("n"));
  await client.dispose();
  await until(async () => ((await scraped(server)).get("cuulong_subscriptions") === 0 ? true : undefined));
});

test("Who reads slowly is read the rest from the log, and has everything once", async () => {
  const { socket, told } = await open();
  await insertLarge("s");
  while (told.length <= ROWS) {
    socket.pause();
    await pause(60);
    socket.resume();
    await pause(20);
  }
  await pause(300);
  expect(told.slice(1).map(({ id }) => id)).toEqual(idsOf("s"));
  expect(
    told.every(({ operation, node }) => operation === "READY" || String(node?.e).length === 100000),
  ).toBe(true);
  expect(await slow()).toBe(1);
  // It goes with the others again.
  await writer.query("INSERT INTO topic (id, name) VALUES ('topic:after', 'after')");
  await until(() => (told.at(-1)?.id === "topic:after" ? true : undefined));
  socket.close();
});

test("A stream that nobody reads is ended, and its client goes on from the last event that it had", async () => {
  const response = await new Promise<IncomingMessage>((resolve) =>
    get(
      addressOf(server, { query: LARGE }),
      { agent: false, headers: { accept: "text/event-stream" } },
      resolve,
    ),
  );
  response.setEncoding("utf8");
  await insertLarge("e");
  await until(async () => ((await slow()) === 2 ? true : undefined));
  let text = "";
  response.on("data", (piece) => {
    text += piece;
  });
  response.on("error", () => {});
  await new Promise((resolve) => response.once("close", resolve));
  const whole = text.slice(0, text.lastIndexOf("\n\n"));
  const cursors = Array.from(whole.matchAll(/^id: (.*)$/gm), ([, cursor]) => cursor);
  expect(cursors.length).toBeLessThan(ROWS / 2);
  const client = connectTo(server);
  const again = new Subscriber(client, { after: cursors.at(-1) }, LARGE);
  await again.has(1 + ROWS - (cursors.length - 1));
  expect(again.told.slice(1).map(({ id }) => id)).toEqual(idsOf("e").slice(cursors.length - 1));
  await client.dispose();
});

test("When the server stops, subscriptions are completed, sockets closed with 1001 and streams ended; others are finished", async () => {
  const other = await startServer(database.dataSource, readConfig({ PORT: "0" }), createLog("silent"));
  const client = connectTo(other);
  const subscribers = Array.from({ length: 20 }, () => new Subscriber(client));
  for (const one of subscribers) await one.has(1);
  const closed = new Promise<unknown>((resolve) => client.on("closed", resolve));
  const response = await fetch(addressOf(other, { query: LARGE }), {
    headers: { accept: "text/event-stream" },
  });
  const events = (response.body as ReadableStream<Uint8Array>).getReader();
  let text = "";
  const readMore = async () => {
    const { done, value } = await events.read();
    text += Buffer.from(value ?? []);
    return !done;
  };
  while (!text.includes("READY")) await readMore();
  const deaf = new WebSocket(socketOf(other), ["graphql-transport-ws"]);
  await once(deaf, "open");
  deaf.pause();
  const began = performance.now();
  await other.close();
  expect(performance.now() - began).toBeLessThan(5000);
  expect((await closed) as { code: number }).toMatchObject({ code: 1001 });
  expect(subscribers.map(({ ended, errors }) => [ended, errors])).toEqual(subscribers.map(() => [true, []]));
  while (await readMore());
  expect(text).toMatch(/event: complete\ndata: \n\n$/);
  deaf.terminate();
});
