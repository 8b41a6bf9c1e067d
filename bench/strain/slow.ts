import { connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { Running } from "../contenders/process.ts";
import { type Spread, spreadOf } from "../measure/statistics.ts";
import type { Probed } from "./probe.ts";
import { repeated } from "./words.ts";
import { IDLE_SECONDS, probe } from "./starve.ts";

/** A way of being slow. */
interface Way {
  name: string;
  /** After how many seconds the server is to let go. */
  documented: number;
  begin(socket: Socket): void;
  /** What it sends each second from then on. */
  drip?: string;
  /** Whether it would not notice that it was let go, since it reads nothing; the server says then how many still wait. */
  blind?: boolean;
}

/** What a thousand slow clients came to. */
export interface Slow {
  name: string;
  documented: number;
  idle: Probed[];
  beside: Probed[];
  /** What the server's memory grew by at most, in MB, a repetition. */
  growth: number[];
  /** After how many seconds the connections were closed. */
  held: Spread;
  /** How many were not closed in time. */
  left: number;
  /** How many there were at most, a repetition; of those that do not read, how many the server could send no more to. */
  peak: number[];
}

const CLIENTS = 1000;
/** How long it is looked, beyond what is documented. */
const SLACK_SECONDS = 15;
/** Within how many seconds all of them come. */
const START_SECONDS = 4;

const head = (length: number) =>
  `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAccept: application/json\r\nContent-Length: ${length}\r\n\r\n`;

/** Some 900 kB; a middling request. */
const LARGE = JSON.stringify({
  query: `{ mediaOutputs(first: 1000) { nodes { ${repeated(20, (index) => `n${index}: name`)} } } }`,
});
/** So many of them are more than the buffers of a connection take when nobody reads. */
const TIMES = 8;

function askMuch(socket: Socket): void {
  socket.pause();
  socket.write(`${head(LARGE.length)}${LARGE}`.repeat(TIMES));
}

const WAYS: Way[] = [
  {
    name: "heads that come a byte a second",
    documented: 15,
    begin: (socket) => socket.write("POST /graphql HTTP/1.1\r\nHost: localhost\r\nX-Slow: "),
    drip: "x",
  },
  {
    name: "bodies that come a byte a second",
    documented: 30,
    begin: (socket) => socket.write(`${head(10_000)}{"query":"`),
    drip: "x",
  },
  {
    name: "bodies of which half comes, and no more",
    documented: 30,
    begin: (socket) => socket.write(`${head(10_000)}${"x".repeat(5000)}`),
  },
  {
    name: "answers that nobody reads",
    documented: 30,
    blind: true,
    begin: askMuch,
  },
  {
    name: "answers that nobody reads, an empty line sent each second",
    documented: 30,
    blind: true,
    begin: askMuch,
    drip: "\r\n",
  },
];

/** A thousand clients of each kind at once, and point reads beside them until all have been let go. */
export async function slowClients(
  running: Running,
  { seconds, repetitions }: { seconds: number; repetitions: number },
): Promise<Slow[]> {
  const slow: Slow[] = [];
  await probe(running, Math.min(seconds, 5));
  for (const way of WAYS) {
    const one: Slow = { ...way, idle: [], beside: [], growth: [], held: spreadOf([]), left: 0, peak: [] };
    const held: number[] = [];
    for (let repetition = 0; repetition < repetitions; repetition += 1) {
      one.idle.push(await probe(running, Math.min(seconds, IDLE_SECONDS)));
      const before = running.memory() ?? 0;
      const began = performance.now();
      const passed = () => (performance.now() - began) / 1000;
      const crowd = gather(running.url, way, CLIENTS);
      const beside = probe(running, way.documented + START_SECONDS);
      let most = before;
      let [left, peak] = [way.blind ? 0 : CLIENTS, 0];
      while ((left > 0 || passed() < START_SECONDS + 4) && passed() < way.documented + SLACK_SECONDS) {
        await pause(250);
        most = Math.max(most, running.memory() ?? 0);
        const now = way.blind ? (await running.state()).unread : crowd.open();
        if (way.blind) held.push(...new Array<number>(Math.max(0, left - now)).fill(passed()));
        left = now;
        peak = Math.max(peak, left);
      }
      one.beside.push(await beside);
      one.growth.push(most - before);
      one.left += left;
      one.peak.push(peak);
      if (!way.blind) held.push(...crowd.held);
      crowd.end();
      await pause(2000);
    }
    slow.push({ ...one, held: spreadOf(held) });
    console.log(
      `  ${way.name}: closed after ${JSON.stringify(slow.at(-1)?.held)} s, ${one.left} left; ${one.growth.map((megabytes) => megabytes.toFixed(0))} MB`,
    );
  }
  return slow;
}

/** Connects so many clients, and notes when each of them is let go. */
function gather(url: string, { begin, drip, blind }: Way, count: number) {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  const held: number[] = [];
  const each = (work: (socket: Socket) => void) => {
    for (const socket of sockets) work(socket);
  };
  const come = () => {
    const socket = connect(Number(port), hostname);
    sockets.add(socket);
    let began = performance.now();
    const gone = () => {
      if (sockets.delete(socket)) held.push((performance.now() - began) / 1000);
      socket.destroy();
    };
    socket.on("connect", () => {
      began = performance.now();
      begin(socket);
    });
    socket.on("error", gone);
    socket.on("end", gone);
    socket.on("close", gone);
    // What is said before the end is read; who reads nothing is paused.
    if (!blind) socket.on("data", () => {});
  };
  let came = 0;
  const coming = setInterval(() => {
    for (const began = came; came < count && came < began + count / (START_SECONDS * 50); came += 1) come();
  }, 20);
  const dripping =
    drip && setInterval(() => each((socket) => socket.readyState === "open" && socket.write(drip)), 1000);
  return {
    held,
    open: () => sockets.size + count - came,
    end() {
      clearInterval(coming);
      clearInterval(dripping || undefined);
      each((socket) => socket.destroy());
    },
  };
}
