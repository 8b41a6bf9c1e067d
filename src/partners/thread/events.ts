/** Events that come one after another, for whoever takes them at their own pace. */
export class Events<Value> implements AsyncIterable<Value> {
  readonly #waiting: Value[] = [];
  #wake: (() => void) | undefined;
  #ended = false;

  push(value: Value): void {
    this.#waiting.push(value);
    this.#wake?.();
  }

  end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Value> {
    while (!this.#ended) {
      const [value] = this.#waiting.splice(0, 1);
      if (value !== undefined) yield value;
      else
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
    }
  }
}
