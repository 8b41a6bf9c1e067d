import { Worker } from "node:worker_threads";
import type { Subscription } from "../live/subscription.js";
import type { Asking, Called, FromThread, GraphOptions, OwnReply, Reply, ToThread } from "./messages.js";
import { Pinned } from "./pinned.js";

/** What a graph asks of the process that it is joined in. */
export interface Host {
  /** Answers our part of an operation; `whole` is what the operation was asked with. */
  own(asking: Asking, spent: number, whole: object | undefined): Promise<OwnReply>;
  called(call: Called): void;
}

/** Opens our part of a subscription; what is wrong with it is a reply. */
export type OpenOwn = (asking: Asking) => Promise<Subscription | Reply>;

/** What became of an attempt to join. */
export type Ready = FromThread & { kind: "ready" };

/** Graphs that do not fit together. */
export class Unfit extends Error {
  constructor(readonly reasons: readonly string[]) {
    super(reasons.join("\n"));
  }
}

/** How much memory a thread may take, in MiB. */
const MEMORY = 1024;

/** An operation under way. */
interface Running {
  whole?: object | undefined;
  /** How it is answered, or that it ends. */
  done(reply: Reply): void;
  /** Of a subscription, how our part is opened, and what it is when it has begun. */
  open?: (call: number, asking: Asking) => Promise<void>;
  pinned?: Pinned;
}

/** One composed graph, in a thread of its own, from when it is ready until its last operation is answered. */
export class Generation {
  /** Resolves when the thread has ended, asked or unasked. */
  readonly exited: Promise<void>;
  readonly #worker: Worker;
  readonly #running = new Map<number, Running>();
  #count = 0;
  #retired = false;
  #ready: ((ready: Ready | Error) => void) | undefined;

  private constructor(
    options: GraphOptions,
    private readonly host: Host,
  ) {
    this.#worker = new Worker(new URL("./thread/main.js", import.meta.url), {
      workerData: options,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY },
      // Its secrets are in what it is given; of the environment it needs but this, without which GraphQL looks twice at each type.
      env: { NODE_ENV: "production" },
    });
    this.exited = new Promise((resolve) => this.#worker.once("exit", () => resolve()));
    this.#worker.on("message", (message: FromThread) => this.#take(message));
    this.#worker.on("error", (error) => this.#fail(error));
    this.#worker.once("exit", () => this.#fail(new Error("The graph that was asked has ended.")));
  }

  /** Joins graphs; resolves when the first operation would be answered without delay. Throws Unfit where they do not fit. */
  static async start(options: GraphOptions, host: Host): Promise<{ generation: Generation; ready: Ready }> {
    const generation = new Generation(options, host);
    const ready = await new Promise<Ready | Error>((resolve) => {
      generation.#ready = resolve;
    });
    if (ready instanceof Error) {
      await generation.end();
      throw ready;
    }
    // The server keeps the process alive, and not what it has joined.
    generation.#worker.unref();
    return { generation, ready };
  }

  /** Answers an operation; `cancel` is handed what ends it. */
  ask(asking: Asking, whole: object, cancel: (end: () => void) => void): Promise<Reply> {
    const id = this.#next();
    return new Promise((done) => {
      this.#running.set(id, { whole, done });
      this.#say({ kind: "ask", id, asking });
      cancel(() => this.#say({ kind: "cancel", id }));
    });
  }

  /** Opens a subscription, which lives no longer than this graph; or says what is wrong with it. */
  follow(asking: Asking, openOwn: OpenOwn): Promise<Pinned | Reply> {
    const id = this.#next();
    return new Promise((resolve) => {
      const running: Running = {
        done: (reply) => {
          resolve(reply);
          running.pinned?.end();
        },
        open: async (call, own) => {
          const opened = await openOwn(own);
          if (!("attach" in opened)) {
            this.#finish(id, opened);
            this.#say({ kind: "cancel", id });
            return;
          }
          running.pinned = new Pinned(
            opened,
            ({ json, cursor }) => this.#say({ kind: "event", call, json, cursor }),
            () => {
              this.#say({ kind: "cancel", id });
              this.#forget(id);
            },
          );
          resolve(running.pinned);
        },
      };
      this.#running.set(id, running);
      this.#say({ kind: "subscribe", id, asking });
    });
  }

  /** Ends it as soon as nothing is under way; whoever is still there after some time hears that it ends. */
  async retire(patienceMs: number): Promise<void> {
    this.#retired = true;
    const impatience = setTimeout(() => {
      for (const { pinned } of Array.from(this.#running.values())) pinned?.change();
      void this.end();
    }, patienceMs).unref();
    if (this.#running.size === 0) void this.end();
    await this.exited;
    clearTimeout(impatience);
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #next(): number {
    return ++this.#count;
  }

  #take(message: FromThread): void {
    switch (message.kind) {
      case "ready":
        this.#ready?.(message);
        break;
      case "refused":
        this.#ready?.(new Unfit(message.reasons));
        break;
      case "answer":
        this.#finish(message.id, message.reply);
        break;
      case "next":
        this.#running.get(message.id)?.pinned?.next(answerOf(message));
        break;
      case "own":
        void this.#answerOwn(message);
        break;
      default:
        this.host.called(message);
    }
  }

  async #answerOwn({ id, call, asking, spent, subscribes }: FromThread & { kind: "own" }): Promise<void> {
    const running = this.#running.get(id);
    if (subscribes) return running?.open?.(call, asking);
    this.#say({ kind: "own", call, reply: await this.host.own(asking, spent, running?.whole) });
  }

  #finish(id: number, reply: Reply): void {
    const running = this.#running.get(id);
    this.#forget(id);
    running?.done(reply);
  }

  #forget(id: number): void {
    this.#running.delete(id);
    if (this.#retired && this.#running.size === 0) void this.end();
  }

  #say(message: ToThread): void {
    this.#worker.postMessage(message);
  }

  #fail(error: Error): void {
    this.#ready?.(error);
    const code = this.#retired ? "GRAPH_CHANGED" : "INTERNAL_SERVER_ERROR";
    const errors = [{ message: error.message, extensions: { code } }];
    for (const [id, { pinned }] of Array.from(this.#running)) {
      pinned?.change();
      this.#finish(id, { holds: false, errors, cost: 0 });
    }
  }
}

const answerOf = ({ json, cursor }: FromThread & { kind: "next" }) => ({
  json,
  ...(cursor !== undefined && { cursor }),
});
