import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { dropDatabase, makeDatabase } from "./harness.js";
import { addressOf, type Run, run, until } from "./processes.js";
import { receive, takes } from "./receivers.js";
import { scraped } from "./series.js";
import { LOCAL, short, TOPICS } from "./webhooks.js";

let variables: Record<string, string>;
let writer: pg.Client;
const kept: Run[] = [];

beforeAll(async () => {
  variables = { DATABASE_URL: await makeDatabase(), ...LOCAL };
  writer = new pg.Client(variables.DATABASE_URL);
  await writer.connect();
});
afterAll(async () => {
  for (const { child } of kept) child.kill("SIGKILL");
  await Promise.all(kept.map(({ exit }) => exit));
  await writer.end();
  await dropDatabase(variables.DATABASE_URL as string);
});

/** A process that serves. */
interface Serving extends Run {
  address: string;
}

async function serve(): Promise<Serving> {
  const serving = run(["serve"], variables);
  kept.push(serving);
  return { ...serving, address: await addressOf(serving) };
}

const delivers = async (server: Serving): Promise<boolean> =>
  Array.from((await scraped(server)).keys()).some((name) => name.startsWith("cuulong_webhook_lag_seconds{"));

/** Which of some processes delivers, once one does. */
const deliverer = (servers: readonly Serving[]): Promise<Serving> =>
  until(async () => {
    for (const server of servers) if (await delivers(server)) return server;
    return undefined;
  });

test("Of several processes one delivers; killed with -9 again and again, nothing is lost and nothing overtakes", async () => {
  let servers = [await serve(), await serve()];
  const receiver = await receive((response, received) => void setTimeout(takes, 3, response, received));
  const add = run(["webhook", "add", "partner", receiver.url, TOPICS], variables);
  expect(await add.exit).toBe(0);
  const first = await deliverer(servers);
  expect(await Promise.all(servers.map(delivers))).toEqual(servers.map((server) => server === first));

  const written: string[] = [];
  const stop = new AbortController();
  const writing = (async () => {
    while (!stop.signal.aborted) {
      const id = `topic:n${written.length}`;
      await writer.query("INSERT INTO topic (id, name) VALUES ($1, $1)", [id]);
      written.push(`insert ${id}`);
      await pause(25);
    }
  })();
  const kills = 3;
  for (let kill = 0; kill < kills; kill += 1) {
    const victim = await deliverer(servers);
    const before = receiver.received.length;
    await until(() => receiver.received.length > before + 50 || undefined);
    victim.child.kill("SIGKILL");
    await victim.exit;
    servers = [...servers.filter((server) => server !== victim), await serve()];
  }
  const before = receiver.received.length;
  await until(() => receiver.received.length > before + 50 || undefined);
  stop.abort();
  await writing;
  await until(() => short(receiver).at(-1) === written.at(-1) || undefined);
  const came = short(receiver);
  expect(Array.from(new Set(came))).toEqual(written);
  // Of each process that was killed, one event at most was under way.
  expect(came.length - written.length).toBeLessThanOrEqual(kills);
  expect(written.length).toBeGreaterThan(200);

  const last = await deliverer(servers);
  last.child.kill("SIGTERM");
  expect(await last.exit).toBe(0);
  await writer.query("INSERT INTO topic (id, name) VALUES ('topic:last', 'last')");
  await until(() => short(receiver).at(-1) === "insert topic:last" || undefined);
}, 240_000);
