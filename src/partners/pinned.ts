import type { GraphQLFormattedError } from "graphql";
import type { Answer, Sink } from "../live/message.js";
import type { Subscription } from "../live/subscription.js";

/** How many events may be with the graph before more are taken. */
const MOST_WITH_IT = 64;

/**
 * A subscription of ours whose events are completed by a joined graph: they go to the graph, and on to the client when they
 * come back from it. It lives no longer than that graph.
 */
export class Pinned {
  #sink: Sink | undefined;
  /** How many events are with the graph or wait for the client. */
  #under = 0;
  #room: (() => void) | undefined;
  #waiting: Answer[] = [];
  #sending = false;
  #ended = false;
  /** The cursor of the last event that the client was sent. */
  #cursor: string | undefined;

  constructor(
    private readonly ours: Subscription,
    /** Hands an event to the graph. */
    private readonly hand: (event: Answer) => void,
    /** Lets the graph forget it. */
    private readonly atEnd: () => void,
  ) {}

  /** Has everything sent from now on. */
  begin(sink: Sink): void {
    this.#sink = sink;
    this.ours.attach({
      take: (answers) => this.#take(answers),
      drained: () => this.#drained(),
      end: (errors) => this.end(errors),
    });
  }

  /** Takes an event back from the graph. */
  next(answer: Answer): void {
    this.#waiting.push(answer);
    if (!this.#sending) void this.#send();
  }

  /** Ends it, and says why; without a reason, as the client asked for it. */
  end(errors?: readonly GraphQLFormattedError[]): void {
    if (this.#ended) return;
    this.leave();
    this.#sink?.end(errors);
  }

  /** The graph ends: whoever subscribes anew behind the cursor misses nothing. */
  change(): void {
    const cursor = this.#cursor;
    this.end([
      {
        message:
          "The graph that this subscription was made on has changed; subscribe again, after the cursor that this error gives or the last one that you had.",
        extensions: { code: "GRAPH_CHANGED", ...(cursor !== undefined && { cursor }) },
      },
    ]);
  }

  /** Nothing more is sent. */
  leave(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.ours.stop();
    this.#room?.();
    this.atEnd();
  }

  #take(answers: readonly Answer[]): number {
    const count = this.#ended ? 0 : Math.min(answers.length, MOST_WITH_IT - this.#under);
    this.#under += count;
    for (const answer of answers.slice(0, count)) this.hand(answer);
    return count;
  }

  async #drained(): Promise<void> {
    while (!this.#ended && this.#under >= MOST_WITH_IT)
      await new Promise<void>((resolve) => {
        this.#room = resolve;
      });
  }

  async #send(): Promise<void> {
    this.#sending = true;
    while (!this.#ended && this.#waiting.length > 0) {
      const sink = this.#sink as Sink;
      const count = sink.take(this.#waiting);
      this.#cursor = this.#waiting[count - 1]?.cursor ?? this.#cursor;
      this.#waiting = this.#waiting.slice(count);
      this.#under -= count;
      this.#room?.();
      if (this.#waiting.length > 0) await sink.drained();
    }
    this.#sending = false;
  }
}
