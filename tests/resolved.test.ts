import { useDatabase, useServer } from "./harness.js";
import { post } from "./http.js";

const database = useDatabase();
const server = useServer(database);
const strict = useServer(database, { MAX_RESOLVED: "100" });

const LIST = "agencies(first: 40) { nodes { id name parent { name } } }";
const KEY = "k".repeat(64);

test("Resolvers answer what the statement cannot, up to a number of values, and the rest is answered all the same", async () => {
  const query = (first: number) =>
    `{ agencies(first: ${first}) { nodes { ${KEY}: id name } } reports { totalCount } }`;
  const few = await post(strict, { query: query(10) });
  expect(few).toEqual(await post(server, { query: query(10) }));
  expect(few.errors).toBeUndefined();
  const many = await post(strict, { query: query(40) });
  expect(many).toMatchObject({
    status: 200,
    data: { agencies: null, reports: { totalCount: 1 } },
    errors: [{ path: ["agencies"], extensions: { code: "LIMIT_EXCEEDED", limit: "resolved", maximum: 100 } }],
  });
  expect((await post(server, { query: query(40) })).errors).toBeUndefined();
});

test("All fields of the root together may have so many values", async () => {
  const query = `{ ${["a", "b", "c", "d"].map((alias) => `${alias}: agencies(first: 10) { nodes { ${KEY}: id name } }`).join(" ")} }`;
  const { data, errors } = await post(strict, { query });
  expect(Object.entries(data ?? {}).map(([key, value]) => [key, value !== null])).toEqual([
    ["a", true],
    ["b", true],
    ["c", true],
    ["d", false],
  ]);
  expect(errors).toMatchObject([{ path: ["d"], extensions: { limit: "resolved" } }]);
});

/** A mistake that is there to see, one in a variable, and one that PostgreSQL comes upon. */
const MISTAKES: [title: string, query: string, variables: object, message: RegExp][] = [
  [
    "in the document",
    `{ a: ${LIST.replace("parent {", 'systems(after: "noise") { totalCount } parent {')} }`,
    {},
    /not a cursor/,
  ],
  [
    "in a variable",
    `query ($after: String) { a: ${LIST.replace("parent {", "systems(after: $after) { totalCount } parent {")} }`,
    { after: "noise" },
    /not a cursor/,
  ],
  [
    "of the data",
    "{ a: agencies(first: 1000) { nodes { id name observations { groups(by: [{ status: VALUE }]) { sum { value } } } } } }",
    {},
    /unlike units|add|broken down/,
  ],
];

test.each(MISTAKES)(
  "A mistake %s, below more values than that, is reported at the field of the root",
  async (_title, query, variables, message) => {
    const whole = await post(server, { query, variables });
    const { data, errors, status } = await post(strict, { query, variables });
    expect([status, data]).toEqual([400, { a: null }]);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ path: ["a"], extensions: { code: "BAD_USER_INPUT" } });
    expect(errors[0]?.message).toMatch(message);
    expect(whole.errors.map(({ message: words }) => words)).toContain(errors[0]?.message);
    expect((whole.errors[0] as unknown as { path: unknown[] }).path.length).toBeGreaterThan(1);
  },
);
