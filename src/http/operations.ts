import type { GraphQLFormattedError } from "graphql";
import { LimitError } from "../../schema/errors.js";
import { Abandonment } from "../engine/run/abandonment.js";
import { stringify } from "../engine/run/answer.js";
import type { Answering } from "../live/answering.js";
import type { OperationRequest } from "../operation/request.js";
import type { Answer } from "../live/message.js";

/** What carries the answers of several operations to one client. */
export interface Carrier {
  /** Sends what a subscription says, as a sink does. */
  take(id: string, answers: readonly Answer[], atEnd?: () => void): number;
  /** Resolves when there is room again; whoever makes none in time is given up, and told the cursor. */
  drained(cursor: string | undefined): Promise<void>;
  /** Sends the one answer of a query. */
  answer(id: string, json: string): void;
  /** Says that an operation has failed as a whole, or that it has ended. */
  fail(id: string, errors: readonly GraphQLFormattedError[]): void;
  complete(id: string): void;
}

/** An operation as a client asks for it. */
export interface Started extends OperationRequest {
  /** The cursor behind which a subscription begins, where that is not its own argument. */
  after?: string | undefined;
}

/** The operations of one client that are under way, by the ids that it gave them. */
export class Operations {
  /** What the client said of itself when it connected. */
  connectionParams: Record<string, unknown> | undefined;
  /** The credentials that it gave then. */
  authorization: string | undefined;
  readonly #running = new Map<string, Operation>();

  constructor(
    private readonly service: Answering,
    private readonly carrier: Carrier,
    private readonly most: number,
  ) {}

  has(id: string): boolean {
    return this.#running.has(id);
  }

  /** Starts one; whatever is wrong with it, which the check may throw too, concerns no other. */
  async start(id: string, request: Started, check = () => {}): Promise<void> {
    const { service, carrier, most } = this;
    const room = this.#running.size < most;
    const operation = new Operation(id, service, carrier, () => {
      if (this.#running.get(id) === operation) this.#running.delete(id);
    });
    this.#running.set(id, operation);
    try {
      if (!room) throw new LimitError("operations", most, most + 1, "operations at a time on one connection");
      check();
      const asked = { ...request, authorization: request.authorization ?? this.authorization };
      if (service.subscriptions.includes(asked)) await operation.subscribe(asked);
      else await operation.execute(asked, this.connectionParams);
    } catch (error) {
      operation.fail([service.subscriptions.format(error)]);
    }
  }

  /** Stops one; nothing more is sent of it. */
  stop(id: string): void {
    this.#running.get(id)?.stop();
  }

  stopAll(): void {
    for (const operation of Array.from(this.#running.values())) operation.stop();
  }
}

/** One of them, until it has ended or is stopped. */
class Operation {
  readonly #abandonment = new Abandonment();
  #ended = false;

  constructor(
    private readonly id: string,
    private readonly service: Answering,
    private readonly carrier: Carrier,
    private readonly atEnd: () => void,
  ) {}

  stop(): void {
    this.#end();
    this.#abandonment.abandon();
  }

  fail(errors: readonly GraphQLFormattedError[]): void {
    if (this.#end()) this.carrier.fail(this.id, errors);
  }

  async execute(request: OperationRequest, connectionParams?: Record<string, unknown>): Promise<void> {
    const { authorization } = request;
    const abandonment = this.#abandonment;
    const context = this.service.createContext({ abandonment, connectionParams, authorization });
    const answer = await this.service.execute(request, context);
    if (answer.data === undefined) return this.fail(answer.errors ?? []);
    if (!this.#end()) return;
    this.carrier.answer(this.id, stringify(answer));
    this.carrier.complete(this.id);
  }

  async subscribe({ after, ...request }: Started): Promise<void> {
    const { id, carrier } = this;
    const subscription = await this.service.subscribe(request, after);
    if ("errors" in subscription) return this.fail(subscription.errors);
    if (this.#ended) return subscription.stop();
    this.#abandonment.listen(() => subscription.stop());
    let cursor: string | undefined;
    subscription.attach({
      take(answers, atEnd) {
        const count = carrier.take(id, answers, atEnd);
        cursor = answers[count - 1]?.cursor ?? cursor;
        return count;
      },
      drained: () => carrier.drained(cursor),
      end: (errors) => {
        if (errors) this.fail(errors);
        else if (this.#end()) carrier.complete(id);
      },
    });
  }

  /** Returns whether it had not ended before. */
  #end(): boolean {
    if (this.#ended) return false;
    this.#ended = true;
    this.atEnd();
    return true;
  }
}
