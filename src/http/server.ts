import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import type { Logger } from "pino";
import type { DataSource } from "typeorm";
import type { Config } from "../config.js";
import { Readiness } from "../database/readiness.js";
import type { Api } from "../schema.js";
import { Service } from "../service.js";
import { encodingFor } from "./compression.js";
import { addEnding } from "./ending.js";
import { addErrorAnswers } from "./error-answers.js";
import { Explorer } from "./graphiql.js";
import { connectionOptions, endConnections, limitConnections } from "./connections.js";
import { addGraphql } from "./graphql.js";
import { Metrics } from "./metrics.js";
import { addJson } from "./json.js";
import { nameByHashInUrl } from "./persisted.js";
import { addRefusals } from "./refusals.js";
import { requestLog } from "./request-log.js";
import { Unread } from "./unread.js";
import { addWebSocket } from "./websocket.js";

/** A listening server. */
export interface Server {
  /** Where it listens, for example http://127.0.0.1:4000. */
  address: string;
  /** Takes no more requests, finishes those under way, and leaves the database to its owner. */
  close(): Promise<void>;
}

/** Starts the HTTP server over an open and migrated database; it serves every domain, unless another API is given. */
export async function startServer(
  dataSource: DataSource,
  config: Config,
  log: Logger,
  api?: Api,
): Promise<Server> {
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
  const service = await Service.start({ dataSource, config, log, ...(api && { api }) });
  const metrics = new Metrics(service);
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
  addGraphql(app, service, config, unread);
  addWebSocket(app, service, config, unread);
  metrics.addTo(app);
  const readiness = new Readiness(dataSource);
  addPages(app, readiness, new Explorer(service.api.schema));
  const address = await app.listen({ host: config.host, port: config.port });
  return {
    address,
    async close() {
      await app.close();
      await service.stop();
      await readiness.close();
    },
  };
}

function addPages(app: FastifyInstance, readiness: Readiness, explorer: Explorer): void {
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
    const reason = await readiness.reason();
    return reason ? reply.code(503).send({ status: "not ready", reason }) : { status: "ready" };
  });
}
