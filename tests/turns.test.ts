import { isDeepStrictEqual } from "node:util";
import pg from "pg";
import { useDatabase, useServer } from "./harness.js";
import { post } from "./http.js";
import { eventually, whileAgenciesAreLocked } from "./waiting.js";

const database = useDatabase();
/** What is being read already would be waited for by whoever asks the same. */
const narrow = { POOL_SIZE: "4", HEAVY_COST: "600", HEAVY_WAITING: "1", CACHE_BYTES: "0" };
const server = useServer(database, narrow);
const hasty = useServer(database, { ...narrow, STATEMENT_TIMEOUT_MS: "500" });
const plain = useServer(database, { ...narrow, ENGINE: "off" });
const middling = useServer(database, {
  ...narrow,
  HEAVY_COST: "900",
  HEAVY_WAITING: "50",
  MIDDLING_COST: "600",
  MIDDLING_WAITING: "1",
});
const small = useServer(database, { MAX_ANSWER_BYTES: "20000" });

const HEAVY =
  "{ agencies { totalCount nodes { id name nameEn systems { totalCount } outlets { totalCount } } } }";
const LIGHT = "{ reports { totalCount } }";

const whileLocked = (work: () => Promise<void>) => whileAgenciesAreLocked(database, work);

const counted = async ({ address }: { address: string }, name: string, lane = "heavy") => {
  const text = await (await fetch(`${address}/metrics`)).text();
  return Number(new RegExp(`^cuulong_${lane}_${name} (\\d+)$`, "m").exec(text)?.[1]);
};

const ask = ({ address }: { address: string }, query: string, signal?: AbortSignal) =>
  fetch(`${address}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
    ...(signal && { signal }),
  });

test.each([
  ["the engine", () => server],
  ["resolvers", () => plain],
])(
  "Heavy requests wait their turn where %s answers, light ones and readiness do not, and who is one too many is asked to come back",
  async (_way, served) => {
    const at = served();
    const refusedBefore = await counted(at, "refused_total");
    let both: Promise<Response[]> = Promise.resolve([]);
    await whileLocked(async () => {
      const first = ask(at, HEAVY);
      await eventually(async () => (await counted(at, "running")) === 1);
      const second = ask(at, HEAVY);
      await eventually(async () => (await counted(at, "waiting")) === 1);
      both = Promise.all([first, second]);
      const third = await ask(at, HEAVY);
      expect([third.status, third.headers.get("retry-after")]).toEqual([503, "5"]);
      expect((await third.json()).errors[0].extensions.code).toBe("SERVICE_UNAVAILABLE");
      for (let time = 0; time < 20; time += 1)
        expect(await post(at, { query: LIGHT })).toEqual({
          status: 200,
          data: { reports: { totalCount: 1 } },
        });
      expect((await fetch(`${at.address}/readyz`)).status).toBe(200);
    });
    expect((await both).map(({ status }) => status)).toEqual([200, 200]);
    expect(await counted(at, "refused_total")).toBe(refusedBefore + 1);
    expect([await counted(at, "running"), await counted(at, "waiting")]).toEqual([0, 0]);
    expect((await ask(at, HEAVY)).status).toBe(200);
  },
);

const MIDDLING = "{ agencies { totalCount nodes { id name systems { totalCount } } } }";

test("Middling requests wait for each other, not heavy ones for them, and both leave connections to light ones", async () => {
  const running = async () => [
    await counted(middling, "running", "middling"),
    await counted(middling, "running"),
  ];
  let all: Promise<Response[]> = Promise.resolve([]);
  await whileLocked(async () => {
    const asked = [MIDDLING, MIDDLING, HEAVY].map((query) => ask(middling, query));
    await eventually(async () => isDeepStrictEqual(await running(), [2, 1]));
    const waits = ask(middling, MIDDLING);
    await eventually(async () => (await counted(middling, "waiting", "middling")) === 1);
    all = Promise.all([...asked, waits]);
    const refused = await ask(middling, MIDDLING);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "5"]);
    expect((await refused.json()).errors[0].message).toContain("not a light one");
    for (let time = 0; time < 20; time += 1) expect((await ask(middling, LIGHT)).status).toBe(200);
  });
  expect((await all).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(await running()).toEqual([0, 0]);
});

test("Readiness does not wait for a connection, even where requests use all of them", async () => {
  await whileLocked(async () => {
    const held = Array.from({ length: 4 }, () => ask(server, "{ agencies { totalCount } }"));
    await eventually(async () => {
      const { rows } = await observed("SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'");
      return rows.length >= 4;
    });
    expect((await fetch(`${server.address}/readyz`)).status).toBe(200);
    void Promise.allSettled(held);
  });
});

async function observed(query: string) {
  const client = new pg.Client(database.url);
  await client.connect();
  try {
    return await client.query(query);
  } finally {
    await client.end();
  }
}

test("Who goes away while waiting leaves the queue, and who waits too long is turned away", async () => {
  await whileLocked(async () => {
    const first = ask(server, HEAVY);
    await eventually(async () => (await counted(server, "running")) === 1);
    const leaving = new AbortController();
    const second = ask(server, HEAVY, leaving.signal).catch((error) => error.name);
    await eventually(async () => (await counted(server, "waiting")) === 1);
    leaving.abort();
    expect(await second).toBe("AbortError");
    await eventually(async () => (await counted(server, "waiting")) === 0);
    void first.catch(() => {});
  });
  await eventually(async () => (await counted(server, "running")) === 0);
  await whileLocked(async () => {
    const first = ask(hasty, HEAVY);
    await eventually(async () => (await counted(hasty, "running")) === 1);
    const second = await ask(hasty, HEAVY);
    expect(second.status).toBe(503);
    expect((await second.json()).errors[0].message).toContain("its turn did not come in time");
    void first.catch(() => {});
  });
  expect((await ask(hasty, HEAVY)).status).toBe(200);
});

test("An answer that is too large is refused without being kept, and its connection serves on", async () => {
  const query = "{ things(first: 1000) { nodes { id name } } }";
  for (let time = 0; time < 3; time += 1) {
    const { status, errors } = await post(small, { query });
    expect(status).toBe(400);
    expect(errors).toMatchObject([
      { path: ["things"], extensions: { code: "LIMIT_EXCEEDED", limit: "answerBytes", maximum: 20_000 } },
    ]);
    expect((await post(small, { query: LIGHT })).data).toEqual({ reports: { totalCount: 1 } });
  }
});
