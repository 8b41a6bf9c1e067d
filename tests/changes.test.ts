import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { readCursor, writeCursor } from "../src/changes/cursor.js";
import { lineageOf } from "../src/changes/lineage.js";
import { type Change, changesSince, currentPosition, type Page } from "../src/changes/log.js";
import { covers, had, Pending, type Position } from "../src/changes/position.js";
import { useDatabase } from "./harness.js";
import { Random, SEED } from "./random.js";
import { write } from "./writers.js";

const database = useDatabase();
const random = new Random(SEED);

async function connect(): Promise<pg.Client> {
  const client = new pg.Client(database.url);
  client.on("error", () => {});
  await client.connect();
  return client;
}

/** Follows the log until all is written and nothing more comes, is cut at any page, and goes on from the text of its cursor alone. */
async function follow(start: string, written: AbortSignal): Promise<Change[]> {
  const seen: Change[] = [];
  let cursor = start;
  for (let idle = false; !idle; ) {
    const last = written.aborted;
    const client = await connect();
    const lineage = await lineageOf(client);
    let count = 0;
    const pages = changesSince(client, readCursor(cursor, lineage) as Position);
    for (let next = await pages.next(); ; next = await pages.next()) {
      if (next.done) {
        cursor = writeCursor(next.value, lineage);
        break;
      }
      count += 1;
      seen.push(...next.value.changes);
      cursor = writeCursor(next.value.position, lineage);
      if (random.chance(0.3)) break;
    }
    await client.end();
    idle = last && count === 0;
    await pause(random.below(60));
  }
  return seen;
}

test(`Followers that are cut at random have each committed change once, and no row goes back (seed ${SEED})`, async () => {
  const client = await connect();
  const lineage = await lineageOf(client);
  const start = writeCursor(await currentPosition(client), lineage);
  const writing = new AbortController();
  const writers = Array.from({ length: 6 }, (_, n) =>
    write(database.url, new Random(SEED + n), `w${n}`, writing.signal),
  );
  const written = new AbortController();
  const followers = Array.from({ length: 3 }, () => follow(start, written.signal));
  const enough = () => client.query("SELECT count(*) >= 300 AS enough FROM change WHERE id ~ '^topic:w'");
  while (!(await enough()).rows[0].enough) await pause(200);
  writing.abort();
  await Promise.all(writers);
  written.abort();
  const { rows } = await client.query(
    "SELECT seq::text FROM change WHERE entity = 'topic' AND id ~ '^topic:w' ORDER BY seq",
  );
  const committed = rows.map(({ seq }) => String(seq));
  for (const seen of await Promise.all(followers)) {
    const seqs = seen.map(({ seq }) => String(seq));
    expect(new Set(seqs).size).toBe(seqs.length);
    expect(seqs.sort((left, right) => Number(left) - Number(right))).toEqual(committed);
    const last = new Map<string, bigint>();
    const back = seen.filter(({ id, seq }) => {
      const before = last.get(id) ?? 0n;
      last.set(id, seq);
      return seq < before;
    });
    expect(back).toEqual([]);
  }
  const { rows: wrong } = await client.query(`
    SELECT DISTINCT ON (c.id) c.id, c.after, to_jsonb(t) AS row FROM change c LEFT JOIN topic t ON t.id = c.id
    WHERE c.entity = 'topic' AND c.id ~ '^topic:w' ORDER BY c.id, c.seq DESC`);
  expect(wrong.filter(({ after: image, row }) => JSON.stringify(image) !== JSON.stringify(row))).toEqual([]);
  await client.end();
}, 60_000);

/** All pages of what a position has not had. */
async function pagesSince(client: pg.Client, position: Position) {
  const pages = [];
  for await (const page of changesSince(client, position)) pages.push(page);
  return pages;
}

test("A row's first change comes before its second, though the second's transaction was the earlier to begin", async () => {
  const [first, second, reader] = [await connect(), await connect(), await connect()];
  const position = await currentPosition(reader);
  await first.query("BEGIN; INSERT INTO theme (id, name) VALUES ('theme:o', 'o')");
  await second.query("INSERT INTO topic (id, name) VALUES ('topic:o', 'one')");
  await first.query("UPDATE topic SET name = 'two' WHERE id = 'topic:o'; COMMIT");
  const pages = await pagesSince(reader, position);
  expect(pages.flatMap(({ changes }) => changes).map(({ operation, id }) => `${operation} ${id}`)).toEqual([
    "INSERT topic:o",
    "INSERT theme:o",
    "UPDATE topic:o",
  ]);
  for (const client of [first, second, reader]) await client.end();
});

