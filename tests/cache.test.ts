import { setTimeout as sleep } from "node:timers/promises";
import type { ExecutionResult } from "graphql";
import type pg from "pg";
import { ChangeReader } from "../src/changes/reader.js";
import { Cache } from "../src/engine/cache.js";
import { JsonData, stringify } from "../src/engine/run/answer.js";
import { createLog } from "../src/log.js";
import { useDatabase, useWriter } from "./harness.js";

const database = useDatabase();
const BOUNDS = { bytes: 1_000_000, stalenessMs: 0 };
let writer: pg.Client;
let reader: ChangeReader;

useWriter(database, (made) => {
  writer = made;
});
beforeAll(async () => {
  await writer.query("INSERT INTO topic (id, name) VALUES ('topic:cached', '0')");
  reader = new ChangeReader(database.dataSource, createLog("silent"));
  reader.start();
  await reader.caughtUp();
});
afterAll(() => reader.stop());

/** A cache that is handed what changes. */
function cacheOf(bounds = BOUNDS): Cache {
  const cache = new Cache(reader, bounds);
  reader.listen({
    take: ({ changes }) => cache.take(changes.map(({ entity }) => entity)),
    reset: () => cache.forget(),
  });
  return cache;
}

const write = (name: string) => writer.query("UPDATE topic SET name = $1 WHERE id = 'topic:cached'", [name]);

/** The same, handed on already. */
async function begin(name: string): Promise<void> {
  await write(name);
  await reader.caughtUp();
}

/** Holds an answer up that is read, until it is let go. */
function pause() {
  let [release, enter]: (() => void)[] = [];
  const released = new Promise<void>((resolve) => (release = resolve));
  const entered = new Promise<void>((resolve) => (enter = resolve));
  const after = () => {
    enter?.();
    return released;
  };
  return { after, entered, release: () => release?.() };
}

/** What the database says now, as an answer. */
async function read(): Promise<ExecutionResult> {
  const [{ name }] = await database.dataSource.query("SELECT name FROM topic WHERE id = 'topic:cached'");
  return { data: new JsonData([`{"name":"${name}"}`], true) as never };
}

interface Asked {
  key?: string;
  /** What happens once it is read, before the answer is there. */
  after?: () => Promise<unknown>;
  isWhole?: () => boolean;
}

/** Asks for the topic's name. */
function ask(cache: Cache, { key = "name", after = async () => {}, isWhole = () => true }: Asked = {}) {
  const answer = cache.answer({
    key,
    tables: new Set(["topic"]),
    isWhole,
    read: async (begin) => {
      begin();
      const result = await read();
      await after();
      return result;
    },
  });
  return answer.then((result) => JSON.parse(stringify(result as never)).data.name as string);
}

/** Asks twice, which is what it takes for an answer to be kept. */
async function askTwice(cache: Cache, key = "name"): Promise<void> {
  for (let time = 0; time < 2; time += 1) await ask(cache, { key });
}

test("What is kept is answered again until a table that it depends on is changed", async () => {
  const cache = cacheOf();
  await begin("a");
  await askTwice(cache);
  expect([await ask(cache), await ask(cache)]).toEqual(["a", "a"]);
  await writer.query("INSERT INTO operator (id, name) VALUES ('operator:other', 'x') ON CONFLICT DO NOTHING");
  expect(await ask(cache)).toBe("a");
  await write("b");
  expect([await ask(cache), await ask(cache)]).toEqual(["b", "b"]);
  // It was wanted, so what is read in its place is kept at once.
  expect(cache.counts).toEqual({ hits: 4, misses: 3, stored: 2, outdated: 1 });
});

test("An answer is kept when it is asked for again, if nothing has changed meanwhile", async () => {
  const cache = cacheOf();
  for (const name of ["1", "2", "3"]) {
    await begin(name);
    expect(await ask(cache)).toBe(name);
  }
  expect(cache.counts).toEqual({ hits: 0, misses: 3, stored: 0, outdated: 0 });
  expect([await ask(cache), await ask(cache)]).toEqual(["3", "3"]);
  // What is changed before anyone asks for what is kept begins anew.
  const unwanted = cacheOf();
  await askTwice(unwanted);
  await begin("4");
  await ask(unwanted);
  expect([cache.counts, unwanted.counts]).toEqual([
    { hits: 1, misses: 4, stored: 1, outdated: 0 },
    { hits: 0, misses: 3, stored: 1, outdated: 1 },
  ]);
});

test.each([true, false])(
  "What is changed while it is read is not answered again, whether that was handed on (%s) or not",
  async (handedOn) => {
    const cache = cacheOf();
    await begin("before");
    const after = async () => {
      await write("after");
      if (handedOn) await reader.caughtUp();
    };
    expect(await ask(cache, { after })).toBe("before");
    expect(await ask(cache)).toBe("after");
  },
);

test("More can be said with data that is kept", async () => {
  const cache = cacheOf();
  await begin("whole");
  await askTwice(cache);
  const read = () => Promise.reject(new Error("It is kept."));
  const kept = await cache.answer({ key: "name", tables: new Set(["topic"]), isWhole: () => true, read });
  const more = { ...kept, extensions: { cost: 1 } };
  expect(stringify(more as never)).toBe('{"data":{"name":"whole"},"extensions":{"cost":1}}');
});

