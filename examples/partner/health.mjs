// A partner: a health department that knows its stations by the agency that runs them. Run: node examples/partner/health.mjs [port]
// The stations are invented for this example. What it takes to be a partner: a schema that extends a type by its key, and two
// fields of the root, _service and _entities.
import { createServer } from "node:http";
import { json } from "node:stream/consumers";
import { buildSchema, graphql } from "graphql";

const GRAPH = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])

type Query {
  "Trạm y tế: the stations of the health department, or those with at least so many beds."
  healthStations(minBeds: Int = 0): [HealthStation!]
}

"Trạm y tế: a place where patients are received."
type HealthStation @key(fields: "id") {
  "Mã định danh: its id."
  id: ID!
  "Tên: its name."
  name: String!
  "Số giường: how many beds it has."
  beds: Int!
  "Cơ quan quản lý: the agency that runs it."
  agency: Agency
}

type Agency @key(fields: "id") {
  id: ID!
  "Trạm y tế: the health stations that it runs."
  healthStations: [HealthStation!]
}
`;

const SUBGRAPH = `
scalar _Any
type _Service { sdl: String! }
union _Entity = Agency | HealthStation
extend type Query { _service: _Service!  _entities(representations: [_Any!]!): [_Entity]! }
`;

const STATIONS = [
  { id: "station:1", name: "Trạm y tế số 1", beds: 12, agencyId: "agency:ubnd-cap-huyen" },
  { id: "station:2", name: "Trạm y tế số 2", beds: 8, agencyId: "agency:ubnd-cap-xa" },
  { id: "station:3", name: "Trạm y tế số 3", beds: 5, agencyId: "agency:ubnd-cap-xa" },
];

const agency = (id) => ({
  __typename: "Agency",
  id,
  healthStations: () => STATIONS.filter(({ agencyId }) => agencyId === id).map(station),
});
const station = ({ agencyId, ...columns }) => ({
  __typename: "HealthStation",
  ...columns,
  agency: () => agency(agencyId),
});
const root = {
  healthStations: ({ minBeds }) => STATIONS.filter(({ beds }) => beds >= minBeds).map(station),
  _service: { sdl: GRAPH },
  _entities: ({ representations }) =>
    representations.map(({ __typename: type, id }) => {
      if (type === "Agency") return agency(id);
      const found = STATIONS.find((one) => one.id === id);
      return found ? station(found) : null;
    }),
};

const schema = buildSchema(GRAPH + SUBGRAPH, { assumeValidSDL: true });
const server = createServer(async (request, response) => {
  const { query, variables, operationName } = await json(request).catch(() => ({}));
  const answer = await graphql({
    schema,
    source: String(query),
    rootValue: root,
    variableValues: variables,
    operationName,
  });
  response.setHeader("content-type", "application/json").end(JSON.stringify(answer));
});
server.listen(Number(process.argv[2] ?? 4100), "127.0.0.1", () =>
  process.stdout.write(`The partner answers at http://127.0.0.1:${server.address().port}/\n`),
);
