import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import type { GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import type { Config } from "../config.js";
import type { Answering } from "../live/answering.js";
import { encodingFor } from "./compression.js";
import { connectionOptions, endConnections, limitConnections } from "./connections.js";
import { addEnding } from "./ending.js";
import { addErrorAnswers } from "./error-answers.js";
import type { FastPath } from "./fast-path.js";
import { Explorer } from "./graphiql.js";
import { addGraphql } from "./graphql.js";
import { addJson } from "./json.js";
import { Metrics } from "./metrics.js";
import { nameByHashInUrl } from "./persisted.js";
import { addRefusals } from "./refusals.js";
import { requestLog } from "./request-log.js";
import type { Series } from "./series.js";
import { Unread } from "./unread.js";
import { addWebSocket } from "./websocket.js";

/** A listening server. */
export interface Server {
  /** Where it listens, for example http://127.0.0.1:4000. */
  address: string;
  /** Takes no more requests, finishes those under way, and leaves the database to its owner. */
  close(): Promise<void>;
}

/** What a door is opened to. */
export interface Behind {
  service: Answering;
  /** What may be asked. */
  schema: GraphQLSchema;
  /** What answers without Apollo Server, if anything does. */
  fastPath?: FastPath | undefined;
  /** Why no requests should come for now; undefined where they should. */
  unreadiness(): Promise<string | undefined>;
  /** Adds what is counted behind the door. */
  addMetrics(series: Series, metrics: Metrics): void;
  /** Lets go of whatever else is behind it, at the end. */
  close(): Promise<void>;
}

/** Opens the one door to whatever answers operations: HTTP, WebSockets and event streams, GraphiQL, health and metrics. */
export async function openDoor(behind: Behind, config: Config, log: Logger): Promise<Server> {
  const { service } = behind;
  const app = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: config.maxBodyBytes,
    forceCloseConnections: "idle",
    // A request is one line, which needs no logger of its own.
    childLoggerFactory: (logger) => logger,
    rewriteUrl: ({ url }) => nameByHashInUrl(url),
    ...connectionOptions(config),
  });
  endConnections(app);
  limitConnections(app, config);
  addErrorAnswers(app, config, log);
  addJson(app);
  const metrics = new Metrics((series, own) => behind.addMetrics(series, own));
  const logRequest = requestLog(log);
  addEnding(app, (ending) => {
    metrics.count(ending);
    logRequest(ending);
  });
  addRefusals(app);
  const unread = new Unread(config);
  unread.watch(app.server);
  // Whoever is subscribed is told so before the connections are closed.
  app.addHook("preClose", async () => service.end());
  addGraphql(app, service, config, unread, behind.fastPath);
  addWebSocket(app, service, config, unread);
  metrics.addTo(app);
  addPages(app, behind);
  const address = await app.listen({ host: config.host, port: config.port });
  return {
    address,
    async close() {
      await app.close();
      await service.stop();
      await behind.close();
    },
  };
}

function addPages(app: FastifyInstance, behind: Behind): void {
  const explorer = new Explorer(behind.schema);
  app.get("/graphiql", async (request, reply) => {
    const encoding = encodingFor(request);
    if (encoding) reply.header("content-encoding", encoding);
    return reply
      .type("text/html; charset=utf-8")
      .header("vary", "accept-encoding")
      .send(await explorer.page(encoding));
  });
  app.get("/", (_request, reply) => reply.redirect("/graphiql"));
  app.get("/healthz", async () => ({ status: "alive" }));
  app.get("/readyz", async (_request, reply) => {
    const reason = await behind.unreadiness();
    return reason ? reply.code(503).send({ status: "not ready", reason }) : { status: "ready" };
  });
}
