import { useDatabase, useServer } from "./harness.js";
import { get, post } from "./http.js";

const database = useDatabase();
const server = useServer(database, { MAX_COST: "500000" });

const repeat = (count: number, make: (index: number) => string, between = " ") =>
  Array.from({ length: count }, (_, index) => make(index)).join(between);

/** Conditions within conditions. */
const nested = (levels: number) => `${"{ not: ".repeat(levels)}{}${" }".repeat(levels)}`;

/** What a query is refused for, and by which limit. */
const REFUSED: [title: string, limit: string, query: string][] = [
  ["A query of too many words", "tokens", `{ ${repeat(6000, () => "a")} }`],
  ["A thousand aliases of one field", "aliases", `{ ${repeat(1000, (i) => `a${i}: __typename`)} }`],
  [
    "Aliases that multiply through fragments",
    "fields",
    `{ reports { ...F0 } } ${repeat(10, (i) => `fragment F${i} on X { a: nodes { ...F${i + 1} } b: nodes { ...F${i + 1} } }`)}
     fragment F10 on X { id }`,
  ],
  ["Many fields at the root", "rootFields", `{ ${repeat(51, (i) => `f${i}`)} }`],
  [
    "Deep nesting",
    "depth",
    `{ agencies ${repeat(30, () => "{ nodes { parent", " ")} { id } ${repeat(30, () => "} }")} }`,
  ],
  ["A fragment that spreads itself", "depth", "{ ...F } fragment F on Query { reports { ...F } }"],
  [
    "Two fragments that spread each other",
    "depth",
    "{ ...F } fragment F on Query { a { ...G } } fragment G on A { b { ...F } }",
  ],
  ["Directives by the hundred", "directives", `{ __typename ${repeat(101, () => "@include(if: true)")} }`],
  ["One field asked for again and again", "repeats", `{ ${repeat(502, () => "__typename")} }`],
  [
    "A crowd of fragments",
    "fragments",
    `{ __typename } ${repeat(201, (i) => `fragment F${i} on Query { a }`)}`,
  ],
  [
    "A condition of five hundred parts",
    "conditions",
    `{ reports(where: { or: [${repeat(250, () => "{ id: { eq: 1 } }", ",")}] }) { totalCount } }`,
  ],
  ["Conditions deep in one another", "depth", `{ reports(where: ${nested(40)}) { totalCount } }`],
  [
    "A long list of values",
    "listSize",
    `{ reports(where: { id: { in: [${repeat(1001, () => "1", ",")}] } }) { totalCount } }`,
  ],
  [
    "Pages of pages of pages",
    "cost",
    "{ agencies(first: 1000) { nodes { children(first: 1000) { nodes { children(first: 1000) { totalCount } } } } } }",
  ],
  [
    "Things of every kind within things",
    "fields",
    `{ things { nodes { ${"linksTo { nodes { to { ... on Agency { name } ... on Place { name } ... on Report { name } ... on Unit { name } ... on Event { name } ... on Topic { name } ... on Section { name } ".repeat(6)} id ${"} } }".repeat(6)} } } }`,
  ],
];

test.each(REFUSED)("%s is refused by the limit %s, which the error names", async (_title, limit, query) => {
  const told = await post(server, { query });
  expect(told.status).toBe(400);
  expect(told.errors).toHaveLength(1);
  const { message, extensions } = told.errors[0] ?? {};
  expect(extensions).toMatchObject({ code: "LIMIT_EXCEEDED", limit });
  expect(extensions?.requested).toBeGreaterThan(extensions?.maximum as number);
  expect(message).toContain(`at most ${extensions?.maximum} `);
  expect(message).toContain(`(${limit})`);
  // By GET it is the same.
  const asked = await get(server, { query });
  if (asked.status !== 431) expect(asked.errors[0]?.extensions).toEqual(extensions);
});

test("Values of variables are held to the same limits", async () => {
  const query = "query ($where: ReportWhere) { reports(where: $where) { totalCount } }";
  const refused = async (where: unknown) =>
    (await post(server, { query, variables: { where } })).errors?.[0]?.extensions;
  const ids = Array.from({ length: 100_000 }, (_, index) => `report:${index}`);
  expect(await refused({ id: { in: ids.slice(0, 50_000) } })).toMatchObject({
    code: "LIMIT_EXCEEDED",
    limit: "listSize",
    requested: 50_000,
  });
  const many = Array.from({ length: 300 }, () => ({ id: { eq: "report:x" } }));
  expect(await refused({ or: many })).toMatchObject({ limit: "conditions" });
  const deep = JSON.parse(nested(40).replace(/not/g, '"not"'));
  expect(await refused(deep)).toMatchObject({ limit: "depth" });
  expect(await refused({ id: { in: ids.slice(0, 1000) } })).toBeUndefined();
});

test("A body that is too large is refused with the limit, whether or not it says its length", async () => {
  const body = JSON.stringify({ query: `{ __typename } # ${"x".repeat(10_000_000)}` });
  const refused = { status: 413, errors: [{ extensions: { code: "PAYLOAD_TOO_LARGE", maximum: 1048576 } }] };
  expect(await post(server, body)).toMatchObject(refused);
});

test("The cost of a request is told when it asks, and is what its arguments say", async () => {
  const costs = async (query: string, variables = {}) => {
    const { extensions } = await post(server, { query, variables }, { "x-graphql-cost": "1" });
    return (extensions as { cost: { requested: number; maximum: number } }).cost;
  };
  expect(await costs("{ agencies(first: 20) { nodes { id } } }")).toEqual({
    requested: 20,
    maximum: 500_000,
  });
  expect((await costs("{ agencies { nodes { id } } }")).requested).toBe(50);
  const paged =
    "query ($first: Int) { agencies(first: 10) { nodes { systems(first: $first) { nodes { owner { id } } } } } }";
  expect((await costs(paged, { first: 3 })).requested).toBe(10 * (1 + 3 * 2));
  expect((await costs(paged, { first: 30 })).requested).toBe(10 * (1 + 30 * 2));
  expect(
    (await costs("{ agencies { totalCount } reports { groups(by: [], first: 1) { count } } }")).requested,
  ).toBe(10 + 50 + 1);
  expect((await post(server, { query: "{ agencies { totalCount } }" })).extensions).toBeUndefined();
});

test("A request of which a variable makes the cost too high is refused before it runs, and one that is not is answered", async () => {
  const query =
    "query ($first: Int!) { agencies(first: $first) { nodes { systems(first: $first) { nodes { incidents { nodes { id } } } } } } }";
  const { errors, data } = await post(server, { query, variables: { first: 1000 } });
  expect(data ?? null).toBeNull();
  expect(errors[0]?.extensions).toEqual({
    code: "LIMIT_EXCEEDED",
    limit: "cost",
    maximum: 500_000,
    requested: 1000 * (1 + 1000 * 51),
  });
  expect((await post(server, { query, variables: { first: 2 } })).status).toBe(200);
});

test("What GraphiQL asks to know the schema is within the limits", async () => {
  const { getIntrospectionQuery } = await import("graphql");
  const told = await post(server, { query: getIntrospectionQuery() });
  expect(told.errors ?? []).toEqual([]);
  expect(told.status).toBe(200);
});
