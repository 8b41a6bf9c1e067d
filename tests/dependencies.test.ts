import { parse, validate } from "graphql";
import { THINGS } from "../entities/index.js";
import { type Dependencies, readDependencies } from "../src/database/dependencies.js";
import type { KeptPlan } from "../src/engine/store.js";
import { useDatabase } from "./harness.js";
import { Operations } from "./operations.js";
import { OPERATIONS, Random, SEED } from "./random.js";
import { samplesOf } from "./samples.js";

const database = useDatabase();
let dependencies: Dependencies;
let ran: Ran[];
beforeAll(async () => {
  dependencies = await readDependencies(database.dataSource);
  ran = await run(OPERATIONS / 2);
}, 600_000);

const of = (...tables: string[]) => dependencies.of({ tables });
const called = (text: string) => dependencies.of({ tables: [], text: `SELECT ${text}` });

/** A plan that ran, and the relations that PostgreSQL reads for it. */
interface Ran {
  plan: KeptPlan;
  relations: Set<string>;
}

/** The names of relations in what EXPLAIN says. */
function relationsIn(explained: unknown, found = new Set<string>()): Set<string> {
  if (explained && typeof explained === "object")
    for (const [key, value] of Object.entries(explained))
      if (key === "Relation Name") found.add(value);
      else relationsIn(value, found);
  return found;
}

/** Runs random operations, and asks what each would read. */
async function run(count: number): Promise<Ran[]> {
  const { api, service, dataSource } = database;
  const random = new Random(SEED);
  const operations = new Operations(api.schema, random, await samplesOf(database, api, random));
  const ran: Ran[] = [];
  while (ran.length < count) {
    const { query, variables } = operations.next();
    if (validate(api.schema, parse(query)).length > 0) continue;
    const context = service.createContext();
    const { reads } = context;
    const row = reads.row.bind(reads);
    let explained: unknown;
    reads.row = async (asked) => {
      explained ??= await dataSource
        .query(`EXPLAIN (VERBOSE, FORMAT JSON) ${asked.text}`, asked.values)
        .catch(() => undefined);
      return row(asked);
    };
    await service.execute({ query, variables }, context);
    const [operation] = service.store.find(query)?.operations.values() ?? [];
    const [plan] = operation?.plans.values() ?? [];
    if (explained && plan?.text) ran.push({ plan, relations: relationsIn(explained) });
  }
  return ran;
}

test("Whatever PostgreSQL reads to answer an operation is among what its answer depends on", async () => {
  const missing = new Set<string>();
  for (const { plan, relations } of ran) {
    const known = dependencies.of(plan as never);
    for (const name of Array.from(relations).flatMap((one) => (one === "thing" ? thingTables() : one)))
      if (!known?.has(name)) missing.add(name);
  }
  expect({ SEED, missing }).toEqual({ SEED, missing: new Set() });
  const read = new Set(ran.flatMap(({ relations }) => Array.from(relations)));
  expect(read.size).toBeGreaterThan(30);
});

const thingTables = () =>
  Object.values(THINGS).map(({ entity }) => database.dataSource.getMetadata(entity).tableName);

test.each([
  ["known_codes('unit', '{}', NULL)", ["dimension", "dimension_member", "indicator", "unit"]],
  ["sought('a')", ["abbreviation", "abbreviation_writing", "agency", "indicator", "topic"]],
  ["written_otherwise('a', true)", ["abbreviation", "abbreviation_writing"]],
  ["figure_refusal('sum', 1, 2)", ["agency", "coordinate", "indicator", "observation", "period", "place"]],
  ["quotient_refusal('a', 'b')", ["unit"]],
  ["agency_rank('a')", ["agency"]],
])("What reads %s depends on the tables that the function reads", (text, tables) => {
  expect(Array.from(called(text) ?? [])).toEqual(expect.arrayContaining(tables));
});

