import type { Socket } from "node:net";
import type { FastifyInstance } from "fastify";
import { handleProtocols } from "graphql-ws";
import { WebSocketServer } from "ws";
import type { Config } from "../config.js";
import type { Answering } from "../live/answering.js";
import { Heart } from "./heart.js";
import { refuseSocket } from "./refusals.js";
import type { Unread } from "./unread.js";
import { addUpgrades } from "./upgrades.js";
import { Client } from "./websocket-client.js";

/** So many clients do not come back all in one moment: their connections are closed over a second at most. */
const spread = (clients: number): number => Math.random() * Math.min(1000, clients);

/** Serves a service's operations over WebSockets at /graphql, by the protocol graphql-transport-ws. */
export function addWebSocket(app: FastifyInstance, service: Answering, config: Config, unread: Unread): void {
  const clients = new Set<Client>();
  const heart = new Heart(config.heartbeatMs);
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: config.maxBodyBytes,
    // What is small gains nothing by it, and a context for each client takes much memory.
    perMessageDeflate: false,
    handleProtocols,
  });
  server.on("wsClientError", ({ message }: Error, socket: Socket) =>
    refuseSocket(socket, "400 Bad Request", `${message}.`),
  );
  addUpgrades(app, "/graphql", (request, socket, head) =>
    server.handleUpgrade(request, socket, head, (webSocket) => {
      const client = new Client(webSocket, socket, service, config, unread);
      clients.add(client);
      const rest = heart.add(client);
      webSocket.once("close", () => {
        clients.delete(client);
        rest();
      });
    }),
  );
  app.addHook("preClose", async () => {
    heart.stop();
    await Promise.all(Array.from(clients, (client) => client.sayGoodbye(spread(clients.size))));
  });
}
