import type { OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { FastifyReply } from "fastify";
import type { Config } from "../config.js";
import { drained } from "./drain.js";

/** What may wait for a client to read it; whoever is further behind has the rest read from the log. */
const MOST_WAITING = 512 * 1024;
/** After how long a client that was cut comes back, at least; not all of them in one moment. */
const RETRY_MS = 1000;

/** A response that is a stream of events. */
export class EventStream {
  readonly #response: ServerResponse;

  constructor(
    reply: FastifyReply,
    private readonly config: Pick<Config, "stallTimeoutMs">,
  ) {
    reply.hijack();
    this.#response = reply.raw;
    this.#response.writeHead(200, {
      ...(reply.getHeaders() as OutgoingHttpHeaders),
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      // Proxies would wait for more.
      "x-accel-buffering": "no",
    });
    this.#response.write(`retry: ${Math.round(RETRY_MS * (1 + Math.random()))}\n\n`);
  }

  /** Whether there is room for more. */
  get hasRoom(): boolean {
    return this.#response.writableLength <= MOST_WAITING;
  }

  /** Calls back when the client is gone, or all is said. */
  onClose(work: () => void): void {
    this.#response.once("close", work);
  }

  /** Sends an event, whose data is on one line; calls back when it has left the process. */
  send(event: string, data: string, id?: string, atEnd?: () => void): void {
    if (this.#response.writableEnded) return;
    const text = `event: ${event}\n${id === undefined ? "" : `id: ${id}\n`}data: ${data}\n\n`;
    this.#response.write(text, atEnd);
  }

  /** Sends what says nothing but that somebody is there. */
  beat(): void {
    if (this.hasRoom && !this.#response.writableEnded) this.#response.write(":\n\n");
  }

  /** Has all that is sent meanwhile go out together. */
  together<Result>(work: () => Result): Result {
    this.#response.cork();
    try {
      return work();
    } finally {
      this.#response.uncork();
    }
  }

  /** Waits until there is room; returns false for a client that reads nothing, which is let go. */
  async drained(): Promise<boolean> {
    const { socket } = this.#response;
    if (!socket || this.#response.destroyed) return true;
    const bounds = { most: MOST_WAITING / 2, patienceMs: this.config.stallTimeoutMs / 2 };
    if (await drained(socket, () => this.#response.writableLength, bounds)) return true;
    const gone = this.#response.destroyed;
    this.#response.destroy();
    return gone;
  }

  end(): void {
    this.#response.end();
  }
}
