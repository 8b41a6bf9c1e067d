import { createServer } from "node:http";
import { json } from "node:stream/consumers";
import { buildSchema, graphql } from "graphql";

/** A partner that is as quick as GraphQL lets it be: it makes up the stations of whichever agency it is asked of. */
const GRAPH = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
type Query { healthStation(id: ID!): HealthStation }
type HealthStation @key(fields: "id") { id: ID! name: String! beds: Int! }
type Agency @key(fields: "id") { id: ID! healthStations: [HealthStation!] }`;
const SUBGRAPH = `
scalar _Any
type _Service { sdl: String! }
union _Entity = Agency | HealthStation
extend type Query { _service: _Service! _entities(representations: [_Any!]!): [_Entity]! }`;

const station = (id: string) => ({ __typename: "HealthStation", id, name: `Trạm y tế ${id}`, beds: 10 });
const root = {
  healthStation: ({ id }: { id: string }) => station(id),
  _service: { sdl: GRAPH },
  _entities: ({ representations }: { representations: { __typename: string; id: string }[] }) =>
    representations.map(({ __typename, id }) =>
      __typename === "Agency" ? { __typename, id, healthStations: [station(`station:${id}`)] } : station(id),
    ),
};

const schema = buildSchema(GRAPH + SUBGRAPH, { assumeValidSDL: true });
createServer(async (request, response) => {
  const { query, variables } = (await json(request)) as {
    query: string;
    variables?: Record<string, unknown>;
  };
  const answer = await graphql({ schema, source: query, rootValue: root, variableValues: variables });
  response.setHeader("content-type", "application/json").end(JSON.stringify(answer));
}).listen(Number(process.env.PORT), "127.0.0.1");
process.once("SIGTERM", () => process.exit(0));
