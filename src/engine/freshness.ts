/** Follows what is changed in the database. */
export interface Freshness {
  /** Up to where changes were handed on; undefined before the first look. */
  readonly position: unknown;
  /** Waits until all that is committed by now was handed on; throws where the database does not answer. */
  caughtUp(): Promise<void>;
}

/** Who follows the changes may be held up; then it is quicker to read. */
const PATIENCE_MS = 250;

/** Asks no longer than that, and no more often than answers may be old. */
export class PatientFreshness {
  /** When it was last asked, and answered. */
  #asked = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly freshness: Freshness,
    private readonly stalenessMs: number,
  ) {}

  /** Waits until all that is committed by now was handed on; false where nobody can say so in time. */
  caughtUp(): Promise<boolean> {
    const asked = performance.now();
    if (asked - this.#asked < this.stalenessMs) return Promise.resolve(true);
    return new Promise((resolve) => {
      const patience = setTimeout(resolve, PATIENCE_MS, false);
      const answer = (is: boolean) => {
        clearTimeout(patience);
        if (is) this.#asked = Math.max(this.#asked, asked);
        resolve(is);
      };
      this.freshness.caughtUp().then(
        () => answer(true),
        () => answer(false),
      );
    });
  }
}