test("A transaction that is still open holds up nobody, and comes whole when it is committed", async () => {
  const [slow, quick, reader] = [await connect(), await connect(), await connect()];
  let position = await currentPosition(reader);
  const next = async () => {
    const pages = await pagesSince(reader, position);
    position = pages.at(-1)?.position ?? position;
    return pages.flatMap(({ changes }) => changes).map(({ id }) => id);
  };
  await slow.query("BEGIN; INSERT INTO theme (id, name) VALUES ('theme:p', 'p')");
  await quick.query("INSERT INTO theme (id, name) VALUES ('theme:q', 'q')");
  expect(await next()).toEqual(["theme:q"]);
  const { rows } = await slow.query("SELECT pg_current_xact_id()::text AS xid");
  // Transactions of other databases of the server may be among them.
  expect(position.out).toContain(BigInt(rows[0].xid));
  await slow.query("INSERT INTO theme (id, name) VALUES ('theme:r', 'r'); COMMIT");
  expect(await next()).toEqual(["theme:p", "theme:r"]);
  expect(position.out).not.toContain(BigInt(rows[0].xid));
  for (const client of [slow, quick, reader]) await client.end();
});

test("A large transaction comes in pages; whoever is cut in the middle has the rest first, and whoever joins has all", async () => {
  const [client, reader] = [await connect(), await connect()];
  const start = await currentPosition(reader);
  await client.query(
    "INSERT INTO topic (id, name) SELECT 'topic:l' || i, 'l' FROM generate_series(1, 2500) i",
  );
  await client.query("INSERT INTO theme (id, name) VALUES ('theme:s', 's')");
  const pages = await pagesSince(reader, start);
  expect(pages.map(({ changes }) => changes.length)).toEqual([1000, 1000, 500, 1]);
  // The positions behind them may differ: transactions of other databases of the server begin and end meanwhile.
  const seqs = (some: Page[]) => some.flatMap(({ changes }) => changes).map(({ seq }) => seq);
  for (const [place, { position }] of pages.entries())
    expect(seqs(await pagesSince(reader, position))).toEqual(seqs(pages.slice(place + 1)));
  for (const one of [client, reader]) await one.end();
});

test("Whoever was cut behind any change has the rest, and up to a place no more than that place has had", async () => {
  const [client, open, reader] = [await connect(), await connect(), await connect()];
  const start = await currentPosition(reader);
  const insert = (id: string) => `INSERT INTO theme (id, name) VALUES ('theme:${id}', 't');`;
  await open.query(`BEGIN; ${insert("t")}`);
  await client.query(`BEGIN; ${insert("u")} ${insert("v")} ${insert("w")} COMMIT`);
  const middle = await currentPosition(reader);
  await client.query(insert("x"));
  await open.query(`${insert("y")} COMMIT`);
  const idsSince = async (...place: [Position, Position?]) => {
    const ids: string[] = [];
    for await (const { changes } of changesSince(reader, ...place)) ids.push(...changes.map(({ id }) => id));
    return ids;
  };
  const [page] = await pagesSince(reader, start);
  const changes = page?.changes ?? [];
  const ids = changes.map(({ id }) => id);
  expect(ids).toEqual(["u", "v", "w", "x", "t", "y"].map((id) => `theme:${id}`));
  for (const [place, { position }] of changes.entries())
    expect(await idsSince(position)).toEqual(ids.slice(place + 1));
  expect(await idsSince(start, middle)).toEqual(ids.slice(0, 3));
  expect(await idsSince(middle)).toEqual(ids.slice(3));
  expect(await idsSince((changes[0] as Change).position, middle)).toEqual(ids.slice(1, 3));
  for (const one of [client, open, reader]) await one.end();
});

test("Positions are sets: one covers another if it has had whatever that has had", () => {
  const position = { xmax: 20n, out: [12n, 15n] };
  expect([11n, 12n, 15n, 19n, 20n].map((xid) => had(position, xid))).toEqual([
    true,
    false,
    false,
    true,
    false,
  ]);
  expect(new Pending([12n, 30n], [25n, 24n]).after(position, 25n)).toEqual({ xmax: 26n, out: [12n, 24n] });
  expect(new Pending([12n], [15n]).after(position, 15n)).toEqual({ xmax: 20n, out: [12n] });
  expect(covers(position, { xmax: 18n, out: [12n, 15n] })).toBe(true);
  expect(covers(position, { xmax: 12n, out: [] })).toBe(true);
  expect(covers(position, { xmax: 18n, out: [12n] })).toBe(false);
  expect(covers(position, { xmax: 21n, out: [12n, 15n] })).toBe(false);
  expect(covers({ xmax: 20n, out: [] }, { ...position, part: { xid: 15n, seq: 3n } })).toBe(true);
  expect(covers(position, { ...position, part: { xid: 15n, seq: 3n } })).toBe(false);
});
