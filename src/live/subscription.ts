import type { Sink } from "./message.js";

/** A subscription, or a live query, that is in order. Whoever has it attaches a sink to it, once, and stops it at the end. */
export class Subscription {
  #follower: { leave(): void } | undefined;
  #sink: Sink | undefined;
  #stopped = false;

  constructor(
    /** The operation's name. */
    readonly name: string,
    private readonly begin: (sink: Sink) => { leave(): void },
    private readonly atEnd: (subscription: Subscription) => void,
  ) {}

  /** Has everything sent from now on: a subscription's events, beginning with READY or RESET; a live query's answers. */
  attach(sink: Sink): void {
    if (this.#stopped) {
      sink.end();
      return;
    }
    this.#sink = sink;
    this.#follower = this.begin({
      take: (answers, atEnd) => sink.take(answers, atEnd),
      drained: () => sink.drained(),
      end: (errors) => {
        this.stop();
        sink.end(errors);
      },
    });
  }

  /** Nothing more is sent. */
  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#follower?.leave();
    this.atEnd(this);
  }

  /** The same, and says so to whoever it is sent to. */
  end(): void {
    this.stop();
    this.#sink?.end();
  }
}
