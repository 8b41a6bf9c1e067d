import type { OutgoingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from "fastify";
import { ERROR_STATUS, ReportError } from "../../schema/errors.js";
import { Abandonment } from "../engine/run/abandonment.js";
import { bytesOf, isShort, type Json, textOf } from "../engine/run/answer.js";
import type { Config } from "../config.js";
import type { Answering } from "../live/answering.js";
import type { RequestContext } from "../operation/context.js";
import { compress, compressed, encodingFor } from "./compression.js";
import { EventStreams } from "./event-streams.js";
import type { FastPath } from "./fast-path.js";
import { checkEscapes, checkNumbers, isObject, parsed } from "./json.js";
import { checkPersisted, nameByHash } from "./persisted.js";
import { writePieces } from "./pieces.js";
import type { Unread } from "./unread.js";
import { revalidates, tagOf, tagOfPieces } from "./revalidation.js";

declare module "fastify" {
  interface FastifyRequest {
    /** The context of a request that asks something of the API. */
    graphql: RequestContext | null;
  }
}

/** Serves a service's operations over HTTP at /graphql. */
export function addGraphql(
  app: FastifyInstance,
  service: Answering,
  config: Config,
  unread: Unread,
  fastPath: FastPath | undefined,
): void {
  const { admission, apollo } = service;
  const streams = new EventStreams(service, config);
  streams.addTo(app);
  const stream = (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    if (!streams.take(request, reply)) done();
  };
  app.decorateRequest("graphql", null);
  const contextOf = (request: FastifyRequest, reply: FastifyReply): RequestContext => {
    const { authorization, "x-graphql-cost": cost } = request.headers;
    const returnsCost = cost !== undefined;
    request.graphql ??= service.createContext({
      abandonment: abandonmentOf(reply),
      returnsCost,
      authorization,
    });
    return request.graphql;
  };
  const handler = answerAs(
    fastifyApolloHandler(apollo, { context: async (...asked) => contextOf(...asked) }),
  );
  const send = (request: FastifyRequest, reply: FastifyReply, json: Json) => {
    if (isShort(json)) return textOf(json);
    const pieces = bytesOf(json);
    unread.count(request, reply, lengthOf(pieces));
    return pieces.length === 1 ? pieces[0] : sendPieces(request, reply, pieces);
  };
  app.get("/graphql", {
    handler: async (request, reply) => {
      const answered = await handler.call(app, request, reply);
      const { long } = contextOf(request, reply).run;
      if (answered !== "" || !long) return answered;
      const known = reply.statusCode === 200 && revalidates(request, reply, await tagOfPieces(bytesOf(long)));
      return known ? sendHead(reply) : send(request, reply, long);
    },
    preHandler: [
      async (request, reply) => {
        const opened = showExplorer(request, reply);
        if (opened) return opened;
        checkEscapes(request.url);
        const { query, variables, extensions } = request.query as Record<string, unknown>;
        const hash = extensions === undefined ? undefined : checkPersisted(query, parsed(extensions));
        // Variables that are not JSON are refused later, by Apollo Server.
        const values = parsed(variables);
        admission.check(query, values, { hash });
        checkNumbers(variables, values);
      },
      stream,
    ],
    onRequest: sayWhatItDependsOn,
    onSend: [async (request, reply, payload) => revalidated(request, reply, payload), compress],
  });
  app.post("/graphql", {
    handler: async (request, reply) => {
      const context = contextOf(request, reply);
      const answer = await fastPath?.answer(request, reply, context);
      if (answer !== undefined) return send(request, reply, answer);
      const answered = await handler.call(app, request, reply);
      fastPath?.remember(request, reply, context);
      const { long } = context.run;
      return answered === "" && long ? send(request, reply, long) : answered;
    },
    onRequest: [sayWhatItDependsOn, checkBodyType],
    onSend: compress,
    preHandler: [
      ({ body, numbers }, _reply, done) => {
        if (isObject(body)) {
          nameByHash(body);
          const hash = checkPersisted(body.query, body.extensions);
          admission.check(body.query, body.variables, { hash });
          if (numbers !== null)
            checkNumbers(numbers, body.variables, (other) => (other as typeof body).variables);
        }
        done();
      },
      stream,
    ],
  });
}

/**
 * What Apollo Server answers, with two differences: HEAD asks what GET does, and a hash that nobody has registered is a
 * success in JSON alone, as clients that register documents expect it there.
 */
const answerAs = (ask: RouteHandlerMethod): RouteHandlerMethod =>
  async function (request, reply) {
    const asked = request.method === "HEAD" ? Object.create(request, { method: { value: "GET" } }) : request;
    const answer = await ask.call(this, asked, reply);
    const [code] = request.graphql?.trace.errors ?? [];
    if (
      code === "PERSISTED_QUERY_NOT_FOUND" &&
      /graphql-response/.test(String(reply.getHeader("content-type")))
    )
      reply.code(ERROR_STATUS[code]);
    return answer;
  };

/** Sends JSON in the pieces that PostgreSQL sent it in, which Fastify cannot, since it takes one payload. */
function sendPieces(request: FastifyRequest, reply: FastifyReply, pieces: Buffer[]): Readable | FastifyReply {
  const encoding = encodingFor(request);
  if (encoding) {
    reply.header("content-encoding", encoding);
    return compressed(pieces, encoding);
  }
  return sendHead(reply.header("content-length", lengthOf(pieces)), pieces);
}

/** Sends the head of an answer as it is, and then pieces. */
function sendHead(reply: FastifyReply, pieces: Buffer[] = []): FastifyReply {
  reply.hijack();
  reply.raw.writeHead(reply.statusCode, reply.getHeaders() as OutgoingHttpHeaders);
  void writePieces(reply.raw, pieces);
  return reply;
}

const lengthOf = (pieces: Buffer[]): number => pieces.reduce((sum, piece) => sum + piece.length, 0);

/** Of the same address, caches keep an answer for each of these headers' values. */
function sayWhatItDependsOn(_request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  reply.header("vary", "accept, accept-encoding");
  done();
}

/** Bodies are read as they are, in UTF-8; what is encoded otherwise would only be misread. */
function checkBodyType({ headers }: FastifyRequest, _reply: FastifyReply, done: () => void): void {
  const encoding = headers["content-encoding"] ?? "identity";
  if (encoding !== "identity")
    throw new ReportError(
      "UNSUPPORTED_MEDIA_TYPE",
      `Bodies are taken as they are, without content-encoding, not ${encoding}.`,
    );
  const [, charset = "utf-8"] = /;\s*charset="?([^";\s]+)/i.exec(headers["content-type"] ?? "") ?? [];
  if (!/^(utf-?8|us-ascii)$/i.test(charset))
    throw new ReportError("UNSUPPORTED_MEDIA_TYPE", `Bodies are read as UTF-8, not ${charset}.`);
  done();
}

/** Notices when the client goes away before it has its answer. */
function abandonmentOf({ raw }: FastifyReply): Abandonment {
  const abandonment = new Abandonment();
  raw.once("close", () => {
    if (!raw.writableFinished) abandonment.abandon();
  });
  return abandonment;
}

/** A person who opens the API's address in a browser means the explorer. */
function showExplorer({ url, headers }: FastifyRequest, reply: FastifyReply): unknown {
  const opened = !url.includes("?") && headers.accept?.includes("text/html");
  return opened ? reply.redirect("/graphiql") : undefined;
}

/** A hook that has caches ask about an answer; one that has not changed is not sent again. */
function revalidated(request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
  if (reply.statusCode !== 200 || typeof payload !== "string") return payload;
  return revalidates(request, reply, tagOf(payload)) ? null : payload;
}
