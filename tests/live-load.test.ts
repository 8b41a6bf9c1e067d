import { once } from "node:events";
import { readFileSync } from "node:fs";
import pg from "pg";
import WebSocket from "ws";
import { type Run, addressOf, run, until } from "./processes.js";
import { dropDatabase, makeDatabase } from "./harness.js";
import { LOAD_ROWS } from "./random.js";
import { socketOf } from "./subscribers.js";

const SUBSCRIBERS = 50;
const MORE_MEGABYTES = 100;

const TOPICS = "subscription { topicChanged { operation id node { id name } } }";
const OPERATORS = "subscription { operatorChanged { operation id node { id name } } }";

let url: string;
let serve: Run;
let address: string;
let writer: pg.Client;

beforeAll(async () => {
  url = await makeDatabase();
  serve = run(["serve"], { DATABASE_URL: url, LOG_LEVEL: "error" });
  address = await addressOf(serve);
  writer = new pg.Client(url);
  await writer.connect();
});
afterAll(async () => {
  await writer.end();
  serve.child.kill("SIGTERM");
  await serve.exit;
  await dropDatabase(url);
});

/** One who counts what it is sent. */
class Counter {
  /** How many of the loaded rows came, one after the other, and what came instead of the next. */
  count = 0;
  wrong: string | undefined;
  ready = false;

  private constructor(readonly socket: WebSocket) {}

  static async follow(query: string): Promise<Counter> {
    const counter = new Counter(new WebSocket(socketOf({ address }), ["graphql-transport-ws"]));
    counter.socket.on("message", (data) => counter.#take(String(data)));
    await once(counter.socket, "open");
    counter.socket.send('{"type":"connection_init"}');
    counter.socket.send(JSON.stringify({ id: "1", type: "subscribe", payload: { query } }));
    await until(() => counter.ready || undefined);
    return counter;
  }

  #take(text: string): void {
    if (text.includes('"READY"')) this.ready = true;
    else if (
      text.includes(`"operation":"INSERT","id":"topic:loaded-${this.count}","node":{"id":"topic:loaded-`)
    )
      this.count += 1;
    else if (text.includes('"type":"next"') && !text.includes('"PROGRESS"')) this.wrong ??= text;
  }
}

const megabytes = (line: "VmHWM" | "VmRSS"): number =>
  Number(
    new RegExp(`${line}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${serve.child.pid}/status`, "utf8"))?.[1],
  ) / 1024;

const onLinux = process.platform === "linux" ? test : test.skip;

onLinux(
  `${SUBSCRIBERS} subscribers have each of ${LOAD_ROWS} rows that are loaded at once, in order, while others go on and memory stays`,
  async () => {
    const counters: Counter[] = [];
    for (let number = 0; number < SUBSCRIBERS; number += 1) counters.push(await Counter.follow(TOPICS));
    const other = await Counter.follow(OPERATORS);
    const before = megabytes("VmRSS");
    await writer.query(
      "INSERT INTO topic (id, name) SELECT 'topic:loaded-' || n, 'loaded' FROM generate_series(0, $1::integer - 1) n",
      [LOAD_ROWS],
    );
    await until(() => counters.some(({ count }) => count > 0) || undefined, 5);
    await writer.query("INSERT INTO operator (id, name) VALUES ('operator:meanwhile', 'meanwhile')");
    await until(() => other.wrong, 5);
    const [slowest] = counters.map(({ count }) => count).sort((one, next) => one - next);
    await until(() => counters.every(({ count, wrong }) => count === LOAD_ROWS || wrong) || undefined);
    const more = megabytes("VmHWM") - before;
    console.log({ rows: LOAD_ROWS, slowest, more: `${more.toFixed(0)} MB` });
    expect(counters.map(({ count, wrong }) => ({ count, wrong }))).toEqual(
      counters.map(() => ({ count: LOAD_ROWS, wrong: undefined })),
    );
    // Whoever follows something else need not wait until all of that is sent.
    expect(other.wrong).toContain('"id":"operator:meanwhile"');
    expect(slowest).toBeLessThan(LOAD_ROWS);
    expect(more).toBeLessThan(MORE_MEGABYTES);
    for (const { socket } of [...counters, other]) socket.terminate();
  },
  1_800_000,
);
