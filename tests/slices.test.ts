import { useDatabase, useServer } from "./harness.js";
import { post } from "./http.js";

const database = useDatabase("migrated");
const server = useServer(database);

const WRONG = "agencies(first: -1) { nodes { id } }";
const RIGHT = "reports { totalCount }";

test.each([
  ["first", `${WRONG} ${RIGHT}`],
  ["last", `${RIGHT} ${WRONG}`],
  ["between others", `${RIGHT} ${WRONG} places { totalCount }`],
])("A slice that fails %s leaves the others, and the answer is a success", async (_where, fields) => {
  const response = await post(server, { query: `{ ${fields} }` });
  expect(response).toMatchObject({ status: 200, data: { agencies: null, reports: { totalCount: 0 } } });
  expect(response.errors).toHaveLength(1);
});

test("An answer of which nothing is left has the status of its first error", async () => {
  expect(await post(server, { query: `{ ${WRONG} }` })).toMatchObject({
    status: 400,
    data: { agencies: null },
  });
});

test.each([
  "agency",
  "agency:",
  ":x",
  "Agency:x",
  "agency:x\n",
  "agency:x/y",
  "agency:x<y",
  `agency:${"x".repeat(401)}`,
])("%j is not the form of an id, which is a mistake", async (id) => {
  const { errors } = await post(server, {
    query: "query ($id: ID!) { agency(id: $id) { id } }",
    variables: { id },
  });
  expect(errors).toMatchObject([
    { message: expect.stringContaining("is not an id such as"), extensions: { code: "BAD_USER_INPUT" } },
  ]);
});

test.each(["agency:x", "agency:x.y-1", "agency:x_y", `agency:${"x".repeat(400)}`])(
  "%j is the form of an id, which nobody has",
  async (id) => {
    const response = await post(server, {
      query: "query ($id: ID!) { agency(id: $id) { id } }",
      variables: { id },
    });
    expect(response).toEqual({ status: 200, data: { agency: null } });
  },
);

test("Who measures is given how many fields of the root were answered which way", async () => {
  const counted = async () => {
    const text = await (await fetch(`${server.address}/metrics`)).text();
    return ["statement", "resolvers"].map((by) => Number(new RegExp(`by="${by}"\\} (\\d+)`).exec(text)?.[1]));
  };
  const [statement = 0, resolvers = 0] = await counted();
  await post(server, {
    query:
      "query ($name: String!) { reports { totalCount } places { totalCount } __type(name: $name) { name } }",
    variables: { name: "Agency" },
  });
  expect(await counted()).toEqual([statement + 2, resolvers + 1]);
});
