import { setTimeout as pause } from "node:timers/promises";
import type { Client } from "graphql-ws";
import type pg from "pg";
import { useDatabase } from "./harness.js";
import { answersHealth, HEALTH, receive, useJoining } from "./partner-servers.js";
import { until } from "./processes.js";
import { JOINS, SUBSCRIBERS } from "./random.js";
import type { Receiver } from "./receivers.js";
import { connectTo, Subscriber, useConnections } from "./subscribers.js";

const database = useDatabase();
const server = useJoining(database, { PARTNERS_DRAIN_SECONDS: "2" });
let client: Client;
let writer: pg.Client;
useConnections(database, server, (made) => {
  ({ client, writer } = made);
});

let health: Receiver;
beforeAll(async () => {
  health = await receive(answersHealth());
});

const OWN = `{ agency(id: "agency:bo-tttt") { name documents { totalCount } } }`;
const PINNED = `subscription ($after: String, $most: Int) {
  told: agencyChanged(after: $after) { cursor operation id changed at actor node { id name stations { name } own: documents(first: $most) { nodes { issuer { id } } } } reset { reason oldest } }
}`;

/** Times of a query that is asked again and again, in milliseconds, and what went wrong. */
class Caller {
  readonly times: number[] = [];
  readonly wrong: unknown[] = [];
  #stopped = false;
  readonly #done: Promise<void>;

  constructor() {
    this.#done = this.#call();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#done;
  }

  async #call(): Promise<void> {
    while (!this.#stopped) {
      const begun = performance.now();
      const answer = await server.ask(OWN).catch((error) => ({ status: 0, errors: [error] }));
      this.times.push(performance.now() - begun);
      if (answer.status !== 200 || answer.errors) this.wrong.push(answer);
      await pause(2);
    }
  }
}

async function timesWhile(
  work: () => Promise<void>,
): Promise<{ times: number[]; wrong: unknown[]; stall: number }> {
  const callers = Array.from({ length: 4 }, () => new Caller());
  let stall = 0;
  let last = performance.now();
  const beat = setInterval(() => {
    const now = performance.now();
    stall = Math.max(stall, now - last - 5);
    last = now;
  }, 5);
  await work();
  clearInterval(beat);
  for (const caller of callers) await caller.stop();
  const times = callers.flatMap((caller) => caller.times).sort((a, b) => a - b);
  return { times, wrong: callers.flatMap((caller) => caller.wrong), stall };
}

const p99 = (times: readonly number[]): number => times[Math.floor(times.length * 0.99)] ?? 0;

test(`${JOINS} joins and leaves drop nobody and fail nobody who asks for what is ours`, async () => {
  const clients = [client, ...Array.from({ length: Math.ceil(SUBSCRIBERS / 100) }, () => connectTo(server))];
  const subscribers = Array.from(
    { length: SUBSCRIBERS },
    (_, index) => new Subscriber(clients[index % clients.length] as Client),
  );
  for (const subscriber of subscribers) await subscriber.has(1);
  const quiet = await timesWhile(() => pause(3_000));
  let written = 0;
  const busy = await timesWhile(async () => {
    for (let join = 0; join < JOINS; join += 1) {
      health.behave = answersHealth(HEALTH.replace("beds: Int", `beds: Int  version${join}: Int`));
      server.set({ health });
      await server.when(({ health: said }) => said?.state === "JOINED");
      written += 1;
      await writer.query("INSERT INTO topic (id, name) VALUES ($1, $1)", [`topic:swap-${join}`]);
      server.set({});
      await server.when((all) => Object.keys(all).length === 0);
    }
  });
  for (const subscriber of subscribers) await subscriber.has(1 + written);
  const expected = ["READY", ...Array.from({ length: written }, (_, join) => `INSERT topic:swap-${join}`)];
  for (const subscriber of subscribers) {
    expect(await subscriber.short(1 + written)).toEqual(expected);
    expect(subscriber.ended).toBe(false);
    subscriber.stop();
  }
  expect([quiet.wrong, busy.wrong]).toEqual([[], []]);
  const { length: count } = busy.times;
  process.stderr.write(
    `${JOINS} joins under ${SUBSCRIBERS} subscriptions: ${count} queries, p99 ${p99(busy.times).toFixed(1)} ms (${p99(quiet.times).toFixed(1)} ms without), longest stall ${busy.stall.toFixed(0)} ms (${quiet.stall.toFixed(0)} ms without)\n`,
  );
  for (const one of clients.slice(1)) await one.dispose();
}, 3_600_000);

