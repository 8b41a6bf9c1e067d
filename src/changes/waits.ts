import { setImmediate as turn } from "node:timers/promises";

/** Someone who waits for a look at the log that has not begun yet. */
export interface Waiter {
  resolve(): void;
  reject(reason: unknown): void;
}

/** Whoever came first waits no longer than so many turns of the event loop for others. */
const MOST_TURNS = 8;

/** The pauses between looks at the log, and who waits for the next one. */
export class Waits {
  #waiting: Waiter[] = [];
  /** Whether it was woken since the last look began, and what ends the pause that is under way. */
  #woken = false;
  #rouse = (): void => {};

  /** Whether anyone waits. */
  get any(): boolean {
    return this.#waiting.length > 0;
  }

  /** Waits until a look that begins after this has ended well. */
  join(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.wake();
    });
  }

  /** Ends the pause that is under way, or else the next one as soon as it begins. */
  wake(): void {
    this.#woken = true;
    this.#rouse();
  }

  /** Who shares the look that begins now: the event loop turns before as long as that brings more of them. */
  async gathered(): Promise<Waiter[]> {
    for (let turns = 0, before = 0; turns < MOST_TURNS && this.#waiting.length > before; turns += 1) {
      before = this.#waiting.length;
      await turn();
    }
    this.#woken = false;
    return this.#waiting.splice(0);
  }

  /** Lets nobody wait any longer. */
  refuse(reason: unknown): void {
    for (const { reject } of this.#waiting.splice(0)) reject(reason);
  }

  /** Waits for something, unless it is woken. */
  async pause(end: Promise<void>): Promise<void> {
    if (this.#woken) return;
    await new Promise<void>((resolve) => {
      this.#rouse = resolve;
      void end.then(resolve);
    });
  }
}
