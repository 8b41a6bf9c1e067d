import { setTimeout as pause } from "node:timers/promises";
import { StartError } from "../../errors.js";
import type { Launched } from "./launch.js";

/** What is known of a server from outside. */
export type State = "answering" | "recovering" | "silent";

/** How a server is started and asked. */
export interface Kept {
  launch(): Launched;
  state(): Promise<State>;
}

/** How long a server may take that says nothing, and one that says it is recovering. */
const PATIENCE_MS = { silent: 30_000, recovering: 600_000 };
/** More ends than these within so long are not mended by another start. */
const ENDS = { most: 5, withinMs: 60_000 };
/** How often it is looked whether another process's server is still there. */
const LOOK_MS = 1000;

/**
 * Keeps one server answering: starts it, starts it again when it ends unasked, and where another process runs one on the
 * same data uses that until it is gone.
 */
export class Keeper {
  /** What this process launched and has not seen end. */
  #own: Launched | undefined;
  #ends: number[] = [];
  #stopping: boolean;

  constructor(
    private readonly server: Kept,
    stop?: AbortSignal,
  ) {
    this.#stopping = stop?.aborted ?? false;
    // From a signal on an end is no accident: the server may have had the signal too.
    stop?.addEventListener("abort", () => {
      this.#stopping = true;
    });
  }

  /** Resolves once a server answers. Throws a StartError where none will, or where the start was to stop. */
  async start(): Promise<void> {
    const began = Date.now();
    let launched: Launched | undefined;
    while (!this.#stopping) {
      const state = await this.server.state();
      if (state === "answering") return;
      if (Date.now() - began > PATIENCE_MS[state]) break;
      if (launched !== undefined && this.#own !== launched) {
        const failure = launched.failure();
        if (failure !== undefined) throw new StartError(`The embedded PostgreSQL does not start: ${failure}`);
        // Another process was first, or what is left of an earlier server is on its way out.
        launched = undefined;
        await pause(200);
      } else if (launched === undefined && state === "silent") launched = this.#launch();
      await pause(20);
    }
    await this.#own?.stop();
    throw new StartError("The embedded PostgreSQL does not answer; its log is postgres.log in DATA_DIR.");
  }

  /** Starts a server again whenever none answers any more; throws a StartError where that does not help. */
  async keep(): Promise<void> {
    while (!this.#stopping) {
      if (this.#own === undefined) await this.#absence();
      else await this.#own.ended.then(() => this.#ends.push(Date.now()));
      if (this.#stopping) return;
      this.#ends = this.#ends.filter((moment) => Date.now() - moment < ENDS.withinMs);
      const { length } = this.#ends;
      if (length > ENDS.most)
        throw new StartError(
          `The embedded PostgreSQL ended ${length} times within a minute, the last time for good.`,
        );
      process.emitWarning("The embedded PostgreSQL ended without having been asked to; it is started again.");
      await pause(length && 100 * 2 ** (length - 1));
      await this.start();
    }
  }

  /** Stops the server if this process launched it. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#own?.stop();
  }

  #launch(): Launched {
    const own = this.server.launch();
    this.#own = own;
    own.ended.then(() => {
      if (this.#own === own) this.#own = undefined;
    });
    return own;
  }

  /** Until another process's server answers no more. */
  async #absence(): Promise<void> {
    while (!this.#stopping && (await this.server.state()) !== "silent")
      await pause(LOOK_MS, undefined, { ref: false });
  }
}
