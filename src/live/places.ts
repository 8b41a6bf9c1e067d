import { ReportError } from "../../schema/errors.js";
import type { Sink } from "./message.js";
import { Subscription } from "./subscription.js";

/** The subscriptions and live queries of a process, of which there may be so many; they end with the server. */
export class Places {
  /** Answers that were sent, and clients that were given up because they did not read. */
  readonly counts = { sent: 0, slow: 0 };
  readonly #open = new Set<Subscription>();
  #taken = 0;
  #ended = false;

  constructor(private readonly most: number) {}

  get taken(): number {
    return this.#taken;
  }

  /**
   * Takes a place, before anything is done for whoever has it; throws SERVICE_UNAVAILABLE where there is none. The operator always
   * has one.
   */
  take(byOperator = false): void {
    if (this.#taken >= this.most && !byOperator)
      throw new ReportError(
        "SERVICE_UNAVAILABLE",
        `This server carries as many subscriptions as it may, ${this.most}; try again shortly.`,
      );
    if (this.#ended) throw new ReportError("SERVICE_UNAVAILABLE", "The server is stopping.");
    this.#taken += 1;
  }

  /** Gives it back. */
  leave(): void {
    this.#taken -= 1;
  }

  /** What has a place: it is begun when a sink is attached to it, whose answers are counted; `atEnd` is done once. */
  open(name: string, begin: (sink: Sink) => { leave(): void }, atEnd: () => void): Subscription {
    const subscription = new Subscription(
      name,
      (sink) => begin(this.#counted(sink)),
      (ended) => {
        this.#open.delete(ended);
        atEnd();
      },
    );
    if (this.#ended) subscription.stop();
    else this.#open.add(subscription);
    return subscription;
  }

  /** Ends all of them, and lets no other begin. */
  end(): void {
    this.#ended = true;
    for (const subscription of this.#open) subscription.end();
  }

  #counted(sink: Sink): Sink {
    return {
      take: (answers, atEnd) => {
        const count = sink.take(answers, atEnd);
        this.counts.sent += count;
        return count;
      },
      drained: () => sink.drained(),
      end: (errors) => sink.end(errors),
    };
  }
}
