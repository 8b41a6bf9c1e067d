/** Tells when nobody waits for an answer any more. Each request has one, which an AbortSignal would be heavy for. */
export class Abandonment {
  #abandoned = false;
  #listeners: Set<() => void> | undefined;

  get abandoned(): boolean {
    return this.#abandoned;
  }

  abandon(): void {
    this.#abandoned = true;
    for (const listener of this.#listeners ?? []) listener();
  }

  /** Has something done when it happens, until it is told not to. */
  listen(listener: () => void): void {
    this.#listeners ??= new Set();
    this.#listeners.add(listener);
  }

  leave(listener: () => void): void {
    this.#listeners?.delete(listener);
  }
}
