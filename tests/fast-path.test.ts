import { sha256 } from "../src/operation/documents.js";
import { useDatabase, useServer } from "./harness.js";

const database = useDatabase();
const server = useServer(database);

/** All that a client sees of an answer, but for when it was given. */
async function responseTo(body: unknown, headers: Record<string, string> = {}, method = "POST") {
  const response = await fetch(`${server.address}/graphql`, {
    method,
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  const { date: _, ...others } = Object.fromEntries(response.headers);
  return { status: response.status, headers: others, text: await response.text() };
}

const LISTED =
  "query Listed($first: Int, $id: ID!) { agencies(first: $first) { nodes { id } } agency(id: $id) { name } }";
const TWO = "query One { reports { totalCount } } query Two { agencies(first: 1) { nodes { id } } }";
const LONG =
  "query Long($id: ID!) { agency(id: $id) { name } observations(first: 200) { nodes { id indicator { name } subject { id } } } __typename }";
const good = { first: 2, id: "agency:bo-tttt" };
const named = { persistedQuery: { version: 1, sha256Hash: sha256(LISTED) } };

/** Requests that follow one another; the others of a kind must be answered like the first. */
const KINDS: [title: string, body: Record<string, unknown>, headers?: Record<string, string>][] = [
  ["A query", { query: LISTED, variables: good }],
  ["One of its variables refused", { query: LISTED, variables: { ...good, first: -1 } }],
  ["A variable of the wrong type", { query: LISTED, variables: { ...good, first: "two" } }],
  ["A variable that is missing", { query: LISTED, variables: { first: 1 } }],
  ["Variables that are none", { query: LISTED, variables: "first" }],
  [
    "Too costly",
    {
      query:
        "query ($n: Int) { agencies(first: $n) { nodes { children(first: $n) { nodes { children(first: $n) { nodes { id } } } } } } }",
      variables: { n: 1000 },
    },
  ],
  ["One of two operations", { query: TWO, operationName: "Two" }],
  ["The other of them", { query: TWO, operationName: "One" }],
  ["Neither of them", { query: TWO, operationName: "Three" }],
  ["Another media type", { query: LISTED, variables: good }, { accept: "application/graphql-response+json" }],
  ["A media type that is not spoken", { query: LISTED, variables: good }, { accept: "image/png" }],
  ["The cost returned", { query: LISTED, variables: good }, { "x-graphql-cost": "1" }],
  ["A long answer", { query: LONG, variables: good }],
  ["A long answer and its cost", { query: LONG, variables: good }, { "x-graphql-cost": "1" }],
  ["A hash registered", { query: LISTED, variables: good, extensions: named }],
  ["A hash", { variables: good, extensions: named }],
  [
    "A hash that nobody registered",
    { extensions: { persistedQuery: { version: 1, sha256Hash: sha256("{") } } },
  ],
  ["No document", { variables: good }],
  ["A document that is no text", { query: { kind: "Document" } }],
];

const kinds = KINDS.map(([title, body, headers = {}]) => ({ title, body, headers }));

describe.each(["identity", "gzip", "br"])("With the encoding %s", (encoding) => {
  test.each(kinds)(
    "$title has the same answer and the same headers however often it is asked",
    async ({ body, headers }) => {
      const ask = () => responseTo(body, { ...headers, "accept-encoding": encoding });
      const first = await ask();
      expect(first.headers.vary).toBe("accept, accept-encoding");
      for (let again = 0; again < 3; again += 1) expect(await ask()).toEqual(first);
    },
  );
});

test("A long answer is sent as it was, with its length", async () => {
  const answers = [];
  const headers = { "accept-encoding": "identity" };
  for (let again = 0; again < 3; again += 1)
    answers.push(await responseTo({ query: LONG, variables: good }, headers));
  for (const { headers, text } of answers)
    expect(headers["content-length"]).toBe(`${Buffer.byteLength(text)}`);
  expect(answers[2]?.text.length).toBeGreaterThan(20_000);
  const { data } = await database.askResolvers(LONG, good);
  expect(JSON.parse(answers[2]?.text ?? "").data).toEqual(data);
});

test("Answers follow the variables and the data, however often the document was asked", async () => {
  const name = async (id: string) =>
    JSON.parse((await responseTo({ query: LISTED, variables: { first: 0, id } })).text).data.agency.name;
  const before = await name("agency:bo-tttt");
  expect(await name("agency:so-tttt-tra-vinh")).not.toBe(before);
  await database.dataSource.query("UPDATE agency SET name = 'Bộ mới' WHERE id = 'agency:bo-tttt'");
  expect(await name("agency:bo-tttt")).toBe("Bộ mới");
});

test("An operation that the document does not have is a mistake of the client", async () => {
  for (const operationName of ["Three", undefined]) {
    const { status, text } = await responseTo({ query: TWO, operationName });
    expect([status, JSON.parse(text).errors[0].extensions.code]).toEqual([
      400,
      "OPERATION_RESOLUTION_FAILURE",
    ]);
  }
});

test("What was asked by POST is not answered by another method", async () => {
  const body = { query: LISTED, variables: good };
  await responseTo(body);
  expect((await responseTo(body, {}, "PATCH")).status).toBe(405);
});
