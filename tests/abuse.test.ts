import { useDatabase, useServer } from "./harness.js";
import { post as send } from "./http.js";

const database = useDatabase();
const server = useServer(database);

const post = (body: unknown, headers?: Record<string, string>) => send(server, body, headers);

const forged = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString("base64url");

const REFUSED: [title: string, query: string, code: string, message: RegExp][] = [
  [
    "An unknown field",
    "{ agencies { nodes { colour } } }",
    "GRAPHQL_VALIDATION_FAILED",
    /Cannot query field "colour" on type "Agency"/,
  ],
  [
    "A wrong enum value",
    "{ agencies(where: { level: { eq: GALACTIC } }) { totalCount } }",
    "GRAPHQL_VALIDATION_FAILED",
    /GALACTIC/,
  ],
  ["A query that is none", "{ agencies {", "GRAPHQL_PARSE_FAILED", /Syntax Error/],
  [
    "A negative page",
    "{ agencies(first: -1) { nodes { id } } }",
    "BAD_USER_INPUT",
    /first must be from 0 to 1000, not -1/,
  ],
  [
    "A page without end",
    "{ agencies(first: 1000000) { nodes { id } } }",
    "BAD_USER_INPUT",
    /first must be from 0 to 1000, not 1000000/,
  ],
  [
    "A cursor made of noise",
    '{ agencies(after: "noise") { nodes { id } } }',
    "BAD_USER_INPUT",
    /"noise" is not a cursor/,
  ],
  [
    "A cursor of another list",
    `{ agencies(after: "${forged(["number ASC,id ASC", "1", "agency:x"])}") { nodes { id } } }`,
    "BAD_USER_INPUT",
    /belongs to another list/,
  ],
  [
    "A cursor whose values do not fit",
    `{ reports(after: "${forged(["issuedOn ASC,id ASC", "the day after", "report:x"])}") { nodes { id } } }`,
    "BAD_USER_INPUT",
    /values that do not fit its order/,
  ],
  [
    "A malformed id",
    '{ agency(id: "../../etc/passwd") { id } }',
    "BAD_USER_INPUT",
    /is not an id such as agency:bo-tttt/,
  ],
  [
    "Two fields in one item of orderBy",
    "{ agencies(orderBy: [{ name: ASC, id: ASC }]) { nodes { id } } }",
    "BAD_USER_INPUT",
    /names exactly one field/,
  ],
  [
    "A comparison with null",
    "{ agencies(where: { level: { eq: null } }) { totalCount } }",
    "BAD_USER_INPUT",
    /use isNull/,
  ],
  [
    "A text with U+0000",
    '{ agencies(where: { name: { contains: "a\\u0000" } }) { totalCount } }',
    "BAD_USER_INPUT",
    /U\+0000/,
  ],
  [
    "A search for nothing",
    '{ search(text: "  ") { totalCount } }',
    "BAD_USER_INPUT",
    /text must have from 1 to 200 characters/,
  ],
  [
    "A number that is none",
    '{ observations(where: { value: { gt: "many" } }) { totalCount } }',
    "GRAPHQL_VALIDATION_FAILED",
    /Decimal/,
  ],
  [
    "A day that the calendar lacks",
    '{ reports(where: { issuedOn: { eq: "2021-02-30" } }) { totalCount } }',
    "GRAPHQL_VALIDATION_FAILED",
    /LocalDate|Date/,
  ],
  ["A mutation where there is none", "mutation { drop }", "OPERATION_RESOLUTION_FAILURE", /has no mutation/],
];

test.each(REFUSED)("%s is refused with 400, a code and a reason", async (_title, query, code, message) => {
  const response = await post({ query });
  expect(response.status).toBe(400);
  expect(response.errors[0]?.extensions.code).toBe(code);
  expect(response.errors[0]?.message).toMatch(message);
});

test("A well-formed id that nobody has is null, not an error", async () => {
  const query =
    '{ agency(id: "agency:nobody") { id } thing(id: "ghost:x") { id } odd: thing(id: "constructor:x") { id } }';
  expect(await post({ query })).toEqual({ status: 200, data: { agency: null, thing: null, odd: null } });
});

test("A slice that fails is null with an error at its path, and its neighbours answer", async () => {
  const response = await post({
    query: '{ agencies(after: "noise") { nodes { id } } reports { totalCount } }',
  });
  expect(response.status).toBe(200);
  expect(response.data).toEqual({ agencies: null, reports: { totalCount: 1 } });
  expect(response.errors).toMatchObject([{ path: ["agencies"], extensions: { code: "BAD_USER_INPUT" } }]);
});

test("A body that is not JSON, is too large or of another type gets the status that says so", async () => {
  expect(await post("{ not json")).toMatchObject({
    status: 400,
    errors: [{ extensions: { code: "BAD_REQUEST" } }],
  });
  expect(await post({ query: `{ a } # ${"x".repeat(1024 * 1024)}` })).toMatchObject({
    status: 413,
    errors: [{ extensions: { code: "PAYLOAD_TOO_LARGE" } }],
  });
  expect(await post("<xml/>", { "content-type": "text/xml" })).toMatchObject({
    status: 415,
    errors: [{ extensions: { code: "UNSUPPORTED_MEDIA_TYPE" } }],
  });
});

test("GET answers queries and nothing else; other methods are not answered", async () => {
  const get = (query: string) => fetch(`${server.address}/graphql?query=${encodeURIComponent(query)}`);
  const answered = await get("{ reports { totalCount } }");
  expect(await answered.json()).toEqual({ data: { reports: { totalCount: 1 } } });
  expect((await get("mutation { drop }")).status).toBeGreaterThanOrEqual(400);
  expect((await get("mutation { drop }")).status).toBeLessThan(500);
  expect((await fetch(`${server.address}/graphql`, { method: "PATCH" })).status).toBe(405);
});

test("A subscription by POST is refused, not run as if it were a query", async () => {
  const response = await post({ query: "subscription { changes { id } }" });
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(response.status).toBeLessThan(500);
  expect(response.data ?? null).toBeNull();
});

test("An address that is none says where the API is", async () => {
  const response = await fetch(`${server.address}/api/agencies`);
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({
    errors: [{ message: expect.stringContaining("/graphql"), extensions: { code: "NOT_FOUND" } }],
  });
});
