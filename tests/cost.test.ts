import { readSizes } from "../src/database/sizes.js";
import { readConfig } from "../src/config.js";
import { Slot } from "../resolvers/sql/statement.js";
import { type Amount, amountFor, product, sum } from "../src/engine/compile/amounts.js";
import { GOLDEN_QUERIES } from "./golden-queries.js";
import { useDatabase, useServer } from "./harness.js";
import { post } from "./http.js";

const database = useDatabase();
const server = useServer(database, { MAX_INTROSPECTION: "1000000" });

const costOf = async (query: string, variables: object = {}): Promise<number> => {
  const { extensions } = await post(server, { query, variables }, { "x-graphql-cost": "1" });
  return (extensions as { cost: { requested: number } }).cost.requested;
};

const systems = (more: string) => `{ agencies(first: 50) { nodes { systems(${more}) { nodes { name } } } } }`;
const search = (text: string) => `{ search(text: "${text}", first: 5) { nodes { id } } }`;
const groups = (by: string, more = "") => `{ observations { groups(by: [${by}]) { count ${more} } } }`;

/** Pairs of requests of which the second is the dearer one. */
const DEARER: [title: string, less: string, more: string][] = [
  ["more rows", "{ agencies(first: 5) { nodes { id } } }", "{ agencies(first: 50) { nodes { id } } }"],
  ["more columns", "{ agencies { nodes { id } } }", "{ agencies { nodes { id name nameEn } } }"],
  [
    "a name under a second alias",
    "{ agencies { nodes { name } } }",
    "{ agencies { nodes { name a: name } } }",
  ],
  ["rows for each row", systems("first: 0"), systems("first: 50")],
  [
    "a total for each row",
    "{ agencies { nodes { id } } }",
    "{ agencies { nodes { id systems { totalCount } } } }",
  ],
  ["a total of more rows", "{ reports { totalCount } }", "{ things { totalCount } }"],
  [
    "a total beside the rows",
    "{ agencies(first: 7) { nodes { id } } }",
    "{ agencies(first: 7) { totalCount nodes { id } } }",
  ],
  [
    "a row that a relation leads to",
    "{ infrastructureSystems { nodes { id } } }",
    "{ infrastructureSystems { nodes { id owner { id } } } }",
  ],
  [
    "what each row lists",
    "{ observations { nodes { id } } }",
    "{ observations { nodes { id dimensions { member } } } }",
  ],
  [
    "a condition that folds its texts, rather than one that compares them",
    '{ things(where: { name: { eq: "on" } }) { totalCount } }',
    '{ things(where: { name: { contains: "on" } }) { totalCount } }',
  ],
  [
    "a condition on many related rows, rather than on the row itself",
    "{ documents(where: { type: { ne: DECISION } }) { totalCount } }",
    '{ documents(where: { issuer: { documents: { some: { name: { contains: "on" } } } } }) { totalCount } }',
  ],
  [
    "a second condition",
    '{ things(where: { name: { contains: "on" } }) { totalCount } }',
    '{ things(where: { or: [{ name: { contains: "on" } }, { name: { contains: "an" } }] }) { totalCount } }',
  ],
  [
    "an order that no index has",
    "{ observations(orderBy: [{ id: ASC }], first: 1) { nodes { id } } }",
    "{ observations(orderBy: [{ value: ASC }], first: 1) { nodes { id } } }",
  ],
  [
    "an order through relations",
    "{ observations(orderBy: [{ value: ASC }], first: 1) { nodes { id } } }",
    "{ observations(orderBy: [{ indicator: { name: ASC } }], first: 1) { nodes { id } } }",
  ],
  ["a search, rather than a page of things", "{ things(first: 5) { nodes { id } } }", search("thong tin")],
  ["a search for a longer text", search("thong tin"), search("thong tin va truyen thong tra vinh")],
  ["a search for a text so short that much is like it", search("thong tin"), search("so")],
  ["groups, rather than a total", "{ observations { totalCount } }", groups("{ status: VALUE }")],
  ["a second key", groups("{ status: VALUE }"), groups("{ status: VALUE }, { unit: VALUE }")],
  ["a key that a relation leads to", groups("{ unit: VALUE }"), groups("{ indicator: { code: VALUE } }")],
  ["what is computed", groups("{ unit: VALUE }"), groups("{ unit: VALUE }", "min { value }")],
  [
    "different values counted",
    groups("{ unit: VALUE }", "max { value }"),
    groups("{ unit: VALUE }", "countDistinct { value }"),
  ],
  ["computed checks, rather than figures", "{ observations { totalCount } }", "{ checks { totalCount } }"],
  [
    "a share of each figure, rather than its total",
    "{ observations { nodes { total { id } } } }",
    "{ observations { nodes { share { id } } } }",
  ],
  [
    "a condition on a rate that is computed, rather than on the figure's own value",
    '{ observations(where: { value: { gt: "5" } }) { totalCount } }',
    '{ observations(where: { rate: { value: { gt: "5" } } }) { totalCount } }',
  ],
  [
    "an order by a rate that is computed, rather than by the period's name",
    "{ observations(orderBy: [{ period: { name: ASC } }]) { totalCount nodes { id } } }",
    "{ observations(orderBy: [{ rate: { value: ASC } }]) { totalCount nodes { id } } }",
  ],
  [
    "all computations, rather than all checks",
    "{ checks { totalCount } }",
    "{ computations { totalCount } }",
  ],
  [
    "of things of mixed kinds the costliest",
    "{ things { nodes { ... on Document { issuer { id } } } } }",
    "{ things { nodes { ... on Agency { name systems { totalCount nodes { name category } } } ... on Document { issuer { id } } } } }",
  ],
  [
    "more fields of the root",
    "{ reports { totalCount } }",
    "{ reports { totalCount } places { totalCount } }",
  ],
  [
    "more of the schema's own description",
    '{ __type(name: "Agency") { fields { name } } }',
    "{ __schema { types { fields { name } } } }",
  ],
];

