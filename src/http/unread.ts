import type { Server } from "node:http";
import type { Socket } from "node:net";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Config } from "../config.js";

/** What is used of a socket's handle. */
interface Handle {
  /** What was handed to the system, and what of it waits until the client takes more. */
  bytesWritten: number;
  writeQueueSize: number;
}

/** A connection, and how its client reads. */
interface Watched {
  /** What the client has taken so far, and since when no more than that. */
  taken: number;
  since: number;
}

const LOOK_MS = 1000;
/** Whoever reads, however slowly, takes something in this time. */
const STILL_MS = 2000;

/**
 * Lets go of clients that do not read their answers: each after a time, and when the answers that wait take too much memory,
 * those first that have not read for longest. Node's own timer would take up to twice the time, and whatever a client sends
 * meanwhile for a sign that it reads.
 */
export class Unread {
  readonly #watched = new Map<Socket, Watched>();
  /** Bytes of long answers that wait, by connection. */
  readonly #waiting = new Map<Socket, number>();
  #bytes = 0;

  constructor(private readonly config: Pick<Config, "stallTimeoutMs" | "maxUnreadBytes">) {}

  watch(server: Server): void {
    const often = Math.min(LOOK_MS, this.config.stallTimeoutMs / 4);
    let looking: NodeJS.Timeout | undefined;
    server.on("connection", (socket) => {
      this.#watched.set(socket, { taken: 0, since: performance.now() });
      looking ??= setInterval(() => this.#look(), often).unref();
      socket.once("close", () => {
        this.#watched.delete(socket);
        if (this.#watched.size > 0) return;
        clearInterval(looking);
        looking = undefined;
      });
    });
  }

  /** Counts a long answer until it is taken or its client is gone. */
  count({ raw: { socket } }: FastifyRequest, { raw }: FastifyReply, bytes: number): void {
    this.add(socket, bytes);
    raw.once("close", () => this.add(socket, -bytes));
  }

  /** Counts what is handed to a connection, and takes it off again. */
  add(socket: Socket, bytes: number): void {
    this.#bytes += bytes;
    const waiting = (this.#waiting.get(socket) ?? 0) + bytes;
    if (waiting > 0) this.#waiting.set(socket, waiting);
    else this.#waiting.delete(socket);
  }

  #look(): void {
    const now = performance.now();
    const still: [Socket, Watched][] = [];
    for (const [socket, watched] of this.#watched) {
      const { writeQueueSize } = handleOf(socket);
      const taken = takenBy(socket);
      if (writeQueueSize === 0 || taken > watched.taken) Object.assign(watched, { taken, since: now });
      else if (now - watched.since >= this.config.stallTimeoutMs) socket.destroy();
      else if (now - watched.since >= STILL_MS) still.push([socket, watched]);
    }
    let bytes = this.#bytes;
    if (bytes <= this.config.maxUnreadBytes) return;
    for (const [socket] of still.sort(([, one], [, other]) => one.since - other.since)) {
      if (bytes <= this.config.maxUnreadBytes) return;
      bytes -= this.#waiting.get(socket) ?? 0;
      socket.destroy();
    }
  }
}

/** How many bytes the client at the other end has taken, or its system. */
export function takenBy(socket: Socket): number {
  const { bytesWritten, writeQueueSize } = handleOf(socket);
  return bytesWritten - writeQueueSize;
}

const NOTHING: Handle = { bytesWritten: 0, writeQueueSize: 0 };

const handleOf = (socket: Socket): Handle =>
  (socket as unknown as { _handle: Handle | null })._handle ?? NOTHING;
