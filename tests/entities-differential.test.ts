import { beforeAll } from "@jest/globals";
import { parse, validate } from "graphql";
import { DOMAINS } from "../resolvers/index.js";
import { type Slice, sliceOf } from "../src/federation/slice.js";
import { createApi } from "../src/schema.js";
import { comparable } from "./comparable.js";
import { useDatabase } from "./harness.js";
import { type Operation, Operations } from "./operations.js";
import { OPERATIONS, Random, SEED } from "./random.js";
import { samplesOf } from "./samples.js";
import { shrink } from "./shrink.js";
import { Ways } from "./ways.js";

const database = useDatabase();
const random = new Random(SEED);
const SLICES = 3;
let slices: Slice[];

beforeAll(() => {
  const api = createApi();
  slices = Array.from({ length: SLICES }, () => {
    const domains = Object.keys(DOMAINS).filter(() => random.chance(0.4));
    return sliceOf(api, domains.length > 0 ? domains : ["thing"]);
  });
});

test("Both ways of answering give equal bytes for what gateways ask of random slices", async () => {
  const counts = { operations: 0, entities: 0, nulls: 0, errors: 0, compiled: 0, fallbacks: 0 };
  for (const slice of slices) {
    const made = new Operations(slice.schema, random, await samplesOf(database, slice, random));
    const ways = new Ways(slice, database);
    const isValid = ({ query }: Operation) => validate(slice.schema, parse(query)).length === 0;
    const both = async ({ query, variables }: Operation) => {
      const asked = { document: parse(query), variables };
      return Promise.all([ways.byEngine(asked), ways.byResolvers(asked)]);
    };
    const differ = async (operation: Operation) => {
      if (!isValid(operation)) return false;
      const [engine, resolvers] = await both(operation);
      return (
        comparable(engine.text) !== comparable(resolvers.text) ||
        engine.text.includes("INTERNAL_SERVER_ERROR")
      );
    };
    for (let asked = 0; asked < OPERATIONS / 2 / SLICES; ) {
      const operation = made.next();
      if (!isValid(operation)) continue;
      asked += 1;
      if (await differ(operation)) {
        const smallest = await shrink(slice.schema, operation, differ);
        const [left, right] = await both(smallest);
        const said = `${smallest.query}\n${JSON.stringify(smallest.variables)}`;
        throw new Error(
          `SEED=${SEED}:\n${said}\nengine:    ${left.text}\nresolvers: ${right.text}\n${left.sql}`,
        );
      }
      const { data, errors, statements, fallbacks } = await ways.byEngine({
        document: parse(operation.query),
        variables: operation.variables,
      });
      counts.operations += 1;
      const entities = Object.values(data ?? {})
        .filter(Array.isArray)
        .flat();
      counts.entities += entities.length;
      counts.nulls += entities.filter((one) => one === null).length;
      counts.errors += Math.min(errors.length, 1);
      counts.compiled += Math.min(statements, 1);
      counts.fallbacks += Math.min(fallbacks, 1);
    }
  }
  console.log(`SEED=${SEED}`, counts);
  expect(counts.entities).toBeGreaterThan(counts.operations / 2);
  expect(counts.nulls).toBeGreaterThan(10);
  expect(counts.entities - counts.nulls).toBeGreaterThan(counts.nulls);
}, 3_600_000);
