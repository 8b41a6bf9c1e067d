/** How often it is looked whether something was committed: while somebody listens, while nobody does, and shortly after a change. */
const INTERVAL_MS = { listened: 25, alone: 250, soon: 5 };
/** After a change others are likely for so long; those that come closer to each other than this are better handed on together. */
const LIKELY_MS = 1_000;
const CROWDED_MS = 50;

/** How soon the log is worth another look. */
export class Pace {
  #foundAt = Number.NEGATIVE_INFINITY;
  #crowded = false;

  /** Notes that changes were found at a time, in milliseconds of any clock. */
  found(at: number): void {
    this.#crowded = at - this.#foundAt < CROWDED_MS;
    this.#foundAt = at;
  }

  /** The interval from a time on, in milliseconds. */
  intervalAt(now: number, isListened: boolean): number {
    if (!isListened) return INTERVAL_MS.alone;
    const isSoon = now - this.#foundAt < LIKELY_MS && !this.#crowded;
    return isSoon ? INTERVAL_MS.soon : INTERVAL_MS.listened;
  }
}
