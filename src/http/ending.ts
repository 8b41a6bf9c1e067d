import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ERROR_STATUS, type ErrorCode } from "../../schema/errors.js";

declare module "fastify" {
  interface FastifyRequest {
    /** Why a request was refused before its operation was looked at. */
    refusal: ErrorCode | null;
  }
}

/** How a request ended. */
export interface Ending {
  request: FastifyRequest;
  reply: FastifyReply;
  /** Whether the client went away before it had its answer. */
  abandoned: boolean;
  /** The codes of the answer's errors. */
  codes: readonly string[];
}

/** Has something done once for each request, when its answer has gone out or its client has gone away. */
export function addEnding(app: FastifyInstance, atEnd: (ending: Ending) => void): void {
  app.decorateRequest("refusal", null);
  // Fastify's own hook for answers is not run where the client goes away first.
  app.addHook("onRequest", (request, reply, done) => {
    reply.raw.once("close", () => {
      const abandoned = !reply.raw.writableFinished;
      atEnd({ request, reply, abandoned, codes: abandoned ? [] : codesOf(request, reply) });
    });
    done();
  });
}

function codesOf({ refusal, graphql }: FastifyRequest, { statusCode }: FastifyReply): readonly string[] {
  if (refusal !== null) return [refusal];
  const codes = graphql?.trace.errors ?? [];
  // Of a request that is not of the right form, Apollo Server leaves nothing but the status.
  return statusCode < 400 || codes.length > 0 ? codes : [codeOf(statusCode)];
}

/** The code of what is known by its status alone. */
export function codeOf(status: number): ErrorCode {
  const codes = Object.keys(ERROR_STATUS) as ErrorCode[];
  const known = codes.find((code) => ERROR_STATUS[code] === status);
  if (status === 400 || (!known && status < 500)) return "BAD_REQUEST";
  return status === 500 || !known ? "INTERNAL_SERVER_ERROR" : known;
}
