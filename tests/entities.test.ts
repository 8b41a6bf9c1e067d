import { readConfig } from "../src/config.js";
import { type Slice, sliceOf } from "../src/federation/slice.js";
import { createLog } from "../src/log.js";
import { createApi } from "../src/schema.js";
import { Service } from "../src/service.js";
import { useDatabase, useServer } from "./harness.js";
import { get, post } from "./http.js";

const slice = sliceOf(createApi(), ["document", "security", "observation"]);
const database = useDatabase("loaded", () => slice);
const server = useServer(database, { MAX_INTROSPECTION: "1000000" });

interface Reference {
  __typename: string;
  id: string;
}

const TYPES = {
  agency: "Agency",
  document: "Document",
  notice: "VulnerabilityNotice",
  observation: "Observation",
};
const MIXED = `query Mixed($r: [_Any!]!) { _entities(representations: $r) {
  __typename
  ... on Agency { name documents(first: 2) { totalCount nodes { number issuer { name } } } }
  ... on Document { number issuer { id } }
  ... on VulnerabilityNotice { name system { id name } }
  ... on Observation { value indicator { name } }
} }`;

/** So many entities of four types, mixed. */
async function references(count: number): Promise<Reference[]> {
  const lists = await Promise.all(
    Object.entries(TYPES).map(async ([prefix, __typename]) => {
      const table = {
        agency: "agency",
        document: "document",
        notice: "vulnerability_notice",
        observation: "observation",
      }[prefix];
      const rows: { id: string }[] = await database.dataSource.query(`SELECT id FROM ${table} ORDER BY id`);
      return rows.map(({ id }) => ({ __typename, id }));
    }),
  );
  return Array.from({ length: count }, (_, n) => {
    const list = lists[n % lists.length] as Reference[];
    return list[n % list.length] as Reference;
  });
}

test("A thousand entities of four types are one statement, each in its place, and one plan serves any number", async () => {
  const thousand = await references(1000);
  const { data, errors, statements, fallbacks } = await database.askBoth(MIXED, { r: thousand });
  expect(errors).toEqual([]);
  expect([statements, fallbacks]).toEqual([1, 0]);
  expect(data._entities.map(({ __typename }: Reference) => __typename)).toEqual(
    thousand.map(({ __typename }) => __typename),
  );
  expect(new Set(data._entities.map((one: object) => JSON.stringify(one))).size).toBeGreaterThan(150);
  expect((await database.askBoth(MIXED, { r: thousand.slice(0, 3) })).data._entities).toEqual(
    data._entities.slice(0, 3),
  );
  expect((await database.askBoth(MIXED, { r: [] })).data).toEqual({ _entities: [] });
  const [known] = Array.from(database.service.store.find(MIXED)?.operations.values() ?? []);
  expect(Array.from(known?.plans.values() ?? [], ({ name }) => name)).toEqual([
    expect.stringMatching(/^cuulong_/),
  ]);
});

const AGENCY = { __typename: "Agency", id: "agency:so-tttt-tra-vinh" };
const WRONG: [title: string, reference: unknown, code: string, message: RegExp][] = [
  [
    "An id that nothing has",
    { __typename: "Agency", id: "agency:x" },
    "NOT_FOUND",
    /no Agency with the id "agency:x"/,
  ],
  [
    "An id of another kind",
    { __typename: "Agency", id: "document:x" },
    "NOT_FOUND",
    /no Agency with the id "document:x"/,
  ],
  [
    "A thing as a figure",
    { __typename: "Observation", id: AGENCY.id },
    "NOT_FOUND",
    /no Observation with the id/,
  ],
  ["A missing key", { __typename: "Agency" }, "BAD_USER_INPUT", /its key id, a text, not nothing/],
  [
    "A key that is null",
    { __typename: "Agency", id: null },
    "BAD_USER_INPUT",
    /its key id, a text, not null/,
  ],
  ["A key that is no text", { __typename: "Agency", id: 5 }, "BAD_USER_INPUT", /its key id, a text, not 5/],
  ["A key of another form", { __typename: "Agency", id: "x y" }, "BAD_USER_INPUT", /"x y" is not an id/],
  ["A type that there is not", { __typename: "Nobody", id: "x:y" }, "BAD_USER_INPUT", /no entity "Nobody"/],
  [
    "A type that is no entity",
    { __typename: "PageInfo", id: "x:y" },
    "BAD_USER_INPUT",
    /no entity "PageInfo"/,
  ],
  [
    "A type that objects inherit",
    { __typename: "constructor", id: "x:y" },
    "BAD_USER_INPUT",
    /no entity "constructor"/,
  ],
  ["No type", { id: AGENCY.id }, "BAD_USER_INPUT", /no entity nothing/],
  ["What is no object", "agency:x", "BAD_USER_INPUT", /an object with __typename and id, not "agency:x"/],
  ["A list", [AGENCY], "BAD_USER_INPUT", /no entity nothing/],
];

