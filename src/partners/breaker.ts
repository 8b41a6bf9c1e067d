/** After how many failures in a row a partner is left alone, for how long at first, and at most. */
const BREAKS = { failures: 5, firstMs: 1_000, longestMs: 30_000 };

/**
 * Leaves a partner alone for a while that has failed again and again, so that nobody waits for it in vain; then one call tries
 * whether it is back.
 */
export class Breaker {
  #failures = 0;
  #openUntil = 0;
  #pauseMs = BREAKS.firstMs;
  #trying = false;

  constructor(private readonly now: () => number = Date.now) {}

  /** Whether it has been left alone and no call has succeeded since. */
  get isOpen(): boolean {
    return this.#openUntil > 0;
  }

  /** Begins a call, unless the partner is left alone. */
  enter(): boolean {
    if (!this.isOpen) return true;
    if (this.#trying || this.now() < this.#openUntil) return false;
    this.#trying = true;
    return true;
  }

  /** Ends a call; returns whether that has opened or closed it. */
  leave(succeeded: boolean): boolean {
    const before = this.isOpen;
    this.#trying = false;
    if (succeeded) {
      this.#failures = 0;
      this.#openUntil = 0;
      this.#pauseMs = BREAKS.firstMs;
      return before;
    }
    this.#failures += 1;
    if (this.#failures < BREAKS.failures && !before) return false;
    this.#openUntil = this.now() + this.#pauseMs;
    this.#pauseMs = Math.min(2 * this.#pauseMs, BREAKS.longestMs);
    return !before;
  }

  /** Ends a call that nobody waited for to its end. */
  abandon(): void {
    this.#trying = false;
  }
}
