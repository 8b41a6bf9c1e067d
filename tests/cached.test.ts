import { parse, validate } from "graphql";
import pg from "pg";
import { readConfig } from "../src/config.js";
import { stringify } from "../src/engine/run/answer.js";
import { createLog } from "../src/log.js";
import { Service } from "../src/service.js";
import { useDatabase, useWriter } from "./harness.js";
import { type Operation, Operations } from "./operations.js";
import { OPERATIONS, Random, SEED } from "./random.js";
import { samplesOf } from "./samples.js";

const STEPS = OPERATIONS / 2;
/** What an operation may cost that is read over and over. */
const DEAREST = 10_000;

/** Two services that keep answers, as two processes would; that of the database itself reads each anew. */
const database = useDatabase();
const services: Service[] = [];
let writer: pg.Client;

useWriter(database, (made) => {
  writer = made;
});
beforeAll(async () => {
  const { dataSource, api, config } = database;
  const cache = readConfig({}).cache;
  for (const _ of "ab")
    services.push(
      await Service.start({ dataSource, api, config: { ...config, cache }, log: createLog("silent") }),
    );
  for (const { changes } of services) await changes.caughtUp();
});
afterAll(async () => {
  for (const service of services) await service.stop();
});

const read = async (service: Service, operation: Operation, context = service.createContext()) =>
  stringify(await service.execute(operation, context));
const countsOf = (name: "hits" | "outdated") =>
  services.reduce((sum, { cache }) => sum + (cache?.counts[name] ?? 0), 0);

interface Column {
  table: string;
  column: string;
}

/** Changes some value to another of its column, or takes a row away; what the tables' own rules refuse is left. */
async function writeSome(random: Random, columns: readonly Column[]): Promise<boolean> {
  const { table, column } = random.pick(columns);
  const row = `(SELECT ctid FROM "${table}" OFFSET ${random.below(40)} LIMIT 1)`;
  const value = `(SELECT "${column}" FROM "${table}" ORDER BY 1 OFFSET ${random.below(40)} LIMIT 1)`;
  const statement = random.chance(0.1)
    ? `DELETE FROM "${table}" WHERE ctid = ${row}`
    : `UPDATE "${table}" SET "${column}" = ${value} WHERE ctid = ${row}`;
  return writer.query(statement).then(
    ({ rowCount }) => rowCount === 1,
    () => false,
  );
}

/** Random operations whose answers are kept, and which are read in no time. */
async function keptOperations(random: Random, count: number): Promise<Operation[]> {
  const [service] = services as [Service];
  const made = new Operations(database.api.schema, random, await samplesOf(database, database.api, random));
  const operations: Operation[] = [];
  while (operations.length < count) {
    const operation = made.next();
    if (validate(database.api.schema, parse(operation.query)).length > 0) continue;
    const before = countsOf("hits");
    const context = service.createContext();
    await read(service, operation, context);
    if (context.trace.cost > DEAREST) continue;
    // The second answer is kept, and the third is it.
    for (let time = 0; time < 2; time += 1) await read(service, operation);
    if (countsOf("hits") > before) operations.push(operation);
  }
  return operations;
}

test("Whatever is committed when a request comes is in its answer, whoever keeps answers", async () => {
  const random = new Random(SEED);
  const { rows: columns } = await writer.query<Column>(
    `SELECT c.relname AS table, a.attname AS column FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
     WHERE EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'change_update')
       AND a.attname NOT IN ('id', 'sum_class', 'mean_class', 'cell') ORDER BY 1, 2`,
  );
  const operations = await keptOperations(random, 20);
  const before = { hits: countsOf("hits"), outdated: countsOf("outdated") };
  let writes = 0;
  for (let step = 0; step < STEPS; step += 1) {
    if (random.chance(0.4) && (await writeSome(random, columns))) writes += 1;
    const operation = random.pick(operations);
    const kept = await read(random.pick(services), operation);
    const fresh = await read(database.service, operation);
    if (kept !== fresh)
      throw new Error(
        `SEED=${SEED}: at step ${step} another answer is kept than is read:\n${operation.query}\n${JSON.stringify(operation.variables)}\nkept: ${kept}\nread: ${fresh}`,
      );
  }
  const counts = {
    writes,
    hits: countsOf("hits") - before.hits,
    outdated: countsOf("outdated") - before.outdated,
  };
  console.log(`SEED=${SEED}`, counts);
  expect(counts.writes).toBeGreaterThan(STEPS / 20);
  expect(counts.hits).toBeGreaterThan(STEPS / 20);
  expect(counts.outdated).toBeGreaterThan(STEPS / 50);
}, 3_600_000);

test("Many write and read at once, and each finds what it has written", async () => {
  const query =
    "query ($like: String) { topics(first: 500, where: { name: { startsWith: $like } }) { nodes { id name observations { totalCount nodes { value } } } } }";
  const operation = { query, variables: { like: "written" } };
  const before = countsOf("hits");
  const clients = Array.from({ length: 16 }, async (_, number) => {
    const random = new Random(SEED + number);
    const client = new pg.Client(database.url);
    await client.connect();
    for (let step = 0; step < STEPS / 20; step += 1) {
      const name = `written ${number} ${step}`;
      await client.query(
        "INSERT INTO topic (id, name) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET name = excluded.name",
        [`topic:written-${number}`, name],
      );
      for (let time = random.below(4); time >= 0; time -= 1)
        expect(await read(random.pick(services), operation)).toContain(`"${name}"`);
    }
    await client.end();
  });
  await Promise.all(clients);
  expect(countsOf("hits")).toBeGreaterThan(before);
}, 3_600_000);
