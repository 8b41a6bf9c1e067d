import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import type { Logger } from "pino";
import type { DataSource } from "typeorm";
import { ERROR_STATUS, type ErrorCode, ReportError } from "../../schema/errors.js";
import type { Config } from "../config.js";
import { createFormatter } from "../operation/error-format.js";
import { Service } from "../service.js";
import { encodingFor } from "./compression.js";
import { graphiqlPage } from "./graphiql.js";
import { addGraphql, nameByHashInUrl } from "./graphql.js";
import { addMetrics } from "./metrics.js";

/** A listening server. */
export interface Server {
  /** Where it listens, for example http://127.0.0.1:4000. */
  address: string;
  /** Takes no more requests, finishes those under way, and leaves the database to its owner. */
  close(): Promise<void>;
}

/** Starts the HTTP server over an open and migrated database. */
export async function startServer(dataSource: DataSource, config: Config, log: Logger): Promise<Server> {
  const app = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: config.maxBodyBytes,
    forceCloseConnections: "idle",
    // A request is one line, which needs no logger of its own.
    childLoggerFactory: (logger) => logger,
    rewriteUrl: ({ url }) => nameByHashInUrl(url),
  });
  endConnections(app);
  addRequestLog(app, log);
  addErrorAnswers(app, config, log);
  const service = await Service.start({ dataSource, config, log });
  addGraphql(app, service, config);
  addMetrics(app, service);
  addPages(app, dataSource);
  const address = await app.listen({ host: config.host, port: config.port });
  return {
    address,
    async close() {
      await app.close();
      await service.stop();
    },
  };
}

/** Once the server is closing, an answer is the last on its connection; a kept-alive one would hold the close up. */
function endConnections(app: FastifyInstance): void {
  let closing = false;
  app.addHook("preClose", async () => {
    closing = true;
  });
  app.addHook("onResponse", ({ raw }, _reply, done) => {
    done();
    if (closing) raw.socket.end();
  });
}

/** One line a request: what was asked for and how it went, never what with. */
function addRequestLog(app: FastifyInstance, log: Logger): void {
  app.addHook("onResponse", (request, reply, done) => {
    done();
    const path = request.url.split("?", 1)[0];
    const level = reply.statusCode >= 500 ? "error" : "info";
    if (!log.isLevelEnabled(level)) return;
    const milliseconds = Math.round(reply.elapsedTime * 10) / 10;
    request.log[level](
      {
        reqId: request.id,
        method: request.method,
        path,
        status: reply.statusCode,
        milliseconds,
        ...request.graphql?.trace,
      },
      "request",
    );
  });
}

/** Faults met before GraphQL: a body that is too large, not JSON or of the wrong type. */
function addErrorAnswers(app: FastifyInstance, { maxBodyBytes }: Config, log: Logger): void {
  const format = createFormatter(log);
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    if (error instanceof ReportError) {
      const { message, extensions } = error;
      return reply.code(ERROR_STATUS[extensions.code]).send({ errors: [{ message, extensions }] });
    }
    const status = error.statusCode ?? 500;
    const known = Object.entries(ERROR_STATUS).find(
      ([code, value]) => value === status && code !== "BAD_USER_INPUT",
    );
    if (status >= 500 || !known)
      return reply.code(500).send({ errors: [format({ message: error.message }, error)] });
    const code: ErrorCode = status === 400 ? "BAD_REQUEST" : (known[0] as ErrorCode);
    if (code !== "PAYLOAD_TOO_LARGE")
      return reply.code(status).send({ errors: [{ message: error.message, extensions: { code } }] });
    const message = `A request's body may have at most ${maxBodyBytes} bytes.`;
    const extensions = { code, limit: "bodyBytes", maximum: maxBodyBytes };
    return reply.code(status).send({ errors: [{ message, extensions }] });
  });
  app.setNotFoundHandler((request, reply) => {
    const message = `There is nothing at ${request.url.split("?", 1)[0]}; the API is at /graphql, its explorer at /graphiql.`;
    return reply.code(404).send({ errors: [{ message, extensions: { code: "NOT_FOUND" } }] });
  });
}

function addPages(app: FastifyInstance, dataSource: DataSource): void {
  app.get("/graphiql", async (request, reply) => {
    const encoding = encodingFor(request);
    if (encoding) reply.header("content-encoding", encoding);
    return reply
      .type("text/html; charset=utf-8")
      .header("vary", "accept-encoding")
      .send(await graphiqlPage(encoding));
  });
  app.get("/", (_request, reply) => reply.redirect("/graphiql"));
  app.get("/healthz", async () => ({ status: "alive" }));
  app.get("/readyz", async (_request, reply) => {
    const reason = await dataSource.showMigrations().then(
      (pending) => (pending ? "the database is not migrated" : undefined),
      () => "the database does not answer",
    );
    return reason ? reply.code(503).send({ status: "not ready", reason }) : { status: "ready" };
  });
}
