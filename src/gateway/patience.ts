/** Says to the planner when a plan has taken too long; once it is made, to subgraphs when nobody waits for them any more. */
export class Patience {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #planned = false;
  /** Whether the plan took too long. */
  exhausted = false;

  constructor(milliseconds: number) {
    this.#timer = setTimeout(() => {
      this.exhausted = true;
      this.#controller.abort();
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
