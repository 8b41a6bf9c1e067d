import type { Socket } from "node:net";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Config } from "../config.js";
import { refuseSocket } from "./refusals.js";

/** How Fastify is to treat clients that are slow, broken or gone. */
export const connectionOptions = ({
  requestTimeoutMs,
  stallTimeoutMs,
  statementTimeoutMs,
  keepAliveTimeoutMs,
}: Config) => ({
  requestTimeout: requestTimeoutMs,
  keepAliveTimeout: keepAliveTimeoutMs,
  // While a statement runs nothing is sent either way, which is no fault of the client.
  connectionTimeout: Math.max(stallTimeoutMs, 2 * statementTimeoutMs),
  // Node looks only so often for requests that take too long.
  http: {
    connectionsCheckingInterval: Math.min(1000, requestTimeoutMs),
    // Node would refuse a request without a host in no form at all.
    requireHostHeader: false,
  },
  clientErrorHandler: refuseBroken,
  frameworkErrors: (_error: Error, _request: FastifyRequest, reply: FastifyReply) => {
    reply.code(400).send({ errors: [UNREADABLE] });
  },
});

const UNREADABLE = {
  message: "The address is not a URL that can be read.",
  extensions: { code: "BAD_REQUEST" },
};

/** Holds connections to what the configuration allows. */
export function limitConnections(
  { server }: FastifyInstance,
  { headersTimeoutMs, maxConnections }: Config,
): void {
  server.headersTimeout = headersTimeoutMs;
  server.maxConnections = maxConnections;
}

/** What is not HTTP, too slow or too long, by the code that Node gives it. */
const BROKEN: Record<string, [status: string, message: string]> = {
  ERR_HTTP_REQUEST_TIMEOUT: ["408 Request Timeout", "The request took too long to arrive."],
  HPE_HEADER_OVERFLOW: ["431 Request Header Fields Too Large", "The head of the request is too long."],
};

/** Answers what Node could not read as a request, and closes the connection. */
function refuseBroken({ code = "" }: NodeJS.ErrnoException, socket: Socket): void {
  if (socket.destroyed || code === "ECONNRESET") return;
  const [status, message] = (Object.hasOwn(BROKEN, code) && BROKEN[code]) || [
    "400 Bad Request",
    "This is not a request of HTTP/1.1.",
  ];
  refuseSocket(socket, status, message);
}

/**
 * Once the server is closing, an answer is the last on its connection; a kept-alive one would hold the close up. So would
 * one that has carried no request yet, such as browsers open ahead, which Node does not count among the idle ones.
 */
export function endConnections(app: FastifyInstance): void {
  const unused = new Set<Socket>();
  let closing = false;
  app.server.on("connection", (socket) => {
    unused.add(socket);
    socket.once("close", () => unused.delete(socket));
  });
  app.addHook("onRequest", ({ raw }, _reply, done) => {
    unused.delete(raw.socket);
    done();
  });
  app.server.on("upgrade", (_request, socket) => unused.delete(socket as Socket));
  app.addHook("preClose", async () => {
    closing = true;
    for (const socket of unused) socket.destroy();
  });
  app.addHook("onResponse", ({ raw }, _reply, done) => {
    done();
    if (closing) raw.socket.end();
  });
}
