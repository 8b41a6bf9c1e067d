import pg from "pg";
import { dropDatabase, makeDatabase } from "./harness.js";
import { addressOf, newFolder, type Run, run } from "./processes.js";
import { CACHE_WRITES, Random, SEED } from "./random.js";
import { scraped } from "./series.js";

const CLIENTS = 50;

/** What is read over and over: lists, what hangs on their rows, and groups. */
const QUERIES = {
  topics: `{ topics(where: { name: { startsWith: "kept" } }, first: 500) { totalCount nodes { id name observations { totalCount nodes { value } } } } }`,
  systems:
    "{ infrastructureSystems(first: 500) { nodes { id nameEn owner { name nameEn systems { nodes { nameEn } } } } } }",
  groups: `{
    agencies(first: 200) { nodes { id systems { groups(by: [{ nameEn: VALUE }], first: 100) { keys { nameEn } count } } } }
    infrastructureSystems { groups(by: [{ nameEn: VALUE }, { owner: { name: VALUE } }], first: 500) { keys { nameEn owner { name } } count } }
  }`,
  report: `{
    reports { nodes { id infrastructureSystems(first: 500) { totalCount nodes { nameEn owner { systems { nodes { nameEn tasks { totalCount nodes { id } } } } } } } } }
  }`,
};
type Query = keyof typeof QUERIES;
const ALL = Object.keys(QUERIES) as Query[];

/** A process, and what its clients remember of what it has answered. */
class Reader {
  readonly #tags = new Map<Query, { tag: string; text: string }>();

  private constructor(
    readonly address: string,
    private readonly serve: Run,
  ) {}

  static async start(variables: Record<string, string>): Promise<Reader> {
    const serve = run(["serve"], { LOG_LEVEL: "error", REPORTS_DIR: newFolder(), ...variables });
    return new Reader(await addressOf(serve), serve);
  }

  async read(query: Query): Promise<string> {
    const response = await fetch(`${this.address}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: QUERIES[query] }),
    });
    return response.text();
  }

  /** The same by GET, on condition that it is another than before. */
  async revalidate(query: Query): Promise<string> {
    const known = this.#tags.get(query);
    const response = await fetch(`${this.address}/graphql?query=${encodeURIComponent(QUERIES[query])}`, {
      headers: known ? { "if-none-match": known.tag } : {},
    });
    const text = await response.text();
    if (response.status === 304) return (known as { text: string }).text;
    this.#tags.set(query, { tag: String(response.headers.get("etag")), text });
    return text;
  }

  async count(series: string): Promise<number> {
    return (await scraped(this)).get(series) ?? 0;
  }

  async stop(): Promise<string> {
    this.serve.child.kill("SIGTERM");
    await this.serve.exit;
    return this.serve.stdout();
  }
}

let url: string;
let keeping: Reader[];
let fresh: Reader;
const systems: string[] = [];

beforeAll(async () => {
  url = await makeDatabase();
  [fresh, ...keeping] = (await Promise.all([
    Reader.start({ DATABASE_URL: url, CACHE_BYTES: "0" }),
    Reader.start({ DATABASE_URL: url }),
    Reader.start({ DATABASE_URL: url }),
  ])) as [Reader, Reader, Reader];
  const client = await connected();
  const { rows } = await client.query("SELECT id FROM infrastructure_system ORDER BY id");
  systems.push(...rows.map(({ id }) => id));
  await client.end();
});
afterAll(() => dropDatabase(url));

async function connected(): Promise<pg.Client> {
  const client = new pg.Client(url);
  await client.connect();
  return client;
}

/** What somebody writes, and which answers show it from then on. */
interface Write {
  text: string;
  values: unknown[];
  shown: Query[];
}

/** A client writes rows of its own, so that nobody else changes what it looks for. */
function writeOf(random: Random, place: number, word: string): Write {
  const system = systems[place];
  if (system && random.chance(0.5))
    return {
      text: "UPDATE infrastructure_system SET name_en = $1 WHERE id = $2",
      values: [word, system],
      shown: ["systems", "groups", "report"],
    };
  return {
    text: "INSERT INTO topic (id, name) VALUES ($2, 'kept ' || $1) ON CONFLICT (id) DO UPDATE SET name = excluded.name",
    values: [word, `topic:kept-${place}`],
    shown: ["topics"],
  };
}

test(`What was committed is in the next answer of every process, and what is kept equals what is read (seed ${SEED})`, async () => {
  const random = new Random(SEED);
  for (const reader of keeping) {
    for (const query of [...ALL, ...ALL, ...ALL]) await reader.read(query);
    expect(await reader.count('cuulong_cache_lookups_total{result="hit"}')).toBe(ALL.length);
  }
  const clients = await Promise.all(Array.from({ length: CLIENTS }, connected));
  const late: string[] = [];
  const unlike: string[] = [];
  let [writes, checked, compared] = [0, 0, 0];

  /** Commits one change, and reads each process at once. */
  const turn = async (client: pg.Client, place: number) => {
    const word = `w${place}x${writes}x`;
    writes += 1;
    const { text, values, shown } = writeOf(random, place, word);
    await client.query(text, values);
    const query = random.pick(shown);
    await Promise.all(
      keeping.map(async (reader, number) => {
        const answer = await (random.chance(0.3) ? reader.revalidate(query) : reader.read(query));
        checked += 1;
        if (!answer.includes(word))
          late.push(`process ${number}: ${query} lacks ${word}: ${answer.slice(0, 200)}`);
      }),
    );
  };

  while (writes < CACHE_WRITES) {
    await Promise.all(clients.map(turn));
    // Nobody writes now.
    for (const query of ALL) {
      const expected = await fresh.read(query);
      for (const reader of keeping)
        for (const answer of [
          await reader.read(query),
          await reader.read(query),
          await reader.revalidate(query),
        ]) {
          compared += 1;
          if (answer !== expected) unlike.push(`${query}\nkept: ${answer}\nread: ${expected}`);
        }
    }
  }
  for (const client of clients) await client.end();
  const lookups = (result: string) =>
    Promise.all(keeping.map((reader) => reader.count(`cuulong_cache_lookups_total{result="${result}"}`)));
  const counts = { writes, checked, compared, hits: await lookups("hit"), misses: await lookups("miss") };
  console.log(`SEED=${SEED}`, counts);
  expect({ late, unlike }).toEqual({ late: [], unlike: [] });
  expect(Math.min(...counts.hits)).toBeGreaterThan(writes / 5);
  expect(Math.min(...counts.misses)).toBeGreaterThan(writes / CLIENTS);
  expect(await fresh.count("cuulong_cache_answers")).toBe(0);
  expect(await Promise.all([fresh, ...keeping].map((reader) => reader.stop()))).toEqual(["", "", ""]);
}, 3_600_000);
