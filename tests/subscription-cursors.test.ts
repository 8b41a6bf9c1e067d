import type { Client } from "graphql-ws";
import type pg from "pg";
import { readCursor, writeCursor } from "../src/changes/cursor.js";
import { forgetLineage, lineageOf } from "../src/changes/lineage.js";
import { currentPosition } from "../src/changes/log.js";
import { trim } from "../src/changes/trim.js";
import { useDatabase, useServer } from "./harness.js";
import { until } from "./processes.js";
import { connectTo, Subscriber, useConnections } from "./subscribers.js";

const database = useDatabase();
const server = useServer(database);
const [elsewhere, other] = ((place) => [place, useServer(place)])(useDatabase());
let client: Client;
let writer: pg.Client;

useConnections(database, server, (made) => {
  ({ client, writer } = made);
});

const insert = (id: string) => writer.query(`INSERT INTO topic (id, name) VALUES ('topic:${id}', '${id}')`);

async function subscribed(variables: Record<string, unknown> = {}, by = client): Promise<Subscriber> {
  const subscriber = new Subscriber(by, variables);
  await subscriber.has(1).catch(() => {});
  return subscriber;
}

/** What a cursor leads to: the first event, or the code of the error. */
async function leadsTo(after: string, by = client): Promise<string> {
  const subscriber = await subscribed({ after }, by);
  const [first] = subscriber.told;
  subscriber.stop();
  if (first) return first.reset ? `${first.operation} ${first.reset.reason}` : first.operation;
  expect([subscriber.errors.length, subscriber.ended]).toEqual([1, true]);
  return subscriber.errors[0]?.extensions.code ?? "";
}

async function cursor(): Promise<string> {
  const subscriber = await subscribed();
  subscriber.stop();
  return subscriber.cursor;
}

test("A cursor of which any letter is another, or that is cut, is an error, and says so", async () => {
  const sound = await cursor();
  expect(await leadsTo(sound)).toBe("READY");
  for (let place = 0; place < sound.length; place += 1) {
    const letter = sound[place] === "A" ? "B" : "A";
    expect(await leadsTo(`${sound.slice(0, place)}${letter}${sound.slice(place + 1)}`)).toBe(
      "BAD_USER_INPUT",
    );
    expect(await leadsTo(sound.slice(0, place))).toBe("BAD_USER_INPUT");
  }
});

test("A cursor of the future is an error, and one that another process gave is not", async () => {
  const [lineage, now] = [await lineageOf(writer), await currentPosition(writer)];
  // Transactions of other databases of the server count too.
  const future = { ...now, xmax: now.xmax + 1_000_000n };
  expect(await leadsTo(writeCursor(future, lineage))).toBe("BAD_USER_INPUT");
  await insert("p");
  // Whoever read the log quicker than this server may have a cursor that it has yet to come to.
  expect(await leadsTo(writeCursor(await currentPosition(writer), lineage))).toBe("READY");
});

test("A cursor of another database leads to a reset, and never to its events", async () => {
  const by = connectTo(other);
  const subscriber = await subscribed({}, by);
  subscriber.stop();
  await by.dispose();
  expect(await leadsTo(subscriber.cursor)).toMatch(/^(BAD_USER_INPUT|RESET HISTORY_CHANGED)$/);
  expect(elsewhere.url).not.toBe(database.url);
});

test("What was trimmed is not passed over: RESET comes first, then what happens from now on, and the oldest cursor works", async () => {
  const old = await cursor();
  await insert("r1");
  await insert("r2");
  expect(await leadsTo(old)).toBe("READY");
  await writer.query("UPDATE change SET at = at - interval '3 days' WHERE id = 'topic:r1'");
  // Only the oldest changes are looked at, which everything before is made to be among.
  await writer.query(
    "UPDATE change SET at = at - interval '3 days' WHERE seq < (SELECT min(seq) FROM change WHERE id = 'topic:r1')",
  );
  expect(await trim(writer, 24 * 60 * 60)).toBeGreaterThan(0);
  // What runs in other databases since before the trimmed changes, as nothing does for days, would be taken for one of them.
  await until(async () => {
    const { rows } = await writer.query(
      "SELECT pg_snapshot_xmin(pg_current_snapshot()) > trimmed_xid AS ended FROM change_lineage",
    );
    return rows[0].ended || undefined;
  });
  const subscriber = await subscribed({ after: old });
  await insert("r3");
  expect(await subscriber.short(2)).toEqual(["RESET", "INSERT topic:r3"]);
  const { reset, cursor: now } = subscriber.told[0] ?? {};
  expect(reset?.reason).toBe("TRIMMED");
  expect(await leadsTo(String(now))).toBe("READY");
  const oldest = await subscribed({ after: reset?.oldest });
  expect(await oldest.short(3)).toEqual(["READY", "INSERT topic:r2", "INSERT topic:r3"]);
  for (const one of [subscriber, oldest]) one.stop();
});

test("When another history begins, everyone is reset at once, and cursors of the old one lead to a reset", async () => {
  const subscriber = await subscribed();
  const old = subscriber.cursor;
  await forgetLineage(writer);
  await writer.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'cuulong changes' AND datname = current_database()",
  );
  expect(await subscriber.short(2)).toEqual(["READY", "RESET"]);
  expect(subscriber.told[1]?.reset?.reason).toBe("HISTORY_CHANGED");
  await insert("s");
  expect((await subscriber.short(3)).at(-1)).toBe("INSERT topic:s");
  expect(await leadsTo(old)).toBe("RESET HISTORY_CHANGED");
  expect(readCursor(subscriber.cursor, await lineageOf(writer))).toBeDefined();
  subscriber.stop();
});