test.each(DEARER)("Dearer is %s", async (_title, less, more) => {
  const [cheap, dear] = [await costOf(less), await costOf(more)];
  expect(dear).toBeGreaterThan(cheap);
  expect(cheap).toBeGreaterThan(0);
});

/** Pairs of requests that cost the same. */
const ALIKE: [title: string, one: string, other: string][] = [
  [
    "A page without first has 50 rows",
    "{ things { nodes { id } } }",
    "{ things(first: 50) { nodes { id } } }",
  ],
  [
    "Less than nothing is nothing",
    "{ things(first: 0) { nodes { id } } }",
    "{ things(first: -5) { nodes { id } } }",
  ],
  [
    "Fields that are skipped cost nothing",
    "{ reports { totalCount } }",
    "{ agencies @skip(if: true) { totalCount } reports { totalCount } }",
  ],
  [
    "Rows that are not there cost nothing, however many may be asked for",
    "{ reports(first: 10) { nodes { id } } }",
    "{ reports(first: 1000) { nodes { id } } }",
  ],
];

test.each(ALIKE)("%s", async (_title, one, other) => {
  expect(await costOf(other)).toBe(await costOf(one));
});

test("What an argument says costs the same in the document and in a variable", async () => {
  const query = "query ($first: Int, $text: String!) { search(text: $text, first: $first) { nodes { id } } }";
  for (const text of ["so", "thong tin", "thong tin va truyen thong"])
    expect(await costOf(query, { first: 5, text })).toBe(await costOf(search(text)));
  const among = "query ($ids: [ID!]!) { things(where: { id: { in: $ids } }) { nodes { name } } }";
  const ids = (count: number) => Array.from({ length: count }, (_, index) => `agency:${index}`);
  expect(await costOf(among, { ids: ids(40) })).toBeGreaterThan(await costOf(among, { ids: ids(2) }));
});

test("Rows that an index finds cost by how many they may be, and not by how many there are", async () => {
  const one = '{ things(where: { id: { eq: "agency:x" } }) { nodes { name } totalCount } }';
  expect(await costOf(one)).toBeLessThan(await costOf("{ things { totalCount nodes { name } } }"));
});

test.each(GOLDEN_QUERIES)(
  "A fifth of the most that a request may cost is enough for $name",
  async ({ query }) => {
    expect(await costOf(query)).toBeLessThan(readConfig({}).limits.cost / 5);
  },
);

test("Costs follow the tables as they grow", async () => {
  const query = "{ securityIncidents { totalCount } }";
  const before = await costOf(query);
  await database.dataSource.query(
    `INSERT INTO place (id, name, report_id, line_start, line_end)
     SELECT 'place:many-' || n, 'Nơi ' || n, 'report:tra-vinh-2021-9m', 1, 1 FROM generate_series(1, 5000) n`,
  );
  await database.dataSource.query("ANALYZE place");
  const { engine } = database.service;
  const grown = await readSizes(database.dataSource);
  expect(grown.differFrom(engine.plans.sizes)).toBe(true);
  expect(grown.differFrom(await readSizes(database.dataSource))).toBe(false);
  const context = () => database.service.createContext({ returnsCost: true });
  const asked = async () => {
    const { extensions } = await database.service.execute({ query: "{ places { totalCount } }" }, context());
    return (extensions as { cost: { requested: number } }).cost.requested;
  };
  const small = await asked();
  engine.plans.sizes = grown;
  expect(await asked()).toBeGreaterThan(small);
  expect(await costOf(query)).toBe(before);
});

test("The cost is returned only where the header asks for it, and with the maximum", async () => {
  const query = "{ reports { totalCount } }";
  expect(await post(server, { query })).toEqual({ status: 200, data: { reports: { totalCount: 1 } } });
  expect((await post(server, { query }, { "x-graphql-cost": "1" })).extensions).toEqual({
    cost: { requested: expect.any(Number), maximum: readConfig({}).limits.cost },
  });
});

test("Conditions within conditions are weighed once each, however deep they are", async () => {
  const { sizes } = database.service.engine.plans;
  const of = sizes.of.bind(sizes);
  let looks = 0;
  sizes.of = (table) => {
    looks += 1;
    return of(table);
  };
  const where = `${"{ documents: { some: { issuer: ".repeat(8)}{ name: { in: $names } }${" } } }".repeat(8)}`;
  const { errors } = await database.ask(
    `query ($names: [String!] = ["x"]) { agencies(where: ${where}) { totalCount } }`,
  );
  sizes.of = of;
  expect(errors).toEqual([]);
  expect(looks).toBeLessThan(1000);
});

test("An amount is reckoned once for a request, however many others it is a part of", async () => {
  let reads = 0;
  let amount: Amount = new Slot(({ variables }) => {
    reads += 1;
    return variables.n;
  });
  for (let times = 0; times < 16; times += 1) amount = sum(amount, product(amount, 2), 1);
  const first = amountFor(amount, { variables: { n: 1 } });
  expect(reads).toBe(1);
  expect(amountFor(amount, { variables: { n: 2 } })).toBeGreaterThan(first);
  expect(reads).toBe(2);
});
