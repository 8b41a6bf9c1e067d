import { useDatabase, useServer } from "./harness.js";
import { HOSTILE, nested } from "./hostile.js";
import { announce, get, post } from "./http.js";

const database = useDatabase();
const server = useServer(database, { MAX_COST: "110000" });

test.each(HOSTILE)(
  "$title is refused by the limit $limit, which the error names",
  async ({ limit, query }) => {
    const response = await post(server, { query });
    expect(response.status).toBe(400);
    expect(response.errors).toHaveLength(1);
    const { message, extensions } = response.errors[0] ?? {};
    expect(extensions).toMatchObject({ code: "LIMIT_EXCEEDED", limit });
    expect(extensions?.requested).toBeGreaterThan(extensions?.maximum as number);
    expect(message).toContain(`at most ${extensions?.maximum} `);
    expect(message).toContain(`(${limit})`);
    // By GET it is the same.
    const asked = await get(server, { query });
    if (asked.status !== 431) expect(asked.errors[0]?.extensions).toEqual(extensions);
  },
);

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
  const lists = JSON.parse(`${"[".repeat(40)}1${"]".repeat(40)}`);
  expect(await refused(lists)).toMatchObject({ limit: "depth" });
  expect(await refused({ id: { in: ids.slice(0, 1000) } })).toBeUndefined();
  const asked = await get(server, { query, variables: { where: deep } });
  expect(asked.errors[0]?.extensions).toMatchObject({ code: "LIMIT_EXCEEDED", limit: "depth" });
});

test("A body that is too large is refused with the limit, before it is sent or while it is", async () => {
  const refused = {
    status: 413,
    errors: [{ extensions: { code: "PAYLOAD_TOO_LARGE", limit: "bodyBytes", maximum: 1048576 } }],
  };
  expect(await announce(server, 10_000_000)).toMatchObject(refused);
  expect(await post(server, `{ "query": "${"#".repeat(1_048_576)}" }`)).toMatchObject(refused);
});

test("A request of which a variable makes the cost too high is refused before it runs, and one that is not is answered", async () => {
  const query = `query ($first: Int!) { documents(first: $first) { nodes { issuer { documents(first: $first) {
    nodes { issuer { documents(first: $first) { nodes { name } } } } } } } } }`;
  const { errors, data } = await post(server, { query, variables: { first: 1000 } });
  expect(data ?? null).toBeNull();
  expect(errors[0]?.extensions).toEqual({
    code: "LIMIT_EXCEEDED",
    limit: "cost",
    maximum: 110_000,
    requested: expect.any(Number),
  });
  expect((await post(server, { query, variables: { first: 2 } })).status).toBe(200);
});

test("What GraphiQL asks to know the schema is within the limits", async () => {
  const { getIntrospectionQuery } = await import("graphql");
  const response = await post(server, { query: getIntrospectionQuery() });
  expect(response.errors ?? []).toEqual([]);
  expect(response.status).toBe(200);
});

test("A fragment counts once in one place, however often it is spread there", async () => {
  const fields = Array.from({ length: 190 }, (_, index) => `a${index}: id`).join(" ");
  const query = `{ reports { nodes { ${"...F ".repeat(40)} } } } fragment F on Report { ${fields} }`;
  expect((await post(server, { query })).errors ?? []).toEqual([]);
});

test("What is asked of things comes to at most 10,000 fields, written out for every kind", async () => {
  const kinds = ["Agency", "Place", "Report", "Unit", "Event", "Topic", "Section"];
  const own = kinds.map((kind) => `... on ${kind} { name }`).join(" ");
  const within = (levels: number): string =>
    levels === 0 ? "id" : `linksTo(first: 1) { nodes { to { ${own} ${within(levels - 1)} } } }`;
  const asked = async (levels: number) =>
    (await post(server, { query: `{ things(first: 1) { nodes { ${within(levels)} } } }` })).errors ?? [];
  expect(await asked(1)).toEqual([]);
  expect(await asked(4)).toMatchObject([
    { extensions: { code: "LIMIT_EXCEEDED", limit: "fields", maximum: 10_000 } },
  ]);
});
