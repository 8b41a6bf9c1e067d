import type pg from "pg";
import { type Change, changesSince, currentPosition } from "../src/changes/log.js";
import { Events } from "../src/live/events.js";
import { useDatabase, useWriter } from "./harness.js";

const database = useDatabase();
let client: pg.Client;
useWriter(database, (made) => {
  client = made;
});

/** The changes that some statements make. */
async function changesOf(...statements: string[]): Promise<Change[]> {
  const position = await currentPosition(client);
  for (const statement of statements) await client.query(statement);
  const changes: Change[] = [];
  for await (const page of changesSince(client, position)) changes.push(...page.changes);
  return changes;
}

async function eventsOf(field: string, where: object | null): Promise<Events> {
  const followed = database.api.catalogue.followed.get(field);
  if (!followed) throw new Error(`Nothing is followed by ${field}.`);
  return Events.of(database.dataSource, followed, where);
}

/** What some statements are to a set, a line an event. */
async function told(field: string, where: object | null, ...statements: string[]): Promise<string[]> {
  const events = await eventsOf(field, where);
  const own = (await changesOf(...statements)).filter(({ entity }) => entity === events.entity);
  return (await events.read(own)).map(({ operation, id, changed }) => [operation, id, ...changed].join(" "));
}

const system = "system:igate";
const set = (assignment: string) => `UPDATE infrastructure_system SET ${assignment} WHERE id = '${system}'`;

test("A row that comes to meet the condition is inserted, one that ceases to is deleted, one that never did is nothing", async () => {
  const where = { name: { startsWith: "Hệ thống X" } };
  const names = ["Hệ thống X1", "Hệ thống X2", "Khác", "Khác nữa"];
  const statements = names.map((name) => set(`name = '${name}'`));
  expect(await told("infrastructureSystemChanged", where, ...statements)).toEqual([
    `INSERT ${system}`,
    `UPDATE ${system} name`,
    `DELETE ${system}`,
  ]);
  expect(await told("infrastructureSystemChanged", null, set("name = 'iGate'"))).toEqual([
    `UPDATE ${system} name`,
  ]);
});

test("A row that moves from one owner to another leaves the one's set and enters the other's, and its owner is what changed", async () => {
  const { rows } = await client.query("SELECT owner_id FROM infrastructure_system WHERE id = $1", [system]);
  const [from, to] = [rows[0].owner_id, "agency:bo-tttt"];
  const owned = (id: string) => ({ owner: { id: { eq: id } } });
  const there = set(`owner_id = '${to}'`);
  const back = set(`owner_id = '${from}'`);
  expect(await told("infrastructureSystemChanged", owned(from), there, back)).toEqual([
    `DELETE ${system}`,
    `INSERT ${system}`,
  ]);
  expect(await told("infrastructureSystemChanged", owned(to), there, back)).toEqual([
    `INSERT ${system}`,
    `DELETE ${system}`,
  ]);
  expect(await told("infrastructureSystemChanged", { owner: { isNull: false } }, there, back)).toEqual([
    `UPDATE ${system} owner`,
    `UPDATE ${system} owner`,
  ]);
  expect(await told("infrastructureSystemChanged", { owner: { isNull: true } }, there, back)).toEqual([]);
});

test("A figure that is superseded leaves the set of those that hold, whatever else is asked", async () => {
  const { rows } = await client.query(
    "SELECT id, indicator_id FROM observation WHERE superseded_by_id IS NULL ORDER BY id LIMIT 2",
  );
  const [{ id, indicator_id: indicator }, { id: other }] = rows;
  const supersede = `UPDATE observation SET superseded_by_id = '${other}' WHERE id = '${id}'`;
  const restore = `UPDATE observation SET superseded_by_id = NULL WHERE id = '${id}'`;
  for (const where of [null, {}, { indicator: { id: { in: [indicator] } } }])
    expect(await told("observationChanged", where, supersede, restore)).toEqual([
      `DELETE ${id}`,
      `INSERT ${id}`,
    ]);
  expect(
    await told("observationChanged", { indicator: { id: { ne: indicator } } }, supersede, restore),
  ).toEqual([]);
});

