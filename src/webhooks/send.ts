import http from "node:http";
import https from "node:https";
import { guardedLookup } from "../outgoing/address.js";
import { type Reach, readUrl, refusal } from "./address.js";

/** What came of an attempt; `status` is absent where there was no answer. */
export interface Outcome {
  status?: number;
  /** What went wrong; absent where the endpoint took the event. */
  error?: string;
  /** How many milliseconds the endpoint asks to be left alone for. */
  retryAfterMs?: number;
}

/** How requests are made. */
export interface SendOptions {
  reach: Reach;
  /** How long an attempt may take, from the look-up of the name to the answer's head. */
  timeoutMs: number;
}

/** How much of an answer's body is read, so that its connection can be used again. */
const MAX_ANSWER_BYTES = 64 * 1024;

/** Sends bodies to one endpoint, one after another, over a connection that is kept. */
export class Endpoint {
  readonly #agents: { "http:": http.Agent; "https:": https.Agent };

  constructor(private readonly options: SendOptions) {
    const kept = { keepAlive: true, maxSockets: 1, lookup: guardedLookup(options.reach, refusal) };
    this.#agents = { "http:": new http.Agent(kept), "https:": new https.Agent(kept) };
  }

  /** Sends a body once; whatever goes wrong is an outcome. */
  async send(
    url: string,
    headers: Record<string, string>,
    body: string,
    stop: AbortSignal,
  ): Promise<Outcome> {
    const { reach, timeoutMs } = this.options;
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      return await this.#post(readUrl(url, reach), headers, body, AbortSignal.any([stop, timeout]));
    } catch (error) {
      if (timeout.aborted) return { error: `no answer within ${timeoutMs} ms` };
      const { code, message } = error as NodeJS.ErrnoException;
      return { error: message || code || String(error) };
    }
  }

  close(): void {
    for (const agent of Object.values(this.#agents)) agent.destroy();
  }

  #post(url: URL, headers: Record<string, string>, body: string, signal: AbortSignal): Promise<Outcome> {
    const protocol = url.protocol as "http:" | "https:";
    return new Promise((resolve, reject) => {
      const request = (protocol === "https:" ? https : http).request(url, {
        method: "POST",
        agent: this.#agents[protocol],
        signal,
        headers: {
          "content-type": "application/cloudevents+json; charset=utf-8",
          "content-length": Buffer.byteLength(body),
          "user-agent": "cuulong",
          ...headers,
        },
      });
      request.on("response", (response) => {
        drain(response);
        resolve(outcomeOf(response));
      });
      // After the answer's head has come, what happens to its body is of no interest.
      request.on("error", reject);
      request.on("close", () => reject(new Error("the connection was closed without an answer")));
      request.end(body);
    });
  }
}

/** Reads an answer to its end, or lets go of one that is too long. */
function drain(response: http.IncomingMessage): void {
  let bytes = 0;
  response.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) response.destroy();
  });
  response.on("error", () => {});
}

/** Redirects are not followed: where they lead is nowhere that an operator has agreed to. */
function outcomeOf({ statusCode: status = 0, headers }: http.IncomingMessage): Outcome {
  if (status >= 200 && status < 300) return { status };
  const redirect = status >= 300 && status < 400 ? ", a redirect, which is not followed" : "";
  return { status, error: `HTTP ${status}${redirect}`, ...retryAfter(headers["retry-after"]) };
}

/** An endpoint cannot ask for more than a day. */
const LONGEST_MS = 24 * 60 * 60 * 1000;

function retryAfter(header: string | undefined): { retryAfterMs?: number } {
  if (header === undefined) return {};
  const wait = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(wait) ? {} : { retryAfterMs: Math.min(Math.max(wait, 0), LONGEST_MS) };
}
