import type { GraphQLFormattedError } from "graphql";
import type { Message } from "../live/message.js";
import type { Service } from "../service.js";
import type { EventStream } from "./event-stream.js";
import type { Carrier } from "./operations.js";

/** Carries operations by a stream of events. */
abstract class StreamCarrier implements Carrier {
  constructor(
    protected readonly stream: EventStream,
    private readonly service: Service,
  ) {}

  take(id: string, messages: readonly Message[]): number {
    return this.stream.together(() => {
      let count = 0;
      for (; count < messages.length && this.stream.hasRoom; count += 1) {
        const { json, cursor } = messages[count] as Message;
        this.next(id, json, cursor);
      }
      return count;
    });
  }

  async drained(): Promise<void> {
    if (!(await this.stream.drained())) this.service.subscriptions.hub.counts.slow += 1;
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
  protected abstract next(id: string, json: string, cursor?: string): void;
}

/** Carries one operation by a stream of its own, whose events have their cursors as ids. */
export class OneCarrier extends StreamCarrier {
  complete(): void {
    this.stream.send("complete", "");
    this.stream.end();
  }

  protected next(_id: string, json: string, cursor?: string): void {
    this.stream.send("next", json, cursor);
  }
}

/** Carries many by one stream, whose events name their operations. */
export class SharedCarrier extends StreamCarrier {
  complete(id: string): void {
    this.stream.send("complete", JSON.stringify({ id }));
  }

  protected next(id: string, json: string): void {
    this.stream.send("next", `{"id":${JSON.stringify(id)},"payload":${json}}`);
  }
}
