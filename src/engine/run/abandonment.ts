/** Says when nobody waits for an answer any more. Each request has one, for which an AbortSignal would be too heavy. */
export class Abandonment {
  #abandoned = false;
  #listeners: readonly (() => void)[] = [];

  get abandoned(): boolean {
    return this.#abandoned;
  }

  abandon(): void {
    this.#abandoned = true;
    for (const listener of this.#listeners) listener();
  }

  /** Calls a listener when it happens, unless it leaves first. */
  listen(listener: () => void): void {
    this.#listeners = [...this.#listeners, listener];
  }

  leave(listener: () => void): void {
    this.#listeners = this.#listeners.filter((other) => other !== listener);
  }
}
