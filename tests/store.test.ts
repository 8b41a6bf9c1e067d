import { type GraphQLSchema, getOperationAST, parse } from "graphql";
import { Sessions } from "../src/engine/run/session.js";
import { createContext } from "../src/operation/context.js";
import { Documents, sha256 } from "../src/operation/documents.js";
import { createSchema } from "../src/schema.js";
import { useDatabase, useServer } from "./harness.js";
import { post } from "./http.js";

const database = useDatabase("migrated");
const server = useServer(database);

const textOf = (number: number): string => `{ a${number}: __typename }`;

test("Of registered documents, 10,000 are kept, and what was asked longest ago goes first", async () => {
  const documents = new Documents(new Map(), false);
  const register = (number: number) => documents.set(`apq:${sha256(textOf(number))}`, textOf(number));
  const find = (number: number) => documents.find(sha256(textOf(number)));
  for (let number = 0; number < 10_000; number += 1) await register(number);
  expect(find(0)).toBe(textOf(0));
  // The first was asked again just now, so the second has to go for the next.
  await register(10_000);
  expect([find(0), find(1), find(2), find(10_000)]).toEqual([
    textOf(0),
    undefined,
    textOf(2),
    textOf(10_000),
  ]);
});

test("Registered documents take at most 32 MiB together", async () => {
  const documents = new Documents(new Map(), false);
  const long = (number: number): string => `${textOf(number)} #${"x".repeat(1_000_000)}`;
  for (let number = 0; number < 20; number += 1) await documents.set(`apq:${number}`, long(number));
  const kept = Array.from({ length: 20 }, (_, number) => documents.find(String(number))).filter(Boolean);
  expect(kept.length).toBeGreaterThan(10);
  expect(kept.length).toBeLessThan(18);
  expect(documents.find("19")).toBe(long(19));
  await documents.set("apq:huge", "x".repeat(40_000_000));
  expect(documents.find("huge")).toBeUndefined();
  expect(documents.find("19")).toBe(long(19));
});

test("A registered document that is taken back is not found any more", async () => {
  const documents = new Documents(new Map(), false);
  await documents.set("apq:x", "{ x }");
  await documents.delete("apq:x");
  expect(await documents.get("apq:x")).toBeUndefined();
});

test("Where only trusted documents are answered, nothing is registered, and a trusted one is always found", async () => {
  const documents = new Documents(new Map([["known", "{ known }"]]), true);
  await documents.set("apq:x", "{ x }");
  expect([documents.find("x"), documents.find("known"), documents.isTrusted("{ known }")]).toEqual([
    undefined,
    "{ known }",
    true,
  ]);
});

test("Operations of one document are told apart, though they have no variables", async () => {
  const query = "query One { places { totalCount } } query Two { agencies { totalCount } }";
  for (let again = 0; again < 3; again += 1)
    for (const [operationName, list] of [
      ["One", "places"],
      ["Two", "agencies"],
    ])
      expect(Object.keys((await post(server, { query, operationName })).data ?? {})).toEqual([list]);
});

test("Two operations of one document are two, and values that shape the statement are told apart", async () => {
  const query = `query One($yes: Boolean!, $way: SortDirection!) { places(orderBy: [{ name: $way }]) { nodes { id name @include(if: $yes) } } }
    query Two { places { totalCount } }`;
  await database.dataSource.query("INSERT INTO place (id, name) VALUES ('place:a', 'a'), ('place:b', 'b')");
  const one = async (yes: boolean, way: string) =>
    (await post(server, { query, operationName: "One", variables: { yes, way } })).data?.places;
  for (let again = 0; again < 3; again += 1) {
    expect(await one(true, "ASC")).toEqual({
      nodes: [
        { id: "place:a", name: "a" },
        { id: "place:b", name: "b" },
      ],
    });
    expect(await one(false, "DESC")).toEqual({ nodes: [{ id: "place:b" }, { id: "place:a" }] });
    expect((await post(server, { query, operationName: "Two" })).data?.places).toEqual({ totalCount: 2 });
  }
});

/** Runs a document by the engine; the name that its statement was prepared under, which only a kept plan has. */
async function planned(schema: GraphQLSchema, query: string): Promise<string | undefined> {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (!operation) throw new Error("The document has one operation.");
  const context = createContext(new Sessions(database.dataSource));
  const { row } = context;
  let name: string | undefined;
  context.row = (run) => {
    name = run.name;
    return row(run);
  };
  await database.engine.execute({ schema, document, operation, hash: query, variables: {}, context });
  return name;
}

test("Of plans, 1,000 are kept; one that is used again outlasts those that came later and were not", async () => {
  const schema = await createSchema();
  const lasting = "{ places(first: 0) { nodes { lasting: id } } }";
  const other = (number: number) => `{ places(first: 0) { nodes { k${number}: id } } }`;
  expect(await planned(schema, lasting)).toBeUndefined();
  const name = await planned(schema, lasting);
  expect(name).toBeDefined();
  for (let number = 0; number < 1000; number += 1) {
    await planned(schema, other(number));
    if (number % 300 === 0) expect(await planned(schema, lasting)).toBe(name);
  }
  expect(await planned(schema, lasting)).toBe(name);
  // The first of the others has gone, so it is planned anew; one of the last has not.
  expect(await planned(schema, other(0))).toBeUndefined();
  expect(await planned(schema, other(990))).toBeDefined();
  expect(database.engine.plans.entries).toBe(1000);
}, 60_000);