test.each(WRONG)(
  "%s gives null and an error in its place, and the others are answered",
  async (_title, wrong, code, message) => {
    const good = (await references(4)) as unknown[];
    const { data, errors } = await database.askBoth(MIXED, { r: [good[0], wrong, good[1], wrong] });
    expect(data._entities.map((one: unknown) => one === null)).toEqual([false, true, false, true]);
    expect(errors).toMatchObject([
      { path: ["_entities", 1], message: expect.stringMatching(message), extensions: { code } },
      { path: ["_entities", 3], message: expect.stringMatching(message), extensions: { code } },
    ]);
  },
);

test("Only where all is wrong is every place null", async () => {
  const { status, data, errors } = await post(server, {
    query: MIXED,
    variables: { r: WRONG.map(([, wrong]) => wrong) },
  });
  expect(status).toBe(200);
  expect(data).toEqual({ _entities: WRONG.map(() => null) });
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(WRONG.map(([, , code]) => code));
});

test("Literals and variables say the same, as a whole, in part and within", async () => {
  const [one, other] = (await references(3)).filter(({ __typename }) => __typename !== "Document") as [
    Reference,
    Reference,
  ];
  const set = "{ ... on Agency { id name } ... on VulnerabilityNotice { id name } }";
  const literal = ({ __typename, id }: Reference) => `{ __typename: "${__typename}", id: "${id}" }`;
  const { data } = await database.askBoth(`query ($r: [_Any!]!) { _entities(representations: $r) ${set} }`, {
    r: [one, other],
  });
  expect(data._entities.map(({ id }: Reference) => id)).toEqual([one.id, other.id]);
  const others: [string, object][] = [
    [`{ _entities(representations: [${literal(one)}, ${literal(other)}]) ${set} }`, {}],
    [`query ($a: _Any!) { _entities(representations: [$a, ${literal(other)}]) ${set} }`, { a: one }],
    [
      `query ($id: ID!) { _entities(representations: [{ __typename: "${one.__typename}", id: $id }, ${literal(other)}]) ${set} }`,
      { id: one.id },
    ],
    [
      `query ($r: [_Any!]! = [${literal(one)}, ${literal(other)}]) { _entities(representations: $r) ${set} }`,
      {},
    ],
  ];
  for (const [query, variables] of others)
    expect([query, (await database.askBoth(query, variables as never)).data]).toEqual([query, data]);
  const [alone] = data._entities;
  expect(
    (await database.askBoth(`{ _entities(representations: ${literal(one)}) ${set} }`)).data._entities,
  ).toEqual([alone]);
});

test("Fragments on what things have in common, fragments by name, aliases and several fields are one statement", async () => {
  const r = await references(8);
  const { data, errors, statements, fallbacks } = await database.askBoth(
    `query ($r: [_Any!]!, $with: Boolean!) {
      a: _entities(representations: $r) { ... on Thing { label: name observations(first: 1) { totalCount } } ...Figure }
      b: _entities(representations: $r) { kind: __typename ... on Sourced { lineStart } ... on Agency @include(if: $with) { name } }
      documents(first: 1) { totalCount }
    }
    fragment Figure on Observation { id value }`,
    { r, with: true },
  );
  expect(errors).toEqual([]);
  expect([statements, fallbacks]).toEqual([1, 0]);
  expect(data.a[0]).toEqual({ label: expect.any(String), observations: { totalCount: expect.any(Number) } });
  expect(data.a[3]).toEqual({ id: r[3]?.id, value: expect.anything() });
  expect(data.b[0]).toMatchObject({ kind: "Agency", name: expect.any(String) });
  expect(data.documents.totalCount).toBeGreaterThan(10);
});

