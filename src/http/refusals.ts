import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type ErrorCode, ReportError } from "../../schema/errors.js";

/** Refuses, before a body is read, what no route would take: methods, hosts that are none, and expectations. */
export function addRefusals(app: FastifyInstance): void {
  const methods = new Map<string, string[]>();
  app.addHook("onRoute", ({ url, method }) => {
    methods.set(url, [...(methods.get(url) ?? []), method].flat());
  });
  const checkHost = hostCheck();
  app.addHook("onRequest", (request, reply, done) => {
    checkHost(request);
    checkExpectation(request, reply);
    const written = pathOf(request.url);
    const path = methods.has(written) ? written : plainPathOf(request.url);
    const known = methods.get(path);
    if (!known || known.includes(request.method)) return done();
    const allowed = Array.from(known).sort().join(", ");
    reply.header("allow", allowed);
    throw new ReportError("METHOD_NOT_ALLOWED", `${path} takes ${allowed}, not ${request.method}.`);
  });
  app.server.on("checkExpectation", (request, response) => app.routing(request, response));
  app.server.on("connect", (_request: IncomingMessage, socket: Socket) =>
    refuseSocket(socket, "405 Method Not Allowed", "This server is no proxy.", "METHOD_NOT_ALLOWED"),
  );
}

export const pathOf = (url: string): string => url.split("?", 1)[0] as string;

/** The path of an address that may name its host too, or escape letters that need it not. */
function plainPathOf(url: string): string {
  try {
    return decodeURI(new URL(url, "http://a").pathname);
  } catch {
    return url;
  }
}

/** HTTP asks that a host which is none, or named twice, is refused, and one that is missing but in its first version. */
function hostCheck(): (request: FastifyRequest) => void {
  // Almost all requests name the same one.
  let known: string | undefined;
  return ({ headers: { host }, raw }) => {
    if (host === undefined && raw.httpVersion === "1.0") {
      // As if it were named by the address that the client has connected to.
      raw.headers.host = "localhost";
      return;
    }
    const times = raw.rawHeaders.filter((name, index) => index % 2 === 0 && /^host$/i.test(name)).length;
    if (times !== 1 || (host !== known && !URL.canParse(`http://${host}/`)))
      throw new ReportError("BAD_REQUEST", "The header Host must name the host that is asked, once.");
    known = host;
  };
}

function checkExpectation({ headers: { expect } }: FastifyRequest, reply: FastifyReply): void {
  if (expect === undefined || /^100-continue$/i.test(expect)) return;
  // Whoever expects something may hold the body back, or send it nevertheless.
  reply.header("connection", "close");
  throw new ReportError("EXPECTATION_FAILED", `Nothing can be expected but 100-continue, not ${expect}.`);
}

/** Answers on a connection that carries no request, and closes it. */
export function refuseSocket(
  socket: Socket,
  status: string,
  message: string,
  code: ErrorCode = "BAD_REQUEST",
): void {
  if (!socket.writable) return void socket.destroy();
  const body = JSON.stringify({ errors: [{ message, extensions: { code } }] });
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
