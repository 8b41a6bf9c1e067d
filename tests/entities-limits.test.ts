import { readConfig } from "../src/config.js";
import { sha256 } from "../src/operation/documents.js";
import { sliceOf } from "../src/federation/slice.js";
import { createApi } from "../src/schema.js";
import { useDatabase, useServer } from "./harness.js";
import { post } from "./http.js";

const slice = sliceOf(createApi(), ["document", "observation"]);
const database = useDatabase("loaded", () => slice);
const server = useServer(database);

const SET = "{ ... on Agency { id documents(first: 1) { totalCount } } }";
const ASK = `query ($r: [_Any!]!) { _entities(representations: $r) ${SET} }`;
const agencies = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    __typename: "Agency",
    id: `agency:${n % 2 ? "none" : "so-tttt-tra-vinh"}`,
  }));
const refusal = async (query: string, variables: object = {}) =>
  (await post(server, { query, variables })).errors?.find(
    ({ extensions }) => extensions.code === "LIMIT_EXCEEDED",
  )?.extensions;
const maximum = readConfig({}).limits.representations;

test("As many representations as the limit allows are answered, beyond the limits of conditions and lists", async () => {
  const r = agencies(maximum);
  const { status, data, errors } = await post(server, { query: ASK, variables: { r } });
  expect(status).toBe(200);
  expect(((data?._entities ?? []) as unknown[]).filter((one) => one !== null)).toHaveLength(maximum / 2);
  expect(errors).toHaveLength(maximum / 2);
});

test("One more is refused by a limit of its own, and so are as many in several fields of an operation", async () => {
  const limit = { limit: "representations", maximum };
  expect(await refusal(ASK, { r: agencies(maximum + 1) })).toMatchObject({
    ...limit,
    requested: maximum + 1,
  });
  const twice = `query ($r: [_Any!]!) { a: _entities(representations: $r) ${SET} b: _entities(representations: $r) ${SET} }`;
  expect(await refusal(twice, { r: agencies(maximum / 2 + 1) })).toMatchObject({
    ...limit,
    requested: maximum + 2,
  });
  expect(await refusal(twice, { r: agencies(5) })).toBeUndefined();
});

test("Literal ones are no conditions and no list of values either, and what they hold besides keys is", async () => {
  const literal = (count: number) =>
    `[${agencies(count)
      .map(({ __typename, id }) => `{ __typename: "${__typename}", id: "${id}" }`)
      .join()}]`;
  expect(await refusal(`{ _entities(representations: ${literal(500)}) ${SET} }`)).toBeUndefined();
  const deep = `[{ __typename: "Agency", id: ${"[".repeat(40)}1${"]".repeat(40)} }]`;
  expect(await refusal(`{ _entities(representations: ${deep}) ${SET} }`)).toMatchObject({ limit: "depth" });
  const wide = Array.from({ length: 1001 }, () => 1);
  expect(await refusal(ASK, { r: [{ __typename: "Agency", id: wide }] })).toMatchObject({
    limit: "listSize",
  });
  const inner = `{ ... on Agency { documents(where: { id: { in: [${wide.map(() => '"document:x"')}] } }) { totalCount } } }`;
  expect(await refusal(`{ _entities(representations: ${literal(1)}) ${inner} }`)).toMatchObject({
    limit: "listSize",
  });
});

test("A document that is named by its hash may be given as many", async () => {
  const extensions = { persistedQuery: { version: 1, sha256Hash: sha256(ASK) } };
  expect((await post(server, { query: ASK, extensions, variables: { r: [] } })).data).toEqual({
    _entities: [],
  });
  const { data } = await post(server, { extensions, variables: { r: agencies(1500) } });
  expect(data?._entities).toHaveLength(1500);
  const tooMany = await post(server, { extensions, variables: { r: agencies(maximum + 1) } });
  expect(tooMany.errors[0]?.extensions).toMatchObject({ limit: "representations" });
});

test("Variables beside them are held to their limits", async () => {
  const query = `query ($r: [_Any!]!, $ids: [ID!]) { _entities(representations: $r) { ... on Agency { documents(where: { id: { in: $ids } }) { totalCount } } } }`;
  const ids = Array.from({ length: 1001 }, () => "document:x");
  expect(await refusal(query, { r: agencies(1), ids })).toMatchObject({ limit: "listSize", requested: 1001 });
  expect(await refusal(query, { r: agencies(1), ids: ids.slice(1) })).toBeUndefined();
});

const costOf = async (query: string, variables: object): Promise<number> => {
  const { extensions } = await post(server, { query, variables }, { "x-graphql-cost": "1" });
  return (extensions as { cost: { requested: number } }).cost.requested;
};

test("What they cost grows with how many there are, and is that of the types that they are of", async () => {
  const [none, ten, thousand] = [
    await costOf(ASK, { r: [] }),
    await costOf(ASK, { r: agencies(10) }),
    await costOf(ASK, { r: agencies(1000) }),
  ];
  expect((thousand - none) / (ten - none)).toBeCloseTo(100, 0);
  const two = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Agency { documents(first: 50) { nodes { name } } } ... on Document { number } } }`;
  const documents = agencies(100).map(() => ({ __typename: "Document", id: "document:x" }));
  expect(await costOf(two, { r: documents })).toBeLessThan(await costOf(two, { r: agencies(100) }));
  const nested = (first: number) =>
    `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Agency { observations(first: ${first}) { nodes { value } } } } }`;
  expect(await costOf(nested(50), { r: agencies(10) })).toBeGreaterThan(
    await costOf(nested(1), { r: agencies(10) }),
  );
});

test("More than may be worked for is refused before it runs", async () => {
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Agency { documents { nodes { observations { nodes { value } } } } } } }`;
  expect(await refusal(query, { r: agencies(5000) })).toMatchObject({ limit: "cost" });
});
