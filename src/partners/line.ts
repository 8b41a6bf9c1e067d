import http from "node:http";
import https from "node:https";
import { guardedLookup, type Resolve } from "../outgoing/address.js";
import { failed, type PartnerFailure, unavailable } from "./failure.js";
import { closed } from "./settings.js";

/** A partner's address, and what may come of it. */
export interface LineOptions {
  /** Found to be in order. */
  url: string;
  allowPrivate: boolean;
  /** What answers for names; the system's resolver unless said otherwise. */
  resolve?: Resolve;
}

/** One request. */
export interface Posted {
  headers: Record<string, string>;
  body: string;
  /** How much its answer may hold. */
  bytes: number;
  /** Ends it, for the reason that it is aborted with. */
  signal: AbortSignal;
}

/** An answer as it came. */
export interface Posting {
  status: number;
  type: string;
  text: string;
}

/** How many requests to one partner are under way at a time. */
const MOST_SOCKETS = 32;
/** What says that a partner is not there at the moment, and not that it has answered. */
const GATEWAY = [502, 503, 504];

/** Sends requests to one partner, and nowhere else: no redirect is followed, and no address connected to that is closed to it. */
export class Line {
  readonly #url: URL;
  readonly #agent: http.Agent;

  constructor({ url, allowPrivate, resolve }: LineOptions) {
    this.#url = new URL(url);
    const refuse = (host: string, addresses: readonly string[]) => failed(closed(host, addresses));
    const lookup = guardedLookup({ privateAddresses: allowPrivate }, refuse, resolve);
    const { Agent } = this.#url.protocol === "https:" ? https : http;
    this.#agent = new Agent({ keepAlive: true, maxSockets: MOST_SOCKETS, lookup });
  }

  /** Sends one; throws a PartnerFailure where nothing of use comes back. */
  async post(posted: Posted): Promise<Posting> {
    try {
      return await this.#send(posted);
    } catch (error) {
      throw posted.signal.aborted ? posted.signal.reason : failureOf(error as NodeJS.ErrnoException);
    }
  }

  close(): void {
    this.#agent.destroy();
  }

  #send({ headers, body, bytes, signal }: Posted): Promise<Posting> {
    const { request } = this.#url.protocol === "https:" ? https : http;
    return new Promise((resolve, reject) => {
      const sent = request(this.#url, {
        method: "POST",
        agent: this.#agent,
        signal,
        headers: {
          ...headers,
          "content-type": "application/json",
          "content-length": Buffer.byteLength(body),
          accept: "application/graphql-response+json, application/json;q=0.9",
          // What is compressed may be larger than it looks.
          "accept-encoding": "identity",
          "user-agent": "cuulong",
        },
      });
      let answered = false;
      sent.on("response", (response) => {
        answered = true;
        read(response, bytes).then(resolve, reject);
      });
      sent.on("error", reject);
      sent.on("close", () => {
        if (!answered) reject(unavailable("it closed the connection without an answer", true));
      });
      sent.end(body);
    });
  }
}

/** Reads an answer, as much of it as there may be. */
async function read(response: http.IncomingMessage, bytes: number): Promise<Posting> {
  const { statusCode: status = 0, headers } = response;
  const refusal = refusalOf(response, bytes);
  if (refusal) {
    response.destroy();
    throw refusal;
  }
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    // Leaving the loop lets go of the connection.
    if (length > bytes) throw tooLong(bytes);
    chunks.push(chunk);
  }
  return { status, type: headers["content-type"] ?? "", text: Buffer.concat(chunks).toString() };
}

function refusalOf(
  { statusCode = 0, headers }: http.IncomingMessage,
  bytes: number,
): PartnerFailure | undefined {
  if (statusCode >= 300 && statusCode < 400)
    return failed(`it answers with a redirect (HTTP ${statusCode}), which is not followed`);
  if (GATEWAY.includes(statusCode)) return unavailable(`it answers with HTTP ${statusCode}`, true);
  if (Number(headers["content-length"]) > bytes) return tooLong(bytes);
  const encoding = headers["content-encoding"] ?? "identity";
  return encoding === "identity"
    ? undefined
    : failed(`its answer is encoded (${encoding}), which was not asked for`);
}

const tooLong = (bytes: number): PartnerFailure => failed(`its answer has more than ${bytes} bytes`);

function failureOf(error: NodeJS.ErrnoException): Error {
  if (error.name === "PartnerFailure") return error;
  const { code = "", message } = error;
  if (code.startsWith("HPE_")) return failed(`what it answers is not HTTP (${code})`);
  return unavailable(`it cannot be reached (${code || message})`, true);
}