test("What is changed while several wait for it is not answered again", async () => {
  const cache = cacheOf();
  await begin("before");
  const { after, entered, release } = pause();
  const first = ask(cache, { after });
  await entered;
  const second = ask(cache);
  // It is told then that what is being read still holds.
  await reader.caughtUp();
  await begin("after");
  release();
  expect(await Promise.all([first, second])).toEqual(["before", "before"]);
  expect(await ask(cache)).toBe("after");
});

test("Whoever asks what is being read waits for that", async () => {
  const cache = cacheOf();
  await begin("once");
  const { after, entered, release } = pause();
  const first = ask(cache, { after });
  await entered;
  const others = [ask(cache), ask(cache), ask(cache)];
  release();
  expect(await Promise.all([first, ...others])).toEqual(["once", "once", "once", "once"]);
  expect(cache.counts).toEqual({ hits: 3, misses: 1, stored: 1, outdated: 0 });
});

test("Of those who ask what was changed while it is read, one reads anew, and all have that", async () => {
  const cache = cacheOf();
  await begin("old");
  const { after, entered, release } = pause();
  const first = ask(cache, { after });
  await entered;
  await write("new");
  const others = await Promise.all([ask(cache), ask(cache), ask(cache)]);
  release();
  expect([await first, ...others]).toEqual(["old", "new", "new", "new"]);
  expect(cache.counts).toMatchObject({ hits: 2, misses: 2, stored: 1 });
  expect(await ask(cache)).toBe("new");
});

test("What is not a whole answer, or has errors, is neither kept nor anyone else's", async () => {
  const cache = cacheOf();
  const fail = () => Promise.reject(new Error("no"));
  await Promise.allSettled([ask(cache, { after: fail }), ask(cache, { isWhole: () => false }), ask(cache)]);
  expect(cache.counts).toMatchObject({ hits: 0, misses: 3 });
  const failing = { key: "errors", tables: new Set(["topic"]), isWhole: () => true };
  const errors = async (begin: () => void) => {
    begin();
    return { ...(await read()), errors: [new Error("a slice failed") as never] };
  };
  await cache.answer({ ...failing, read: errors });
  expect((await cache.answer({ ...failing, read: errors })).errors).toHaveLength(1);
  expect(cache.counts).toMatchObject({ hits: 0, stored: cache.size.answers });
});

test("After changes may have been missed, everything is read anew", async () => {
  const cache = cacheOf();
  await begin("kept");
  await ask(cache);
  cache.forget();
  expect(cache.size).toEqual({ answers: 0, bytes: 0 });
  const { after, entered, release } = pause();
  const first = ask(cache, { key: "reading", after });
  await entered;
  cache.forget();
  release();
  await first;
  expect(cache.size.answers).toBe(0);
});

test("Before changes are followed nothing is kept", async () => {
  const unstarted = new ChangeReader(database.dataSource, createLog("silent"));
  const cache = new Cache(unstarted, BOUNDS);
  await ask(cache);
  await ask(cache);
  expect(cache.counts).toEqual({ hits: 0, misses: 0, stored: 0, outdated: 0 });
});

test("Where nobody can say whether it still holds, it is read", async () => {
  const stopped = new ChangeReader(database.dataSource, createLog("silent"));
  stopped.start();
  await stopped.caughtUp();
  const cache = new Cache(stopped, BOUNDS);
  await write("before the stop");
  await ask(cache);
  await stopped.stop();
  await write("after the stop");
  expect(await ask(cache)).toBe("after the stop");
  // Nor is anybody waited for who is held up.
  const held = new Cache({ position: 1, caughtUp: () => new Promise(() => {}) }, BOUNDS);
  await ask(held);
  await write("held up");
  expect(await ask(held)).toBe("held up");
});

test("No more is kept than there is room for, and what was asked longest ago goes first", async () => {
  const cache = cacheOf({ bytes: 16 * 1024, stalenessMs: 0 });
  await begin("x".repeat(900));
  for (let number = 0; number < 20; number += 1) await askTwice(cache, `k${number}`);
  expect(cache.size.bytes).toBeLessThanOrEqual(16 * 1024);
  expect(cache.size.answers).toBeGreaterThan(5);
  await ask(cache, { key: "k19" });
  await ask(cache, { key: "k0" });
  expect(cache.counts).toMatchObject({ hits: 1, misses: 41 });
  // One answer that would take more than a sixteenth of all is not kept.
  await begin("x".repeat(1100));
  await askTwice(cache, "large");
  await askTwice(cache, "large");
  expect(cache.counts).toMatchObject({ hits: 1, misses: 45 });
});

test("An answer may be as old as it is allowed to be, and no older", async () => {
  // Nobody hands this one anything: what it answers, it answers because it need not ask.
  const unasked = new Cache(reader, { ...BOUNDS, stalenessMs: 60_000 });
  const asked = cacheOf({ ...BOUNDS, stalenessMs: 200 });
  await begin("young");
  for (const cache of [unasked, unasked, asked, asked]) await ask(cache);
  await write("old");
  expect(await ask(unasked)).toBe("young");
  await sleep(210);
  expect(await ask(asked)).toBe("old");
});