test("Conditions of every kind of column are held against both images", async () => {
  const { rows } = await client.query(
    "SELECT id, value FROM observation WHERE value > 1 AND superseded_by_id IS NULL ORDER BY id LIMIT 1",
  );
  const [{ id, value }] = rows;
  const raise = `UPDATE observation SET value = value + 1 WHERE id = '${id}'`;
  const lower = `UPDATE observation SET value = value - 1 WHERE id = '${id}'`;
  const both = { id: { eq: id }, value: { gt: value } };
  expect(await told("observationChanged", both, raise, lower)).toEqual([`INSERT ${id}`, `DELETE ${id}`]);
  const either = { or: [{ not: { id: { eq: id } } }, { and: [{ value: { lte: value } }] }] };
  expect(await told("observationChanged", either, raise, lower)).toEqual([`DELETE ${id}`, `INSERT ${id}`]);
  const document = "(SELECT min(id) FROM document WHERE issued_on IS NOT NULL)";
  const day = { issuedOn: { gte: "2031-01-01" } };
  const [, , ...rest] = await told(
    "documentChanged",
    day,
    `UPDATE document SET issued_on = '2031-05-05' WHERE id = ${document}`,
    `UPDATE document SET issued_on = '2030-12-31' WHERE id = ${document}`,
  );
  expect(rest).toEqual([]);
});

test("What rests on other rows is refused, with the reason and what to ask instead", async () => {
  const refused: [string, object, RegExp][] = [
    [
      "infrastructureSystemChanged",
      { owner: { name: { eq: "x" } } },
      /^where\.owner: related rows change.*only id and isNull.*@live/,
    ],
    ["infrastructureSystemChanged", { owner: { and: [{ id: { eq: system } }] } }, /^where\.owner: /],
    ["infrastructureSystemChanged", { owner: {} }, /^where\.owner: /],
    ["infrastructureSystemChanged", { services: { some: {} } }, /^where\.services: .*nothing may be asked/],
    [
      "agencyChanged",
      { or: [{}, { not: { parent: { level: { eq: "PROVINCE" } } } }] },
      /^where\.or\[1\]\.not\.parent: /,
    ],
    ["observationChanged", { unit: { eq: "percen" } }, /There is no unit percen; did you mean percent\?/],
  ];
  for (const [field, where, message] of refused)
    await expect(eventsOf(field, where)).rejects.toThrow(message);
});

test("Whatever the log is about can be followed: a row of each table, in all of it and by its id", async () => {
  const { followed } = database.api.catalogue;
  const tables = new Set(Array.from(followed.values(), ({ model }) => model.table));
  const { rows: logged } = await client.query(
    "SELECT tgrelid::regclass::text AS table FROM pg_trigger WHERE tgname = 'change_insert' ORDER BY 1",
  );
  // What a table between two others holds is a part of what it lies between.
  expect(logged.map(({ table }) => table).filter((table) => !tables.has(table))).toEqual([
    "abbreviation_writing",
    "coordinate",
    "observation_about",
    "observation_count",
  ]);
  for (const [field, { model }] of followed) {
    const { rows } = await client.query(`SELECT id FROM "${model.table}" ORDER BY id LIMIT 1`);
    if (rows.length === 0) continue;
    const { id } = rows[0];
    const touch = `UPDATE "${model.table}" SET "id" = "id" WHERE id = '${id}'`;
    expect(await told(field, { id: { eq: id } }, touch)).toEqual([]);
    const events = await eventsOf(field, { id: { eq: id } });
    const { rows: inserted } = await client.query(
      `INSERT INTO change (entity, id, before, after) SELECT '${model.table}', id, to_jsonb(t), to_jsonb(t) FROM "${model.table}" t WHERE id = '${id}' RETURNING seq::text`,
    );
    const change = {
      ...(await changesOf())[0],
      seq: BigInt(inserted[0].seq),
      id,
      changed: [],
    } as unknown as Change;
    expect((await events.read([change])).map(({ operation }) => operation)).toEqual(["UPDATE"]);
  }
});
