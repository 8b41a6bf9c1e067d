import { getIntrospectionQuery } from "graphql";
import { useDatabase, useServer } from "./harness.js";
import { post } from "./http.js";

const database = useDatabase("migrated");
const server = useServer(database);
const closed = useServer(database, { MAX_INTROSPECTION: "0" });

const repeated = (times: number, part: (index: number) => string) =>
  Array.from({ length: times }, (_, index) => part(index)).join(" ");

test("GraphiQL's own request is answered, as resolvers answer it, and costs what it is", async () => {
  const query = getIntrospectionQuery();
  const response = await post(server, { query }, { "x-graphql-cost": "1" });
  expect(response.status).toBe(200);
  expect(response.errors).toBeUndefined();
  const { data } = await database.askResolvers(query);
  expect(response.data).toEqual(data);
  const values = JSON.stringify(data).match(/[:[,](?="|true|false|null|\{)/g)?.length ?? 0;
  const { requested } = (response.extensions as { cost: { requested: number } }).cost;
  expect(requested).toBeGreaterThan(values / 4);
});

test("More of the schema than a limit allows is refused before any of it is written", async () => {
  const aliases = repeated(20, (index) => `a${index}: fields { name description }`);
  const roots = repeated(11, (index) => `r${index}: __schema { types { ...F } }`);
  const { status, errors } = await post(server, {
    query: `{ ${roots} } fragment F on __Type { ${aliases} }`,
  });
  expect(status).toBe(400);
  expect(errors).toMatchObject([
    { extensions: { code: "LIMIT_EXCEEDED", limit: "introspection", maximum: 200_000 } },
  ]);
});

test("One field within the limit is allowed where two of it together are not", async () => {
  const one = "types { name fields { name args { name } } inputFields { name } }";
  expect((await post(server, { query: `{ __schema { ${one} } }` })).status).toBe(200);
  const many = repeated(16, (index) => `a${index}: __schema { ${one} }`);
  expect((await post(server, { query: `{ ${many} }` })).errors).toMatchObject([
    { extensions: { limit: "introspection" } },
  ]);
});

test("A type whose name is a variable is described anew each time", async () => {
  const query = "query ($name: String!) { __type(name: $name) { name kind } }";
  const asked = async (name: string) => (await post(server, { query, variables: { name } })).data;
  for (let time = 0; time < 2; time += 1) {
    expect(await asked("Agency")).toEqual({ __type: { name: "Agency", kind: "OBJECT" } });
    expect(await asked("AgencyWhere")).toEqual({ __type: { name: "AgencyWhere", kind: "INPUT_OBJECT" } });
    expect(await asked("Nothing")).toEqual({ __type: null });
  }
});

test("What a condition of the document leaves out is left out of the description", async () => {
  const query =
    'query ($more: Boolean!) { __type(name: "Agency") { name fields(includeDeprecated: $more) @include(if: $more) { name } } }';
  const asked = async (more: boolean) => {
    const { data } = await post(server, { query, variables: { more } });
    return data?.__type as { name: string; fields: object[] };
  };
  expect(await asked(false)).toEqual({ name: "Agency" });
  expect((await asked(true)).fields.length).toBeGreaterThan(5);
});

test("A server may describe nothing, and then says so and answers all else", async () => {
  for (const query of ["{ __schema { queryType { name } } }", '{ __type(name: "Agency") { name } }'])
    expect(await post(closed, { query })).toMatchObject({
      status: 400,
      errors: [
        {
          message: "This server does not describe its schema (introspection is off).",
          extensions: { code: "GRAPHQL_VALIDATION_FAILED" },
        },
      ],
    });
  expect((await post(closed, { query: "{ __typename reports { __typename } }" })).data).toEqual({
    __typename: "Query",
    reports: { __typename: "ReportConnection" },
  });
});
