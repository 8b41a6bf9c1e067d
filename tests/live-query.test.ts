import type pg from "pg";
import type { Sink } from "../src/live/message.js";
import type { Subscription } from "../src/live/subscription.js";
import { useDatabase, useWriter } from "./harness.js";
import { until } from "./processes.js";

const database = useDatabase();
let writer: pg.Client;
useWriter(database, (made) => {
  writer = made;
});

const insert = (id: string) =>
  writer.query("INSERT INTO topic (id, name) VALUES ('topic:' || $1::text, $1)", [id]);
const rename = (id: string, name: string) =>
  writer.query("UPDATE topic SET name = $2 WHERE id = 'topic:' || $1", [id, name]);

const TOPICS = `query ($prefix: String!) @live(throttle: 100) {
  topics(where: { name: { startsWith: $prefix } }, orderBy: [{ name: ASC }]) { nodes { name } }
}`;

const open = async (prefix: string): Promise<Subscription> => {
  const opened = await database.service.subscribe({ query: TOPICS, variables: { prefix } });
  if ("errors" in opened) throw new Error(opened.errors[0]?.message);
  return opened;
};

/** A client that says itself when an answer has left, and what it was sent: the names in each answer. */
class Client implements Sink {
  readonly sent: string[] = [];
  left: () => void = () => {};
  room = true;

  constructor(private readonly isQuick: boolean) {}

  take([answer]: readonly { json: string }[], atEnd: () => void = () => {}): number {
    if (!this.room) return 0;
    const { data } = JSON.parse(answer?.json ?? "");
    this.sent.push(data.topics.nodes.map(({ name }: { name: string }) => name).join(" "));
    if (this.isQuick) setImmediate(atEnd);
    this.left = atEnd;
    return 1;
  }

  async drained(): Promise<void> {
    await until(() => this.room || undefined, 5);
  }

  end(): void {}

  /** Waits until it was last sent something. */
  async has(names: string): Promise<void> {
    await until(() => this.sent.at(-1) === names || undefined, 5);
  }
}

const attached = (subscription: Subscription, isQuick = true): Client => {
  const client = new Client(isQuick);
  subscription.attach(client);
  return client;
};

/** Holds back what the engine has read, from now until it is released; says how often it was asked. */
function holdAnswers(): { asked(): number; release(): void } {
  const { engine } = database.service;
  const execute = engine.execute.bind(engine);
  let release: () => void = () => {};
  let asked = 0;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  engine.execute = async (execution) => {
    const answer = await execute(execution);
    asked += 1;
    await released;
    return answer;
  };
  return {
    asked: () => asked,
    release() {
      engine.execute = execute;
      release();
    },
  };
}

test("What changes while it is executed is in the next answer, and in the first of whoever comes meanwhile", async () => {
  const first = await open("xk");
  const client = attached(first);
  await client.has("");
  const held = holdAnswers();
  await insert("xk1");
  await until(() => held.asked() === 1 || undefined, 5);
  await insert("xk2");
  const opening = open("xk");
  await database.service.changes.caughtUp();
  held.release();
  const second = await opening;
  expect(attached(second).sent).toEqual(["xk1 xk2"]);
  await client.has("xk1 xk2");
  for (const one of [first, second]) one.stop();
});

test("One answer is under way to a client; when that has left, it is sent the newest, unless it has had just that", async () => {
  const [first, second] = [await open("xm"), await open("xm")];
  const [quick, slow] = [attached(first), attached(second, false)];
  await insert("xm");
  for (const name of ["xm1", "xm2", "xm3"]) {
    await rename("xm", name);
    await quick.has(name);
  }
  expect(slow.sent).toEqual([""]);
  slow.left();
  expect(slow.sent).toEqual(["", "xm3"]);
  for (const name of ["xm4", "xm3"]) {
    await rename("xm", name);
    await quick.has(name);
  }
  slow.left();
  expect(slow.sent).toEqual(["", "xm3"]);
  await rename("xm", "xm5");
  await slow.has("xm5");
  for (const one of [first, second]) one.stop();
});

test("Who has no room is sent the newest when there is some", async () => {
  const [first, second] = [await open("xn"), await open("xn")];
  const [quick, full] = [attached(first), attached(second)];
  await full.has("");
  full.room = false;
  await insert("xn");
  for (const name of ["xn1", "xn2"]) {
    await rename("xn", name);
    await quick.has(name);
  }
  full.room = true;
  await full.has("xn2");
  expect(full.sent).toEqual(["", "xn2"]);
  for (const one of [first, second]) one.stop();
});

test("When nobody watches any more, nothing is executed", async () => {
  const { subscriptions } = database.service;
  const watched = await open("xo");
  const client = attached(watched);
  await client.has("");
  watched.stop();
  const { executions } = subscriptions.live.counts;
  await insert("xo");
  const other = await open("xp");
  expect([subscriptions.live.size, subscriptions.live.counts.executions]).toEqual([1, executions + 1]);
  other.stop();
  expect([subscriptions.live.size, subscriptions.places.taken]).toEqual([0, 0]);
});
