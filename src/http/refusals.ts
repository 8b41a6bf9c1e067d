import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { ReportError } from "../../schema/errors.js";

/** Refuses, before a body is read, what no route would take: methods, hosts that are none, and expectations. */
export function addRefusals(app: FastifyInstance): void {
  const methods = new Map<string, string[]>();
  app.addHook("onRoute", ({ url, method }) => {
    methods.set(url, [...(methods.get(url) ?? []), method].flat());
  });
  app.addHook("onRequest", async (request, reply) => {
    checkHost(request);
    const path = [pathOf(request.url), plainPathOf(request.url)].find((name) => methods.has(name));
    const known = path === undefined ? undefined : methods.get(path);
    if (!known || known.includes(request.method)) return;
    const allowed = Array.from(known).sort().join(", ");
    reply.header("allow", allowed);
    throw new ReportError("METHOD_NOT_ALLOWED", `${path} takes ${allowed}, not ${request.method}.`);
  });
  app.server.on("checkExpectation", ({ headers }: IncomingMessage, response: ServerResponse) => {
    const body = textOf(`Nothing can be expected of this server but 100-continue, not ${headers.expect}.`);
    // What follows may be a body, which nobody reads.
    response.writeHead(417, { ...headersOf(body), connection: "close" }).end(body);
  });
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
function checkHost({ headers: { host }, raw }: FastifyRequest): void {
  if (host === undefined && raw.httpVersion === "1.0") {
    // As if it were named by the address that the client has connected to.
    raw.headers.host = "localhost";
    return;
  }
  const times = raw.rawHeaders.filter((name, index) => index % 2 === 0 && /^host$/i.test(name)).length;
  if (times !== 1 || !URL.canParse(`http://${host}/`))
    throw new ReportError("BAD_REQUEST", "The header Host must name the host that is asked, once.");
}

const textOf = (message: string, code = "BAD_REQUEST"): string =>
  JSON.stringify({ errors: [{ message, extensions: { code } }] });

const headersOf = (body: string) => ({
  "content-type": "application/json; charset=utf-8",
  "content-length": Buffer.byteLength(body),
});

/** Answers on a connection that carries no request, and closes it. */
export function refuseSocket(socket: Socket, status: string, message: string, code?: string): void {
  if (!socket.writable) return void socket.destroy();
  const body = textOf(message, code);
  const head = Object.entries({ ...headersOf(body), connection: "close" });
  const lines = head.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  socket.end(`HTTP/1.1 ${status}\r\n${lines}\r\n${body}`);
}
