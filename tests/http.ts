import { type IncomingHttpHeaders, type RequestOptions, request } from "node:http";
import { buffer } from "node:stream/consumers";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

/** What a request came back with. */
export interface Answer {
  status: number;
  errors: { message: string; extensions: { code: string; [name: string]: unknown } }[];
  data?: Record<string, unknown> | null;
  extensions?: Record<string, unknown>;
}

/** Sends a request as a client does; a body that is a text is sent as it is. */
export async function post(
  { address }: { address: string },
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${address}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return { status: response.status, ...((await response.json()) as Omit<Answer, "status">) };
}

/** The same by GET; values that are no texts are written as JSON. */
export async function get(server: { address: string }, request: Record<string, unknown>): Promise<Answer> {
  const response = await fetch(addressOf(server, request));
  const text = await response.text();
  return { status: response.status, ...(text.startsWith("{") ? JSON.parse(text) : {}) };
}

export function addressOf({ address }: { address: string }, request: Record<string, unknown>): string {
  const search = Object.entries(request).map(([name, value]): [string, string] => [
    name,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return `${address}/graphql?${new URLSearchParams(search)}`;
}

/** Says that a body of so many bytes follows, and sends none of it until there is an answer. */
export function announce({ address }: { address: string }, bytes: number): Promise<Answer> {
  const headers = { "content-type": "application/json", "content-length": bytes };
  return new Promise((resolve, reject) => {
    const sent = request(`${address}/graphql`, { method: "POST", headers }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, ...JSON.parse(text) });
        sent.destroy();
      });
    });
    sent.on("error", reject);
    sent.flushHeaders();
  });
}

/** An answer as it came, without anything that a client does by itself. */
export interface Raw {
  status: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
}

/** Sends a request whose headers are the given ones only. */
export function raw(url: string, options: RequestOptions = {}, body?: unknown): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent: false, ...options }, (response) => {
      buffer(response).then((bytes) => {
        const { statusCode = 0, headers } = response;
        resolve({ status: statusCode, headers, bytes });
      }, reject);
    });
    sent.on("error", reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** What an answer says, whatever its encoding. */
export function decoded({ headers, bytes }: Raw): string {
  const encoding = headers["content-encoding"];
  if (encoding === "br") return brotliDecompressSync(bytes).toString();
  return (encoding === "gzip" ? gunzipSync(bytes) : bytes).toString();
}
