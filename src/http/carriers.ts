import type { GraphQLFormattedError } from "graphql";
import type { Answering } from "../live/answering.js";
import type { Answer } from "../live/message.js";
import type { EventStream } from "./event-stream.js";
import type { Carrier } from "./operations.js";

/** Carries operations by a stream of events. */
abstract class StreamCarrier implements Carrier {
  constructor(
    protected readonly stream: EventStream,
    private readonly service: Answering,
  ) {}

  take(id: string, answers: readonly Answer[], atEnd?: () => void): number {
    return this.stream.together(() => {
      let count = 0;
      while (count < answers.length && this.stream.hasRoom) {
        const { json, cursor } = answers[count] as Answer;
        count += 1;
        this.next(id, json, cursor, count === answers.length ? atEnd : undefined);
      }
      return count;
    });
  }

  async drained(): Promise<void> {
    if (!(await this.stream.drained())) this.service.subscriptions.places.counts.slow += 1;
  }

  answer(id: string, json: string): void {
    // PostgreSQL breaks lines between values, and never within one.
    this.next(id, json.replaceAll("\n", " "));
  }

  fail(id: string, errors: readonly GraphQLFormattedError[]): void {
    this.next(id, JSON.stringify({ errors }));
    this.complete(id);
  }

  abstract complete(id: string): void;
  protected abstract next(id: string, json: string, cursor?: string, atEnd?: () => void): void;
}

/** Carries one operation by a stream of its own, whose events have their cursors as ids. */
export class OneCarrier extends StreamCarrier {
  complete(): void {
    this.stream.send("complete", "");
    this.stream.end();
  }

  protected next(_id: string, json: string, cursor?: string, atEnd?: () => void): void {
    this.stream.send("next", json, cursor, atEnd);
  }
}

/** Carries many by one stream, whose events name their operations. */
export class SharedCarrier extends StreamCarrier {
  complete(id: string): void {
    this.stream.send("complete", JSON.stringify({ id }));
  }

  protected next(id: string, json: string, _cursor?: string, atEnd?: () => void): void {
    this.stream.send("next", `{"id":${JSON.stringify(id)},"payload":${json}}`, undefined, atEnd);
  }
}
