import { getOperationAST, parse } from "graphql";
import { Engine } from "../src/engine/index.js";
import { Sessions } from "../src/engine/run/session.js";
import { Store } from "../src/engine/store.js";
import { createContext } from "../src/operation/context.js";
import { Documents, sha256 } from "../src/operation/documents.js";
import { createApi } from "../src/schema.js";
import { NO_TURNS, useDatabase, useServer } from "./harness.js";
import { post } from "./http.js";

const database = useDatabase("migrated");
const server = useServer(database);

const { schema } = createApi();
const BOUNDS = { documents: 1000, bytes: 100_000_000, plans: 100, answered: 20 };
const textOf = (number: number): string => `{ a${number}: __typename }`;

/** Documents over a store of their own. */
const documentsOf = (bounds = BOUNDS, trusted = new Map<string, string>(), trustedOnly = false) =>
  new Documents(trusted, trustedOnly, new Store(schema, bounds));

test("Of registered documents, so many are kept as there is room for, and what was asked longest ago goes first", async () => {
  const documents = documentsOf();
  const register = (number: number) =>
    documents.persisted.set(`apq:${sha256(textOf(number))}`, textOf(number));
  const find = (number: number) => documents.find(sha256(textOf(number)));
  for (let number = 0; number < 1000; number += 1) await register(number);
  expect(find(0)).toBe(textOf(0));
  // The first was asked again just now, so the second has to go for the next.
  await register(1000);
  expect([find(0), find(1), find(2), find(1000)]).toEqual([textOf(0), undefined, textOf(2), textOf(1000)]);
});

test("Documents take no more memory than they may, counted with their syntax trees", async () => {
  const documents = documentsOf({ ...BOUNDS, bytes: 5_000_000 });
  const long = (number: number): string => `${textOf(number)} #${"x".repeat(10_000)}`;
  for (let number = 0; number < 20; number += 1) await documents.persisted.set(`apq:${number}`, long(number));
  const kept = Array.from({ length: 20 }, (_, number) => documents.find(String(number))).filter(Boolean);
  expect(kept.length).toBe(9);
  expect(documents.find("19")).toBe(long(19));
  await documents.persisted.set("apq:huge", "x".repeat(200_000));
  expect(documents.find("huge")).toBeUndefined();
  expect(documents.find("19")).toBe(long(19));
});

test("A registered document that is taken back is not found any more", async () => {
  const { persisted } = documentsOf();
  await persisted.set("apq:x", "{ x }");
  await persisted.delete("apq:x");
  expect(await persisted.get("apq:x")).toBeUndefined();
});

test("Where only trusted documents are answered, nothing is registered, and a trusted one is always found", async () => {
  const documents = documentsOf(BOUNDS, new Map([["known", "{ known }"]]), true);
  await documents.persisted.set("apq:x", "{ x }");
  expect([documents.find("x"), documents.find("known"), documents.isTrusted("{ known }")]).toEqual([
    undefined,
    "{ known }",
    true,
  ]);
});

test("Operations of one document are distinguished, though they have no variables", async () => {
  const query = "query One { places { totalCount } } query Two { agencies { totalCount } }";
  for (let again = 0; again < 3; again += 1)
    for (const [operationName, list] of [
      ["One", "places"],
      ["Two", "agencies"],
    ])
      expect(Object.keys((await post(server, { query, operationName })).data ?? {})).toEqual([list]);
});

test("Two operations of one document are two, and values that shape the statement make plans of their own", async () => {
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

test("A null and a value have plans of their own, whichever of them is asked first", async () => {
  await database.dataSource.query("INSERT INTO topic (id, name) VALUES ('topic:a', 'a'), ('topic:b', 'b')");
  const page = async (query: string, variables = {}) =>
    (await post(server, { query, variables })).data?.topics as { pageInfo: { endCursor: string } };
  const { endCursor } = (await page("{ topics(first: 1) { pageInfo { endCursor } } }")).pageInfo;
  for (const first of [0, 1]) {
    const query = `query P${first}($after: String) { topics(first: 1, after: $after) { nodes { id } } }`;
    for (let again = first; again < first + 4; again += 1) {
      const isFirst = again % 2 === 0;
      expect(await page(query, { after: isFirst ? null : endCursor })).toEqual({
        nodes: [{ id: isFirst ? "topic:a" : "topic:b" }],
      });
    }
  }
});

/** Runs a document by an engine; the name that its statement was prepared under, which only a kept plan has. */
async function planned(engine: Engine, query: string, variables = {}): Promise<string | undefined> {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (!operation) throw new Error("The document has one operation.");
  const context = createContext(database.api.catalogue, new Sessions(database.dataSource));
  const { reads } = context;
  const row = reads.row.bind(reads);
  let name: string | undefined;
  reads.row = (run) => {
    name = run.name;
    return row(run);
  };
  await engine.execute({ document, operation, variables, context });
  return name;
}

/** An engine over a store of its own. */
function engineOf(bounds: typeof BOUNDS) {
  const { api, config } = database;
  const store = new Store(api.schema, bounds);
  return {
    store,
    engine: new Engine(
      api,
      store,
      { limits: config.limits, compiles: true, lanes: NO_TURNS },
      database.service.engine.plans.sizes,
    ),
  };
}

test("A plan that is used again outlasts those that came later and were not", async () => {
  const { engine, store } = engineOf({ ...BOUNDS, documents: 100 });
  const lasting = "{ places(first: 0) { nodes { lasting: id } } }";
  const other = (number: number) => `{ places(first: 0) { nodes { k${number}: id } } }`;
  expect(await planned(engine, lasting)).toBeUndefined();
  const name = await planned(engine, lasting);
  expect(name).toBeDefined();
  for (let number = 0; number < 100; number += 1) {
    await planned(engine, other(number));
    if (number % 30 === 0) expect(await planned(engine, lasting)).toBe(name);
  }
  expect(await planned(engine, lasting)).toBe(name);
  // The first of the others has gone, so it is planned anew; one of the last has not.
  expect(await planned(engine, other(0))).toBeUndefined();
  expect(await planned(engine, other(90))).toBeDefined();
  expect(store.sizes).toMatchObject({ documents: 100, plans: 100 });
}, 60_000);

test("Of one document, so many plans are kept as it may have, the latest of them", async () => {
  const { engine, store } = engineOf({ ...BOUNDS, plans: 3 });
  const query = "query ($by: [PlaceBy!]!) { places { groups(by: $by) { count } } }";
  const shapes = ["kind", "level", "code", "name"].map((column) => ({ by: [{ [column]: "VALUE" }] }));
  for (const shape of shapes) await planned(engine, query, shape);
  expect(store.sizes.plans).toBe(3);
  expect(await planned(engine, query, shapes[3])).toBeDefined();
  expect(await planned(engine, query, shapes[0])).toBeUndefined();
  const { bytes } = store.sizes;
  await planned(engine, `{ places { totalCount } }`);
  expect(store.sizes.bytes).toBeGreaterThan(bytes);
});