test("Entities of which only the type is asked, or nothing, are answered all the same", async () => {
  const r = [...(await references(4)), { __typename: "Agency", id: "agency:x" }];
  const bare = await database.askBoth(
    "query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }",
    { r },
  );
  expect(bare.data._entities).toEqual([...r.slice(0, 4).map(({ __typename }) => ({ __typename })), null]);
  expect(bare.errors).toHaveLength(1);
  const some = await database.askBoth(
    "query ($r: [_Any!]!) { _entities(representations: $r) { ... on Observation { id } ... on Document { number } } }",
    { r: r.slice(0, 2) },
  );
  expect(some.data._entities[0]).toEqual({});
});

test("An entity of which all that is asked is null is there", async () => {
  const [{ id }] = await database.dataSource.query(
    "SELECT id FROM agency WHERE name_km IS NULL ORDER BY id LIMIT 1",
  );
  const query = "query ($r: [_Any!]!) { _entities(representations: $r) { ... on Agency { nameKm } } }";
  const { data, errors } = await database.askBoth(query, { r: [{ __typename: "Agency", id }] });
  expect([data, errors]).toEqual([{ _entities: [{ nameKm: null }] }, []]);
});

test("A mistake within an entity is reported at its place, and a failure of all leaves no data", async () => {
  const [one] = await references(1);
  const within = await database.askBoth(
    "query ($r: [_Any!]!) { _entities(representations: $r) { ... on Agency { documents(first: -1) { nodes { id } } } } }",
    { r: [one] },
  );
  expect(within.errors).toMatchObject([
    { path: ["_entities", 0, "documents"], extensions: { code: "BAD_USER_INPUT" } },
  ]);
  expect(within.data).toEqual({ _entities: [null] });
  const context = database.service.createContext();
  context.reads.row = () => Promise.reject(Object.assign(new Error("gone"), { code: "57P01" }));
  const query =
    "query ($r: [_Any!]!) { _entities(representations: $r) { ... on Agency { name } } documents { totalCount } }";
  const failed = await database.service.execute({ query, variables: { r: [one] } }, context);
  expect(failed.data).toBeNull();
  expect(failed.errors).toMatchObject([
    { path: ["_entities"], extensions: { code: "SERVICE_UNAVAILABLE" } },
    { path: ["documents"], extensions: { code: "SERVICE_UNAVAILABLE" } },
  ]);
});

test("The service says the schema that it is composed by, as often as its own description may be asked", async () => {
  const { data, errors, statements } = await database.askBoth("{ _service { text: sdl } }");
  expect(errors).toEqual([]);
  expect(data._service.text).toBe((database.api as Slice).sdl);
  expect(statements).toBe(0);
  const config = readConfig({ MAX_INTROSPECTION: "0", WEBHOOKS: "off" });
  const silent = await Service.start({
    dataSource: database.dataSource,
    config,
    log: createLog("silent"),
    api: slice,
  });
  const refused = await silent.execute({ query: "{ _service { sdl } }" });
  expect(refused.errors?.[0]?.message).toMatch(/introspection is off/);
  await silent.stop();
});

test("A subgraph tells no gateway how long its fields took", async () => {
  const traced = { "apollo-federation-include-trace": "ftv1" };
  const answer = await post(server, { query: "{ documents(first: 1) { totalCount } }" }, traced);
  expect(answer.extensions).toBeUndefined();
});

test("By GET it is the same, and asked again it is answered without Apollo Server", async () => {
  const variables = { r: await references(40) };
  const first = await post(server, { query: MIXED, variables });
  expect(first.errors).toBeUndefined();
  expect(await post(server, { query: MIXED, variables })).toEqual(first);
  expect(await get(server, { query: MIXED, variables })).toEqual(first);
});
