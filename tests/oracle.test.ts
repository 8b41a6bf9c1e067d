import { beforeAll } from "@jest/globals";
import { type Api, createApi } from "../src/schema.js";
import { generate } from "./generated.js";
import { type TestDatabase, useDatabase } from "./harness.js";
import { Asker } from "./oracle/asker.js";
import { Questions } from "./oracle/questions.js";
import { Rows } from "./oracle/rows.js";
import { OPERATIONS, Random, SEED } from "./random.js";

/** So many differences are shown at a time. */
const MOST_FAULTS = 5;

const databases = [
  { name: "the data of Trà Vinh", database: useDatabase() },
  { name: "generated data", database: useDatabase("migrated") },
];
let api: Api;

beforeAll(async () => {
  api = createApi();
  await generate((databases[1] as { database: TestDatabase }).database.dataSource, SEED);
}, 60_000);

test.each(databases)(
  "Lists and groups mean what the reference says, on random questions about $name",
  async ({ database }) => {
    const random = new Random(SEED);
    const rows = await Rows.read(database.url, api.catalogue);
    const made = new Questions(api.schema, random, rows);
    const asker = new Asker(api.schema, rows, database, random);
    const wrong: string[] = [];
    for (let index = 0; index < OPERATIONS / databases.length; index += 1) {
      const fault = await asker.ask(made.next());
      if (!fault) continue;
      wrong.push(`SEED=${SEED}, question ${index}: ${fault}`);
      if (wrong.length === MOST_FAULTS) break;
    }
    const { counts } = asker;
    console.log(`SEED=${SEED}`, JSON.stringify(counts));
    expect(wrong.join("\n\n")).toBe("");
    const { filters, groups, refusals } = counts;
    // Conditions that take all or nothing would prove little.
    expect(filters.partial / filters.asked).toBeGreaterThan(0.15);
    expect(groups.partial / groups.asked).toBeGreaterThan(0.15);
    expect(refusals.refused / refusals.asked).toBeGreaterThan(0.5);
  },
  3_600_000,
);
