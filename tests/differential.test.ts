import { beforeAll } from "@jest/globals";
import { type GraphQLSchema, parse, validate } from "graphql";
import { type Api, createApi } from "../src/schema.js";
import { comparable } from "./comparable.js";
import { generate } from "./generated.js";
import { type Answer, type TestDatabase, useDatabase } from "./harness.js";
import { type Operation, Operations } from "./operations.js";
import { OPERATIONS, Random, SEED } from "./random.js";
import { samplesOf } from "./samples.js";
import { shrink } from "./shrink.js";
import { Ways } from "./ways.js";

const databases = [
  { name: "the data of Trà Vinh", database: useDatabase() },
  { name: "generated data", database: useDatabase("migrated") },
];
let api: Api;
let schema: GraphQLSchema;

beforeAll(async () => {
  api = createApi();
  schema = api.schema;
  await generate((databases[1] as { database: TestDatabase }).database.dataSource, SEED);
}, 60_000);

function isValid({ query }: Operation): boolean {
  try {
    return validate(schema, parse(query)).length === 0;
  } catch {
    return false;
  }
}

/** The operation with one of its pages turned: a cursor of the answer given as after. */
function turned({ query, variables }: Operation, answer: Answer, random: Random): Operation | undefined {
  const cursors: { key: string; cursor: string }[] = [];
  const walk = (value: unknown, key: string): void => {
    if (Array.isArray(value)) for (const item of value) walk(item, key);
    else if (value && typeof value === "object")
      for (const [name, inner] of Object.entries(value)) {
        if (typeof inner === "string" && /[cC]ursor$/.test(name)) cursors.push({ key, cursor: inner });
        walk(inner, /^(k\d+|pageInfo|edges)$/.test(name) ? (name.startsWith("k") ? name : key) : "");
      }
  };
  walk(answer.data, "");
  const known = cursors.filter(({ key }) => new RegExp(`\\b${key}: \\w+\\(`).test(query) && key !== "");
  if (known.length === 0) return undefined;
  const { key, cursor } = random.pick(known);
  return {
    query: query.replace(
      new RegExp(`\\b${key}: \\w+\\(`),
      (text) => `${text}after: ${JSON.stringify(cursor)}, `,
    ),
    variables,
  };
}

test.each(databases)(
  "Both ways of answering give equal bytes for random operations on $name",
  async ({ database }) => {
    const random = new Random(SEED);
    const made = new Operations(schema, random, await samplesOf(database, api, random), true);
    const ways = new Ways(api, database);
    const both = async ({ query, variables }: Operation) => {
      const asked = { document: parse(query), variables };
      return Promise.all([ways.byEngine(asked), ways.byResolvers(asked)]);
    };
    // A fault of ours is as bad when both ways have it.
    const wrong = ([engine, resolvers]: [Answer, Answer]) =>
      comparable(engine.text) !== comparable(resolvers.text) || engine.text.includes("INTERNAL_SERVER_ERROR");
    const fails = async (operation: Operation) => isValid(operation) && wrong(await both(operation));
    const counts = { operations: 0, bytes: 0, errors: 0, pages: 0, compiled: 0, fallbacks: 0 };
    let next: Operation | undefined;
    while (counts.operations < OPERATIONS / databases.length) {
      const operation = next ?? made.next();
      next = undefined;
      if (!isValid(operation)) continue;
      const [engine, resolvers] = await both(operation);
      if (wrong([engine, resolvers])) {
        const smallest = await shrink(schema, operation, fails);
        const [left, right] = await both(smallest);
        const asked = `SEED=${SEED}: the ways of answering differ in operation ${counts.operations}:`;
        throw new Error(
          `${asked}\n${smallest.query}\n${JSON.stringify(smallest.variables)}\nengine:    ${left.text}\nresolvers: ${right.text}\n${left.sql}`,
        );
      }
      counts.operations += 1;
      counts.bytes += engine.text.length;
      counts.errors += Math.min(engine.errors.length, 1);
      counts.compiled += Math.min(engine.statements, 1);
      counts.fallbacks += Math.min(engine.fallbacks, 1);
      next = random.next() < 0.3 ? turned(operation, engine, random) : undefined;
      counts.pages += next ? 1 : 0;
    }
    console.log(`SEED=${SEED}`, counts);
    // The operations are worth comparing: most are answered by the engine, and have something to say.
    expect(counts.fallbacks).toBeLessThan(counts.operations / 3);
    expect(counts.bytes / counts.operations).toBeGreaterThan(100);
    expect(counts.pages).toBeGreaterThan(counts.operations / 100);
  },
  3_600_000,
);
