import { connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { useDatabase, useServer } from "./harness.js";
import { post } from "./http.js";
import { eventually } from "./waiting.js";

const database = useDatabase();
const impatient = useServer(database, { STALL_TIMEOUT_MS: "2000" });
const narrow = useServer(database, { MAX_UNREAD_BYTES: "50000" });

const NAMES = Array.from({ length: 30 }, (_, index) => `n${index}: name`).join(" ");
const LARGE = JSON.stringify({ query: `{ agencies(first: 1000) { nodes { ${NAMES} } } }` });
const REQUEST = `POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(LARGE)}\r\n\r\n${LARGE}`;
/** More answers than lie between a server and a client that does not read. */
const ANSWERS = 150;

/** A client that asks much and reads as it is let. */
function client({ address }: { address: string }) {
  const socket = connect(Number(new URL(address).port), "127.0.0.1").pause();
  const state = { bytes: 0, closed: false };
  socket.on("close", () => {
    state.closed = true;
  });
  socket.on("error", () => {});
  socket.on("data", (chunk: Buffer) => {
    state.bytes += chunk.length;
  });
  socket.pause();
  socket.write(REQUEST.repeat(ANSWERS));
  return { socket, state };
}

/** Reads what there still is. */
async function finish({ socket, state }: { socket: Socket; state: { bytes: number; closed: boolean } }) {
  socket.resume();
  await eventually(async () => state.closed, 20);
  return state.bytes;
}

async function sizeOfOne(): Promise<number> {
  const { data } = await post(narrow, LARGE);
  return Buffer.byteLength(JSON.stringify({ data }));
}

test("Who does not read is let go though something is sent all the time, and who reads slowly is not", async () => {
  const chatty = client(impatient);
  const slow = client(impatient);
  for (let step = 0; step < 20; step += 1) {
    chatty.socket.write("\r\n");
    slow.socket.resume();
    await pause(20);
    slow.socket.pause();
    await pause(180);
  }
  const all = (await sizeOfOne()) * ANSWERS;
  expect(await finish(chatty)).toBeLessThan(all);
  slow.socket.resume();
  await eventually(async () => slow.state.bytes >= all, 40);
  expect(slow.state.closed).toBe(false);
  slow.socket.destroy();
}, 90_000);

test("Where answers that nobody takes fill the memory, who has not read for longest is let go, and readers are not", async () => {
  const idle = client(narrow);
  await pause(1000);
  const reading = client(narrow);
  reading.socket.resume();
  const all = (await sizeOfOne()) * ANSWERS;
  await eventually(async () => reading.state.bytes >= all, 40);
  await pause(3000);
  expect(await finish(idle)).toBeLessThan(all);
  expect(reading.state.closed).toBe(false);
  reading.socket.destroy();
}, 90_000);
