import { setMaxListeners } from "node:events";

/** Says to the planner when a plan has taken too long; once it is made, to subgraphs when nobody waits for them any more. */
export class Patience {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #planned = false;
  /** Whether the plan took too long. */
  exhausted = false;
  /** Rejects when it does. The planner looks up from its work only now and then. */
  readonly exhaustion: Promise<never>;

  constructor(milliseconds: number) {
    // Every part of an operation listens, and there may be many.
    setMaxListeners(0, this.#controller.signal);
    let reject: () => void;
    this.exhaustion = new Promise((_resolve, fail) => {
      reject = () => fail(this.#controller.signal.reason);
    });
    this.exhaustion.catch(() => {});
    this.#timer = setTimeout(() => {
      this.exhausted = true;
      this.#controller.abort();
      reject();
    }, milliseconds);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The plan is made; calling subgraphs has a deadline of its own. */
  planned(): void {
    this.#planned = true;
    clearTimeout(this.#timer);
  }

  /** A plan that is being made serves others too. */
  abandon(): void {
    if (this.#planned) this.#controller.abort();
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
