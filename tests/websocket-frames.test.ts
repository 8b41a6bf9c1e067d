import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import { WebSocket, WebSocketServer } from "ws";
import { sendAnswer } from "../src/http/websocket-frames.js";

const server = new WebSocketServer({ port: 0, perMessageDeflate: false });
const sockets: Socket[] = [];
const clients: WebSocket[] = [];
const heard: string[][] = [];
server.on("connection", (_client, { socket }) => sockets.push(socket));
beforeAll(async () => {
  await once(server, "listening");
  for (let number = 0; number < 2; number += 1) {
    const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const texts: string[] = [];
    client.on("message", (data, isBinary) => texts.push(`${isBinary ? "binary: " : ""}${data}`));
    await once(client, "open");
    clients.push(client);
    heard.push(texts);
  }
});
afterAll(() => {
  for (const client of clients) client.terminate();
  server.close();
});

/** JSON of so many bytes, some of whose letters take several. */
function jsonOf(bytes: number): string {
  const few = bytes >= 10 ? "Trà" : "";
  return JSON.stringify(few + "x".repeat(bytes - 2 - Buffer.byteLength(few)));
}

/** Where another form of a frame begins: the sizes of whole messages, each with its neighbours. */
const EDGES = [125, 4096, 0xff_ff, 1_000_000];

test("Whatever its length, a message arrives as it was sent, at each of the clients, in order", async () => {
  const starts = ['{"id":"1","payload":', '{"id":"số-2","payload":'];
  const answers = EDGES.flatMap((edge) => [-2, -1, 0, 1, 2].map((more) => edge + more)).flatMap((length) =>
    starts.map((start) => ({ json: jsonOf(length - Buffer.byteLength(start) - 1) })),
  );
  for (const answer of answers)
    for (const [place, start] of starts.entries()) sendAnswer(sockets[place] as Socket, start, answer);
  const last = clients.map((client) => once(client, "pong"));
  for (const client of clients) client.ping();
  await Promise.all(last);
  for (const [place, start] of starts.entries()) {
    const sent = answers.map(({ json }) => `${start}${json}}`);
    expect(heard[place]?.map((text) => text.length)).toEqual(sent.map((text) => text.length));
    expect(heard[place]).toEqual(sent);
  }
  expect(clients.map(({ readyState }) => readyState)).toEqual([WebSocket.OPEN, WebSocket.OPEN]);
});

test("An answer is made into bytes once, whoever is sent it", () => {
  const answer: { json: string; bytes?: Buffer } = { json: "{}" };
  sendAnswer(sockets[0] as Socket, '{"payload":', answer);
  const { bytes } = answer;
  sendAnswer(sockets[1] as Socket, '{"payload":', answer);
  expect(bytes).toEqual(Buffer.from("{}"));
  expect(answer.bytes).toBe(bytes);
});
