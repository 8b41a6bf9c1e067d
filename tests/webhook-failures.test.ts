import { createServer } from "node:https";
import { once } from "node:events";
import { readConfig } from "../src/config.js";
import { type Server, startServer } from "../src/http/server.js";
import { createLog } from "../src/log.js";
import { comparable } from "./comparable.js";
import { useDatabase } from "./harness.js";
import { until } from "./processes.js";
import { answering, type Behave, hangs, receive, takes } from "./receivers.js";
import { scraped } from "./series.js";
import { had, LOCAL, short, useWebhooks } from "./webhooks.js";

const database = useDatabase();
const lines: string[] = [];
let server: Server;
beforeAll(async () => {
  const config = readConfig({
    PORT: "0",
    ...LOCAL,
    WEBHOOK_TIMEOUT_MS: "500",
    WEBHOOK_MAX_ATTEMPTS: "2",
    WEBHOOK_PAUSE_HOURS: "1",
  });
  const log = createLog("info", { write: (line) => lines.push(line) });
  server = await startServer(database.dataSource, config, log);
});
afterAll(() => server.close());
const webhooks = useWebhooks(database);

const endless: Behave = (response) => {
  response.writeHead(500);
  const write = () => {
    while (!response.destroyed && response.write("x".repeat(65_536)));
  };
  response.on("drain", write);
  write();
};

test("An endpoint that hangs, fails, redirects, answers without end or refuses TLS delays no other", async () => {
  const elsewhere = await receive();
  const bad = {
    hangs: await receive(hangs),
    fails: await receive(answering(500)),
    redirects: await receive(answering(307, { location: elsewhere.url })),
    endless: await receive(endless),
  };
  const tls = createServer().listen(0, "127.0.0.1");
  await once(tls, "listening");
  const { port } = tls.address() as { port: number };
  for (const [name, receiver] of Object.entries(bad)) await webhooks.add(name, receiver);
  await webhooks.add("tls", { url: `https://127.0.0.1:${port}/` });
  const names = [...Object.keys(bad), "tls"];
  const good = await receive();
  await webhooks.add("good", good);
  for (const name of names) await webhooks.when(name, ({ held }) => held);
  const ids = Array.from({ length: 20 }, (_, at) => `bad-${at}`);
  await webhooks.insert(...ids);
  await had(good, 20);
  expect(short(good)).toEqual(ids.map((id) => `insert topic:${id}`));
  // None of the others has had its second event meanwhile, since none has taken its first.
  for (const { received } of Object.values(bad))
    expect(new Set(received.map(({ event }) => event.subject)).size).toBeLessThanOrEqual(1);
  const errors = await Promise.all(
    names.map(async (name) => (await webhooks.when(name, ({ lastError }) => lastError !== null)).lastError),
  );
  expect(errors).toEqual([
    "no answer within 500 ms",
    "HTTP 500",
    "HTTP 307, a redirect, which is not followed",
    "HTTP 500",
    expect.stringMatching(/handshake failure|EPROTO|SSL/),
  ]);
  expect(elsewhere.received).toEqual([]);
  for (const name of [...names, "good"]) await webhooks.registry.remove(name);
  tls.close();
});

test("An event that is refused again and again goes to the dead letters, from which it can be sent again", async () => {
  let refuses = true;
  const receiver = await receive((response, received) =>
    (refuses && received.event.subject === "topic:poison" ? answering(422) : takes)(response, received),
  );
  await webhooks.add("dead", receiver);
  await webhooks.insert("before", "poison", "after");
  await until(() => short(receiver).includes("insert topic:after") || undefined);
  expect(short(receiver)).toEqual(["before", "poison", "poison", "after"].map((id) => `insert topic:${id}`));
  expect(await webhooks.when("dead", ({ attempts }) => attempts === 0)).toMatchObject({
    state: "ACTIVE",
    deadLetters: 1,
  });
  const [letter] = await webhooks.registry.deadLetters("dead");
  const { event, body } = receiver.received[1] as (typeof receiver.received)[0];
  // Each attempt reads the event anew, and with it what is running in other databases meanwhile.
  expect(comparable(letter?.body ?? "")).toBe(comparable(body));
  expect(letter).toMatchObject({
    event: event.id,
    attempts: 2,
    lastError: "HTTP 422",
    replayed: false,
  });

  expect(await webhooks.registry.replay("dead")).toBe(1);
  await had(receiver, 5);
  await until(async () => (await webhooks.registry.deadLetters("dead"))[0]?.attempts === 3 || undefined);
  expect(await webhooks.registry.deadLetters("dead")).toMatchObject([{ event: event.id, replayed: false }]);
  refuses = false;
  await webhooks.registry.replay("dead");
  await had(receiver, 6);
  await webhooks.when("dead", ({ deadLetters }) => deadLetters === 0);
  expect(receiver.received.slice(4).map((one) => [one.body, one.headers["webhook-id"]])).toEqual([
    [letter?.body, event.id],
    [letter?.body, event.id],
  ]);
  await webhooks.registry.remove("dead");
});

