import { ReportError } from "../../../schema/errors.js";
import type { Abandonment } from "./abandonment.js";

/** Longer than any wait: the patience of work that nobody waits for. */
export const FOR_EVER_MS = 2 ** 31 - 1;

/** How many requests of a kind there may be. */
export interface TurnBounds {
  /** At a time. */
  running: number;
  /** Waiting for their turn, first come, first served. */
  waiting: number;
  /** How long one waits at most, in milliseconds. */
  patienceMs: number;
}

/** Requests of a kind wait for each other, so that others need not wait for them. */
export class Turns {
  /** How many were turned away. */
  refused = 0;
  #running = 0;
  readonly #waiting = new Set<() => void>();

  constructor(
    /** What they are, to those that are turned away. */
    private readonly kind: string,
    private readonly bounds: TurnBounds,
  ) {}

  get running(): number {
    return this.#running;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /**
   * Does work when its turn has come. Throws SERVICE_UNAVAILABLE where too many wait already or it waits too long, and
   * TIMED_OUT where its client goes away meanwhile.
   */
  async take<Result>(abandonment: Abandonment | undefined, work: () => Promise<Result>): Promise<Result> {
    if (this.#running >= this.bounds.running) await this.#wait(abandonment);
    else this.#running += 1;
    try {
      return await work();
    } finally {
      const [next] = this.#waiting;
      // Whoever is next takes the place as it is.
      if (next) next();
      else this.#running -= 1;
    }
  }

  #wait(abandonment: Abandonment | undefined): Promise<void> {
    if (this.#waiting.size >= this.bounds.waiting) throw this.#refusal("too many others wait");
    return new Promise((resolve, reject) => {
      const leave = () => {
        clearTimeout(patience);
        abandonment?.leave(gone);
        this.#waiting.delete(begin);
      };
      const begin = () => {
        leave();
        resolve();
      };
      const gone = () => {
        leave();
        reject(new ReportError("TIMED_OUT", "The client went away."));
      };
      const patience = setTimeout(() => {
        leave();
        reject(this.#refusal("its turn did not come in time"));
      }, this.bounds.patienceMs);
      this.#waiting.add(begin);
      abandonment?.listen(gone);
    });
  }

  #refusal(why: string): ReportError {
    this.refused += 1;
    return new ReportError(
      "SERVICE_UNAVAILABLE",
      `The request is ${this.kind}, and ${why}; ask for less, or try again shortly.`,
    );
  }
}
