import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Logger } from "pino";
import { ERROR_STATUS, ReportError } from "../../schema/errors.js";
import type { Config } from "../config.js";
import { createFormatter } from "../operation/error-format.js";
import { codeOf } from "./ending.js";
import { pathOf } from "./refusals.js";

/** Answers what goes wrong before GraphQL: a body that is too large, not JSON or of the wrong type, and unknown addresses. */
export function addErrorAnswers(app: FastifyInstance, { maxBodyBytes }: Config, log: Logger): void {
  const format = createFormatter(log);
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    if (error instanceof ReportError) return refuse(request, reply, error);
    const code = codeOf(error.statusCode ?? 500);
    if (code === "PAYLOAD_TOO_LARGE") {
      const message = `The body of a request may have at most ${maxBodyBytes} bytes.`;
      const more = { limit: "bodyBytes", maximum: maxBodyBytes };
      return refuse(request, reply, new ReportError(code, message, more));
    }
    if (ERROR_STATUS[code] < 500) return refuse(request, reply, new ReportError(code, error.message));
    request.refusal = "INTERNAL_SERVER_ERROR";
    return reply.code(500).send({ errors: [format({ message: error.message }, error)] });
  });
  app.setNotFoundHandler((request, reply) => {
    const path = pathOf(request.url);
    const message = `There is nothing at ${path}; the API is at /graphql, and its explorer at /graphiql.`;
    return refuse(request, reply, new ReportError("NOT_FOUND", message));
  });
}

function refuse(request: FastifyRequest, reply: FastifyReply, { message, extensions }: ReportError) {
  request.refusal = extensions.code;
  return reply.code(ERROR_STATUS[extensions.code]).send({ errors: [{ message, extensions }] });
}