test("What is under way when a partner leaves is finished on the graph that it began on", async () => {
  health.behave = answersHealth();
  server.set({ health });
  await server.is("health", "JOINED");
  const answers = answersHealth();
  health.behave = (response, received) =>
    void pause(received.body.includes("_service") ? 0 : 1_500).then(() => answers(response, received));
  const asked = server.ask(`{ agency(id: "agency:bo-tttt") { stations { name } } }`);
  await pause(200);
  server.set({});
  await server.when((all) => Object.keys(all).length === 0);
  expect(await asked).toEqual({
    status: 200,
    data: { agency: { stations: [{ name: "Trạm agency:bo-tttt" }] } },
  });
});

describe("A subscription that selects a partner's field", () => {
  const rename = (id: string, name: string) =>
    writer.query("UPDATE agency SET name = $2 WHERE id = $1", [id, name]);

  beforeEach(async () => {
    health.behave = answersHealth();
    server.set({ health });
    await server.is("health", "JOINED");
  });

  test("is sent events with it, and is told with its cursor when the graph that it was made on ends; nothing is missed", async () => {
    const subscriber = new Subscriber(client, { most: 1 }, PINNED);
    await subscriber.has(1);
    await rename("agency:bo-tttt", "Bộ mới");
    const [ready, update] = await subscriber.has(2);
    expect(ready).toMatchObject({ operation: "READY", node: null });
    expect(update).toMatchObject({
      operation: "UPDATE",
      id: "agency:bo-tttt",
      node: {
        name: "Bộ mới",
        stations: [{ name: "Trạm agency:bo-tttt" }],
        own: { nodes: [{ issuer: { id: "agency:bo-tttt" } }] },
      },
    });
    health.behave = answersHealth(HEALTH.replace("beds: Int", "beds: Int  kind: String"));
    server.set({ health: { url: health.url, limits: { deadlineMs: 900, bytes: 4_194_304 } } });
    await until(() => (subscriber.ended ? true : undefined));
    expect(subscriber.errors).toMatchObject([
      { extensions: { code: "GRAPH_CHANGED", cursor: subscriber.cursor } },
    ]);
    await rename("agency:bo-tttt", "Bộ mới hơn");
    const again = new Subscriber(client, { after: subscriber.cursor }, PINNED);
    expect((await again.has(2))[1]).toMatchObject({
      operation: "UPDATE",
      node: { name: "Bộ mới hơn", stations: [{}] },
    });
    again.stop();
  });

  test("loses that field alone while the partner fails", async () => {
    const subscriber = new Subscriber(client, {}, PINNED);
    await subscriber.has(1);
    health.behave = (response) => void response.writeHead(500).end();
    await rename("agency:chinh-phu", "Chính phủ mới");
    expect((await subscriber.has(2))[1]).toMatchObject({ node: { name: "Chính phủ mới", stations: null } });
    expect(subscriber.errors).toMatchObject([
      { path: ["told", "node", "stations"], extensions: { code: "PARTNER_FAILED", partner: "health" } },
    ]);
    subscriber.stop();
  });

  test("is refused in the composed schema's words where it asks for what nobody has", async () => {
    const subscriber = new Subscriber(
      client,
      {},
      "subscription { told: agencyChanged { node { stations { nothing } } } }",
    );
    await until(() => (subscriber.ended ? true : undefined));
    expect(subscriber.errors).toMatchObject([
      {
        message: 'Cannot query field "nothing" on type "Station".',
        extensions: { code: "GRAPHQL_VALIDATION_FAILED" },
      },
    ]);
  });
});
