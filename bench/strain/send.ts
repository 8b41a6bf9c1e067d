import { type IncomingHttpHeaders, request } from "node:http";
import { anew } from "./words.ts";

/** A request as it goes over the wire. */
export interface Sent {
  path?: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** A request that might hold the event loop up. */
export interface Attack {
  name: string;
  /** Made anew for each number, so that nothing of it is known yet; or the same each time. */
  make(number: number): Sent;
}

/** What came back, of which nothing but the beginning is kept. */
export interface Received {
  status: number;
  bytes: number;
  headers: IncomingHttpHeaders;
  beginning: string;
}

/** Sends a request on a connection of its own, and reads its answer to the end. */
export function send(
  url: string,
  { path = "/graphql", method = "POST", headers, body }: Sent,
): Promise<Received> {
  const given = { "content-type": "application/json", accept: "application/json", ...headers };
  return new Promise((resolve, reject) => {
    const sent = request(
      new URL(path, url),
      { method, headers: given, agent: false, maxHeaderSize: 65536 },
      (response) => {
        let bytes = 0;
        let beginning = "";
        response.on("data", (chunk: Buffer) => {
          if (bytes < 400) beginning = (beginning + chunk.toString("latin1")).slice(0, 400);
          bytes += chunk.length;
        });
        const { statusCode = 0, headers } = response;
        response.on("end", () => resolve({ status: statusCode, bytes, headers, beginning }));
        response.on("error", reject);
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

export const asked = (query: string, more: object = {}): Sent => ({
  body: JSON.stringify({ query, ...more }),
});

/** The same by GET. */
export const got = (query: string): Sent => ({
  method: "GET",
  path: `/graphql?${new URLSearchParams({ query })}`,
});

/** A document that is never known. */
export const fresh = (name: string, query: string): Attack => ({
  name,
  make: (number) => asked(anew(query, number)),
});

/** The same document once unknown and, from then on, known. */
export const both = (name: string, query: string): Attack[] => [
  fresh(name, query),
  { name: `${name}, asked again`, make: () => asked(query) },
];
