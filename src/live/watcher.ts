import type { GraphQLFormattedError } from "graphql";
import type { LiveQuery } from "./live-query.js";
import type { Answer, Sink } from "./message.js";

/** One who watches a live query. Answers do not queue: one is under way, and whatever is newest when it is out comes next. */
export class Watcher {
  #newest: Answer | undefined;
  #sent: Answer | undefined;
  #busy = false;
  #gone = false;

  constructor(
    private readonly query: LiveQuery,
    private readonly sink: Sink,
  ) {
    query.join(this);
  }

  /** Takes no more answers. */
  leave(): void {
    this.#gone = true;
    this.query.leave(this);
  }

  take(answer: Answer): void {
    this.#newest = answer;
    if (!this.#busy) this.#send();
  }

  fail(errors: readonly GraphQLFormattedError[]): void {
    this.leave();
    this.sink.end(errors);
  }

  #send(): void {
    const answer = this.#newest;
    this.#busy = false;
    // Whoever missed what came in between may have what is newest.
    if (this.#gone || !answer || answer === this.#sent || answer.json === this.#sent?.json) return;
    this.#busy = true;
    const before = this.#sent;
    this.#sent = answer;
    if (this.sink.take([answer], () => this.#send()) === 1) return;
    this.#sent = before;
    void this.sink.drained().then(() => this.#send());
  }
}
