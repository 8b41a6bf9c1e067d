import { useDatabase, useServer } from "./harness.js";
import { post } from "./http.js";

const database = useDatabase("migrated");
const server = useServer(database);

const costOf = async (query: string, variables: object = {}): Promise<number> => {
  const { extensions } = await post(server, { query, variables }, { "x-graphql-cost": "1" });
  return (extensions as { cost: { requested: number } }).cost.requested;
};

/** What the README says of each weight, by itself and multiplied down. */
const TABLE: [title: string, query: string, cost: number][] = [
  ["a page without first has 50 rows", "{ agencies { nodes { id name } } }", 50],
  ["a page has as many rows as are asked for", "{ agencies(first: 7) { nodes { id } } }", 7],
  ["an empty page costs nothing", "{ agencies(first: 0) { nodes { id } } }", 0],
  ["nodes and edges are the same rows", "{ agencies(first: 7) { nodes { id } edges { cursor } } }", 7],
  ["page information alone reads the page", "{ agencies(first: 7) { pageInfo { endCursor } } }", 7],
  ["a look-up is one row", '{ agency(id: "agency:x") { name } }', 1],
  ["a total is 10", "{ agencies { totalCount } }", 10],
  ["a total is apart from the rows", "{ agencies(first: 7) { totalCount nodes { id } } }", 17],
  ["a grouping is 50, and its groups", "{ agencies { groups(by: [], first: 4) { count } } }", 54],
  ["a grouping without first has 50 groups", "{ agencies { groups(by: []) { count } } }", 100],
  ["a search is 100, and 20 rows", '{ search(text: "x") { nodes { id } } }', 120],
  ["a search is 100, and its rows", '{ search(text: "x", first: 3) { nodes { id } } }', 103],
  ["a total of a search is 10 more", '{ search(text: "x") { totalCount } }', 110],
  [
    "a relation to one is a row more",
    "{ systems: infrastructureSystems(first: 5) { nodes { owner { name } } } }",
    10,
  ],
  [
    "first is multiplied down",
    "{ agencies(first: 5) { nodes { systems(first: 6) { nodes { id } } } } }",
    5 + 5 * 6,
  ],
  ["totals are multiplied down", "{ agencies(first: 5) { nodes { systems { totalCount } } } }", 5 + 5 * 10],
  [
    "groups are multiplied down",
    "{ agencies(first: 5) { nodes { documents { groups(by: [], first: 2) { count } } } } }",
    5 + 5 * 52,
  ],
  [
    "a list that is not paged is a short one",
    "{ observations(first: 2) { nodes { dimensions { member } } } }",
    2 + 2 * 10,
  ],
  [
    "fields of the root are added",
    "{ agencies(first: 2) { nodes { id } } reports(first: 3) { nodes { id } } }",
    5,
  ],
  [
    "fields that are skipped cost nothing",
    "{ agencies @skip(if: true) { totalCount } reports { totalCount } }",
    10,
  ],
  [
    "of things of mixed kinds the costliest counts",
    "{ things(first: 3) { nodes { ... on Agency { systems { totalCount } } ... on Document { issuer { id } } } } }",
    3 + 3 * 10,
  ],
  ["the schema costs nothing", '{ __type(name: "Agency") { fields { name } } __typename }', 0],
];

test.each(TABLE)("Of the cost, %s", async (_title, query, cost) => {
  expect(await costOf(query)).toBe(cost);
});

test("A page is never counted as more than may be asked for, nor as less than nothing", async () => {
  const query = "query ($first: Int) { agencies(first: $first) { nodes { id } } }";
  expect(await costOf(query, { first: 1000 })).toBe(1000);
  expect(await costOf(query, { first: 1_000_000 })).toBe(1000);
  expect(await costOf(query, { first: -5 })).toBe(0);
  expect(await costOf(query, { first: null })).toBe(50);
});

test("The cost is returned only where the header asks for it, and with the maximum", async () => {
  const query = "{ agencies { totalCount } }";
  expect(await post(server, { query })).toEqual({ status: 200, data: { agencies: { totalCount: 0 } } });
  expect((await post(server, { query }, { "x-graphql-cost": "1" })).extensions).toEqual({
    cost: { requested: 10, maximum: 500_000 },
  });
});
