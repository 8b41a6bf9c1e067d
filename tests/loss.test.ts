import { setTimeout as pause } from "node:timers/promises";
import { Fleet } from "./loss/fleet.js";
import { type Hearing, judge } from "./loss/judge.js";
import { Postgres } from "./loss/postgres.js";
import { END, type Following, Subscriber } from "./loss/subscriber.js";
import { shortened, Truth } from "./loss/truth.js";
import { OWN_TABLES, ROWS, Writer } from "./loss/writer.js";
import { LOSS_KILLS, Random, SEED } from "./random.js";

const WRITERS = 8;
const SUBSCRIBERS = 20;
const PROCESSES = 3;
/** After how many kills PostgreSQL crashes. */
const CRASH_EVERY = 3;
/** How many changes are committed between two kills, unless that takes too long. */
const CHANGES = 250;
const PATIENCE_MS = 8000;

const some = Array.from({ length: ROWS / 2 }, (_, place) => `topic:w${2 * place}`);
const orEnd = (condition: object) => ({ or: [{ id: { eq: END } }, condition] });

/** What is followed: conditions, and what they mean. */
const SETS: Omit<Following, "large">[] = [
  { where: null, isMember: () => true },
  { where: orEnd({ name: { startsWith: "a-" } }), isMember: (_, name) => name.startsWith("a-") },
  { where: orEnd({ id: { in: some } }), isMember: (id) => some.includes(id) },
  {
    where: { and: [{ not: { name: { startsWith: "b-" } } }, { id: { notIn: some } }] },
    isMember: (id, name) => !name.startsWith("b-") && !some.includes(id),
  },
];

/** Which sets are followed how often. */
const setOf = (place: number): Following => ({
  ...(SETS[place % 5 === 4 ? 0 : place % 5] as Following),
  large: place % 10 === 3,
});

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
const changesOf = (writers: readonly Writer[]) => sum(writers.map(({ committed }) => committed.length));

/** Waits until so much more is written, and for a while at least. */
async function enough(writers: readonly Writer[], changes: number): Promise<void> {
  const [before, began] = [changesOf(writers), performance.now()];
  await pause(1000);
  while (changesOf(writers) < before + changes && performance.now() < began + PATIENCE_MS) await pause(50);
}

let postgres: Postgres;
let fleet: Fleet;
const failures: unknown[] = [];
const failed = (error: unknown) => void failures.push(error);

beforeAll(async () => {
  postgres = await Postgres.start();
  fleet = new Fleet(PROCESSES, postgres.url, failed);
  await fleet.start();
  const client = await postgres.connect();
  await client.query(OWN_TABLES);
  await client.end();
}, 600_000);
afterAll(async () => {
  await fleet.stop();
  await postgres.stop();
}, 600_000);

/** Waits for something as long as machines may be slow; what never comes is for the judge to see. */
async function patiently(holds: () => boolean): Promise<void> {
  const end = performance.now() + 300_000;
  while (!holds() && failures.length === 0 && performance.now() < end) await pause(20);
}

test(`Whatever is killed, cut or crashes, every subscriber is told every committed change once and in order (seed ${SEED})`, async () => {
  const random = new Random(SEED);
  const listening = new AbortController();
  const anyServer = (own: Random) => () => fleet.up[own.below(fleet.up.length)];
  const subscriber = (place: number, isLate: boolean) => {
    const own = new Random(SEED + 1000 + place);
    const one = new Subscriber(setOf(place), anyServer(own), own, isLate);
    return { one, followed: one.follow(listening.signal).catch(failed) };
  };
  const early = Array.from({ length: SUBSCRIBERS - 5 }, (_, place) => subscriber(place, false));
  for (const { one } of early) await patiently(() => one.isReady);

  const writing = new AbortController();
  const writers = Array.from(
    { length: WRITERS },
    (_, place) => new Writer(postgres.url, new Random(SEED + place), `w${place}`),
  );
  const written = writers.map((writer) => writer.write(writing.signal).catch(failed));
  const late: typeof early = [];
  let crashes = 0;
  for (let kill = 1; kill <= LOSS_KILLS && failures.length === 0; kill += 1) {
    await enough(writers, CHANGES);
    await fleet.kill(random.below(PROCESSES));
    if (kill % CRASH_EVERY === 1) {
      await postgres.crash(random.pick(["walwriter", "checkpointer", "client backend"]));
      crashes += 1;
    }
    if (kill > LOSS_KILLS / 2 && late.length < 5) late.push(subscriber(early.length + late.length, true));
  }
  while (late.length < 5) late.push(subscriber(early.length + late.length, true));
  const subscribers = [...early, ...late].map(({ one }) => one);
  await enough(writers, CHANGES);
  writing.abort();
  await Promise.all(written);

  await fleet.start();
  const client = await postgres.connect();
  for (const writer of writers) await writer.settle(client);
  for (const one of subscribers) await patiently(() => one.hearing !== undefined);
  await client.query("INSERT INTO topic (id, name) VALUES ($1, 'end')", [END]);
  for (const one of subscribers) one.isCalm = true;
  for (const one of subscribers) await patiently(() => one.hasEnded);
  // What came twice would come after it.
  await pause(500);
  listening.abort();
  await Promise.all([...early, ...late].map(({ followed }) => followed));

  const truth = new Truth(writers.flatMap(({ committed }) => committed));
  const { rows } = await client.query<{ id: string; name: string }>("SELECT id, name FROM topic");
  await client.end();

  const inTable = new Map(rows.map(({ id, name }) => [id, shortened(name)]));
  const entries = (map: ReadonlyMap<string, string>) =>
    Array.from(map)
      .filter(([id]) => id !== END)
      .sort();
  const heard = subscribers.map(({ hearing }) => hearing ?? { events: [] });
  console.log(`SEED=${SEED}`, {
    kills: LOSS_KILLS,
    crashes,
    unanswered: sum(writers.map(({ unsettled }) => unsettled)),
    committed: sum(truth.ids.map((id) => truth.of(id).length)),
    told: sum(heard.map(({ events }) => events.length)),
    cuts: sum(subscribers.map(({ cuts }) => cuts)),
    stalls: sum(subscribers.map(({ stalls }) => stalls)),
    resets: sum(subscribers.map(({ resets }) => resets)),
  });
  expect(failures).toEqual([]);
  expect(truth.gaps()).toEqual([]);
  expect(entries(truth.rows(() => true))).toEqual(entries(inTable));
  // Who waits for ever has lost nothing yet, and is something else to look for.
  expect(subscribers.flatMap((one, place) => (one.hasEnded ? [] : [`${place}: ${one.place}`]))).toEqual([]);
  for (const [place, { mirror, set }] of subscribers.entries()) {
    expect(judge(truth, heard[place] as Hearing, set.isMember)).toEqual([]);
    expect(entries(mirror)).toEqual(entries(truth.rows(set.isMember)));
  }
  expect(fleet.errors).toEqual([]);
  expect(subscribers.flatMap(({ errors }) => errors)).toEqual([]);
  expect(sum(subscribers.map(({ resets }) => resets))).toBe(0);
  expect(sum(heard.map(({ events }) => events.length))).toBeGreaterThan(100);
}, 3_600_000);
