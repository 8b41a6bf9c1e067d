import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll } from "@jest/globals";

/** A request that came. */
export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** The event, where the body is one. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever it asked for
  event: any;
  /** When it came. */
  at: number;
}

/** How a receiver answers; it takes events unless said otherwise. */
export type Behave = (response: ServerResponse, received: Received) => void;

/** A partner's system: a server that remembers what came. */
export interface Receiver {
  url: string;
  received: Received[];
  behave: Behave;
  close(): Promise<void>;
}

export const answering =
  (status: number, headers: Record<string, string> = {}): Behave =>
  (response) =>
    void response.writeHead(status, headers).end();
export const takes = answering(204);
export const hangs: Behave = () => {};
export const closes: Behave = (response) => void response.socket?.destroy();

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.closeAllConnections();
  for (const server of servers) server.close();
});

/** Starts a receiver. */
export async function receive(behave: Behave = takes): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const event = body.startsWith("{") ? JSON.parse(body) : undefined;
    const one = { path: request.url ?? "", headers: request.headers, body, event, at: Date.now() };
    received.push(one);
    receiver.behave(response, one);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  servers.push(server);
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`,
    received,
    behave,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return receiver;
}