test("A webhook to which nothing could be delivered for long is paused, and goes on where it was", async () => {
  const receiver = await receive(answering(503));
  await webhooks.add("long", receiver);
  await webhooks.insert("l1");
  await webhooks.when("long", ({ attempts }) => attempts === 1);
  await webhooks.writer.query(
    "UPDATE webhook SET failing_since = now() - interval '61 minutes' WHERE name = 'long'",
  );
  const { reason } = await webhooks.when("long", ({ state }) => state === "PAUSED");
  expect(reason).toBe("nothing was delivered for 1 hours; at last: HTTP 503");
  const count = receiver.received.length;
  receiver.behave = takes;
  await webhooks.insert("l2");
  await webhooks.registry.resume("long");
  await had(receiver, count + 1);
  await webhooks.registry.replay("long");
  await until(
    () => new Set(short({ ...receiver, received: receiver.received.slice(count) })).size === 2 || undefined,
  );
  expect(
    await webhooks.when("long", ({ lastError, deadLetters }) => lastError === null && deadLetters === 0),
  ).toMatchObject({ state: "ACTIVE", reason: null });
  await webhooks.registry.remove("long");
});

test("An endpoint that says that it is gone is paused at once", async () => {
  const receiver = await receive(answering(410));
  await webhooks.add("gone", receiver);
  await webhooks.insert("g1");
  expect(await webhooks.when("gone", ({ state }) => state === "PAUSED")).toMatchObject({
    reason: "the endpoint says that it is gone (HTTP 410)",
    deadLetters: 0,
  });
  expect(receiver.received).toHaveLength(1);
  await webhooks.registry.remove("gone");
});

test("What the API refuses now is not tried for ever: the webhook is paused with the API's words", async () => {
  const receiver = await receive();
  const query = 'subscription { topicChanged(where: { issuer: { name: { eq: "x" } } }) { id } }';
  await webhooks.add("refused", receiver, query);
  const { reason } = await webhooks.when("refused", ({ state }) => state === "PAUSED");
  expect(reason).toMatch(/issuer/);
  await webhooks.registry.remove("refused");
});

test("Metrics count attempts, dead letters and pauses; the log names webhooks, and has no secrets, addresses or bodies", async () => {
  const receiver = await receive(answering(500));
  const before = await scraped(server);
  const grown = async (name: string) => ((await scraped(server)).get(name) ?? 0) - (before.get(name) ?? 0);
  const secret = await webhooks.add("counted", { url: `${receiver.url}?key=of-the-partner` });
  await webhooks.insert("counted-secretly");
  await webhooks.when("counted", ({ deadLetters }) => deadLetters === 1);
  expect(await grown('cuulong_webhook_attempts_total{outcome="failed"}')).toBe(2);
  expect(await grown("cuulong_webhook_dead_letters_total")).toBe(1);
  expect(await grown("cuulong_webhook_pauses_total")).toBe(0);
  receiver.behave = takes;
  await webhooks.insert("counted-too");
  await until(
    async () => (await grown('cuulong_webhook_attempts_total{outcome="delivered"}')) === 1 || undefined,
  );
  await until(
    async () =>
      (await scraped(server)).get('cuulong_webhook_lag_seconds{webhook="counted"}') === 0 || undefined,
  );
  receiver.behave = answering(410);
  await webhooks.insert("counted-last");
  await until(async () => (await grown("cuulong_webhook_pauses_total")) === 1 || undefined);

  const logged = lines.map((line) => JSON.parse(line)).filter(({ webhook }) => webhook === "counted");
  expect(
    logged.map(({ level, msg, attempts, error, reason }) => [level, msg, attempts, error ?? reason]),
  ).toEqual([
    [40, "an event could not be delivered", 1, "HTTP 500"],
    [40, "an event goes to the dead letters of its webhook", 2, "HTTP 500"],
    [50, "a webhook is paused", undefined, "the endpoint says that it is gone (HTTP 410)"],
  ]);
  const text = lines.join("");
  expect(text).not.toContain(secret);
  expect(text).not.toContain("of-the-partner");
  expect(text).not.toContain("counted-secretly");
  await webhooks.registry.remove("counted");
});
