import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { FastifyInstance } from "fastify";
import { pathOf, refuseSocket } from "./refusals.js";

type Take = (request: IncomingMessage, socket: Socket, head: Buffer) => void;

/** Hands over connections that are to carry WebSockets from now on. */
export function addUpgrades({ server }: FastifyInstance, path: string, take: Take): void {
  server.on("upgrade", (request: IncomingMessage, socket: Socket, head: Buffer) => {
    // Whoever takes it over listens for this too, but not yet.
    socket.on("error", () => socket.destroy());
    if (!/^websocket$/i.test(request.headers.upgrade ?? "") || request.method !== "GET") {
      // Anything else that is offered, such as HTTP/2 by clients that try it, may be passed over: it is a request as any other.
      socket.unshift(Buffer.concat([headOf(request), head]));
      server.emit("connection", socket);
    } else if (pathOf(request.url ?? "") === path) take(request, socket, head);
    else
      refuseSocket(socket, `404 ${STATUS_CODES[404]}`, `WebSockets are taken at ${path} only.`, "NOT_FOUND");
  });
}

/** The head of a request without its offer of another protocol. */
function headOf({ method, url, httpVersion, rawHeaders }: IncomingMessage): Buffer {
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let place = 0; place < rawHeaders.length; place += 2) {
    const [name, value] = [rawHeaders[place] as string, rawHeaders[place + 1] as string];
    if (/^(upgrade|http2-settings)$/i.test(name)) continue;
    const kept = /^connection$/i.test(name)
      ? value.replace(/\b(upgrade|http2-settings)\b,?\s*/gi, "")
      : value;
    lines.push(`${name}: ${kept.replace(/,\s*$/, "") || "keep-alive"}`);
  }
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1");
}
