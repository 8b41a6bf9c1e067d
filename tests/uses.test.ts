import { useDatabase, useServer } from "./harness.js";
import { post } from "./http.js";

const database = useDatabase();
const server = useServer(database, { MAX_CONDITIONS: "10" });
const small = useServer(database, { MAX_BODY_BYTES: "5000" });

const refused = (limit: string, maximum: number) => ({
  status: 400,
  errors: [{ extensions: { code: "LIMIT_EXCEEDED", limit, maximum } }],
});

const list = (times: number, field: string) =>
  Array.from({ length: times }, (_, index) => `a${index}: ${field}`).join(" ");

const WHERE = { or: [{ name: { eq: "a" } }, { name: { eq: "b" } }] };

test("Conditions in a variable count as often as it is used", async () => {
  const query = (times: number) =>
    `query ($where: AgencyWhere) { ${list(times, "agencies(where: $where) { totalCount }")} }`;
  // Each use has five fields of input objects.
  expect((await post(server, { query: query(40), variables: { where: WHERE } })).status).toBe(200);
  const many = await post(server, { query: query(41), variables: { where: WHERE } });
  expect(many).toMatchObject(refused("uses", 200));
});

test("Conditions in a fragment count as often as it is spread, those of groups among them", async () => {
  const where = 'where: { or: [{ name: { eq: "a" } }, { name: { eq: "b" } }] }';
  const query = (times: number, inner: string) =>
    `{ ${list(times, "agencies { nodes { ...F } }")} } fragment F on Agency { systems { ${inner} } }`;
  const counted = `groups(by: [{ category: VALUE }]) { count(${where}) }`;
  expect((await post(server, { query: query(33, counted) })).status).toBe(200);
  expect(await post(server, { query: query(34, counted) })).toMatchObject(refused("uses", 200));
});

test.each([
  ["A text", "String", "agencies(where: { name: { contains: $value } }) { totalCount }", "x".repeat(1000)],
  [
    "A list",
    "[ID!]",
    "agencies(where: { id: { in: $value } }) { totalCount }",
    Array(10).fill("agency:".padEnd(100, "x")),
  ],
  ["An id", "ID!", "agency(id: $value) { id }", "agency:".padEnd(1000, "x")],
  ["A cursor", "String", "agencies(after: $value) { totalCount }", "x".repeat(1000)],
])(
  "%s in a variable counts its characters as often as it is used, known or not",
  async (_title, type, field, value) => {
    const query = (times: number) => `query ($value: ${type}) { ${list(times, field)} }`;
    for (let again = 0; again < 2; again += 1) {
      const { errors = [] } = await post(small, { query: query(5), variables: { value } });
      expect(errors.map(({ extensions }) => extensions.limit)).not.toContain("characters");
      const many = await post(small, { query: query(6), variables: { value } });
      expect(many).toMatchObject(refused("characters", 5000));
    }
  },
);

test("A text in a fragment counts its characters as often as it is spread", async () => {
  const query = (times: number) =>
    `{ ${list(times, "agencies { nodes { ...F } }")} } fragment F on Agency { systems(where: { name: { eq: "${"x".repeat(1000)}" } }) { totalCount } }`;
  expect((await post(small, { query: query(4) })).status).toBe(200);
  expect(await post(small, { query: query(6) })).toMatchObject(refused("characters", 5000));
});