test("Rows depend on those of the tables whose triggers write them, and views on those that they are computed from", () => {
  expect(Array.from(of("thing") ?? []).sort()).toEqual(expect.arrayContaining(thingTables()));
  // The classes of figures, which are not logged, follow from these.
  const meaning = ["agency", "coordinate", "indicator", "observation", "period", "place"];
  expect(Array.from(of("observation") ?? []).sort()).toEqual(meaning);
  expect(Array.from(of("figure_class") ?? []).sort()).toEqual(meaning);
  expect(Array.from(of("agency") ?? [])).toEqual(["agency"]);
  expect(Array.from(of("indicator_dimension") ?? [])).toEqual(
    expect.arrayContaining(["coordinate", "dimension_member", "observation"]),
  );
  expect(Array.from(of("check") ?? [])).toEqual(
    expect.arrayContaining(["document", "evaluation_point", "observation_count", "unit", "balance_item"]),
  );
});

test.each([
  "now()",
  "CURRENT_DATE",
  "random()",
  "pg_catalog.clock_timestamp ()",
  "change_cursor()",
  "nextval('change_seq_seq')",
  "settle_figures('{}')",
])("Nothing is kept that reads %s", (text) => {
  expect(called(text)).toBeUndefined();
});

test("Nothing is kept that reads a table whose changes are not logged", async () => {
  for (const table of ["migrations", "change", "change_lineage", "pg_class"])
    expect(of(table)).toBeUndefined();
  await database.dataSource.query(`
    CREATE TABLE unlogged_thing (id text); CREATE VIEW of_unlogged AS SELECT id FROM unlogged_thing;
    CREATE FUNCTION of_unlogged_too() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT count(*) FROM unlogged_thing';
    CREATE VIEW of_time AS SELECT now() AS id; ALTER TABLE topic DISABLE TRIGGER change_update`);
  const later = await readDependencies(database.dataSource);
  for (const table of ["unlogged_thing", "of_unlogged", "of_time", "topic"])
    expect(later.of({ tables: [table] })).toBeUndefined();
  expect(later.of({ tables: [], text: "SELECT of_unlogged_too()" })).toBeUndefined();
  await database.dataSource.query(`
    DROP TABLE unlogged_thing CASCADE; DROP FUNCTION of_unlogged_too; DROP VIEW of_time;
    ALTER TABLE topic ENABLE ALWAYS TRIGGER change_update`);
});

/** Their values change with the settings of a session alone, which are the same for all of ours. */
const OF_SETTINGS = new Set([
  "array_to_json",
  "array_to_string",
  "concat",
  "concat_ws",
  "convert_to",
  "date_trunc",
  "extract",
  "format",
  "generate_series",
  "jsonb_build_array",
  "jsonb_build_object",
  "jsonb_object_agg",
  "length",
  "to_char",
  "to_json",
  "to_jsonb",
]);

test("What answers are computed with depends on nothing but rows, arguments and settings", async () => {
  const { dataSource } = database;
  const texts: { text: string }[] = await dataSource.query(`
    SELECT pg_get_viewdef(oid) AS text FROM pg_class WHERE relkind = 'v' AND relnamespace = current_schema()::regnamespace
    UNION ALL SELECT prosrc FROM pg_proc WHERE pronamespace = current_schema()::regnamespace AND provolatile <> 'v'
      AND proname NOT LIKE 'change\\_%' AND prolang <> (SELECT oid FROM pg_language WHERE lanname = 'c')`);
  const names = [...ran.map(({ plan }) => plan.text ?? ""), ...texts.map(({ text }) => text)].flatMap(
    (text) => Array.from(text.matchAll(/\b([a-z_]\w*)"?\s*\(/gi), ([, name = ""]) => name.toLowerCase()),
  );
  const unsteady: { name: string }[] = await dataSource.query(
    `SELECT DISTINCT proname AS name FROM pg_proc WHERE provolatile <> 'i' AND proname = ANY($1)
       AND NOT (pronamespace = current_schema()::regnamespace AND provolatile = 's') ORDER BY 1`,
    [names],
  );
  expect(unsteady.map(({ name }) => name).filter((name) => !OF_SETTINGS.has(name))).toEqual([]);
});
