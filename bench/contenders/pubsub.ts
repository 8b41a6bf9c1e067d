import { createServer } from "node:http";
import { json } from "node:stream/consumers";
import { buildSchema, type GraphQLObjectType } from "graphql";
import { PubSub } from "graphql-subscriptions";
import { useServer } from "graphql-ws/use/ws";
import pg from "pg";
import { WebSocketServer } from "ws";

/**
 * Subscriptions as they are usually served: graphql-ws, and events in memory that whoever changes something publishes. It reads a
 * changed row once for all who are told, and knows no cursors: what happens while a client is away is lost.
 */
const schema = buildSchema(`
  type Query { alive: Boolean }
  type Subscription { infrastructureSystemChanged: Change }
  type Change { operation: String! id: ID! node: InfrastructureSystem }
  type InfrastructureSystem { id: ID! name: String! code: String owner: Agency incidents: Incidents! }
  type Agency { name: String! }
  type Incidents { totalCount: Int! }
`);
const pubsub = new PubSub();
const fields = (schema.getSubscriptionType() as GraphQLObjectType).getFields();
Object.assign(fields.infrastructureSystemChanged ?? {}, {
  subscribe: () => pubsub.asyncIterableIterator("changed"),
});

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: Number(process.env.POOL_SIZE) });
const READ = `
  SELECT s.id, s.name, s.code, json_build_object('name', a.name) AS owner,
    json_build_object('totalCount', (SELECT count(*) FROM security_incident i WHERE i.system_id = s.id)) AS incidents
  FROM infrastructure_system s LEFT JOIN agency a ON a.id = s.owner_id WHERE s.id = ANY($1)`;

const server = createServer(async (request, response) => {
  if (request.url === "/publish") {
    const { rows } = await pool.query({ name: "read", text: READ, values: [await json(request)] });
    for (const node of rows)
      await pubsub.publish("changed", {
        infrastructureSystemChanged: { operation: "UPDATE", id: node.id, node },
      });
  }
  response.end("{}");
});
useServer({ schema }, new WebSocketServer({ server, path: "/graphql", perMessageDeflate: false }));
server.listen(Number(process.env.PORT), "127.0.0.1");
process.once("SIGTERM", () => process.exit(0));
