import {
  type ExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  getOperationAST,
  OperationTypeNode,
  parse,
} from "graphql";
import type { Logger } from "pino";
import { ReportError } from "../../schema/errors.js";
import type { Config } from "../config.js";
import { stringify } from "../engine/run/answer.js";
import type { Store } from "../engine/store.js";
import { coercedOf, readDocument, Wrong } from "../live/asked.js";
import type { Answer, Sink } from "../live/message.js";
import { Places } from "../live/places.js";
import type { Subscription } from "../live/subscription.js";
import type { Admission } from "../operation/admission.js";
import { createFormatter } from "../operation/error-format.js";
import type { OperationRequest } from "../operation/request.js";
import type { Prepared } from "../planning/preparations.js";
import { behind } from "./behind.js";
import type { PlannedExecution } from "./execution.js";
import type { Runtime } from "./runtime.js";

/** What a gateway's subscriptions are made of. */
export interface Options {
  runtime: Runtime;
  execution: PlannedExecution;
  store: Store;
  admission: Admission;
  config: Config;
  log: Logger;
}

/** Subscriptions of which one subgraph sends the events, and others what is asked of them besides. */
export class PlannedSubscriptions {
  readonly places: Places;
  readonly #format: ReturnType<typeof createFormatter>;

  constructor(private readonly options: Options) {
    this.places = new Places(options.config.maxSubscriptions);
    this.#format = createFormatter(options.log);
  }

  format(error: unknown): GraphQLFormattedError {
    return this.#format(error instanceof GraphQLError ? error.toJSON() : { message: "" }, error);
  }

  /** A live query is none: a gateway does not know when its answer changes, so it is answered once. */
  includes({ query, operationName, variables }: OperationRequest): boolean {
    try {
      this.options.admission.check(query, variables);
      const document = this.options.store.find(query)?.document ?? parse(query, { noLocation: true });
      return getOperationAST(document, operationName)?.operation === OperationTypeNode.SUBSCRIPTION;
    } catch {
      return false;
    }
  }

  async open(
    { query, operationName, variables = {} }: OperationRequest,
    after?: string,
  ): Promise<Subscription | { errors: readonly GraphQLFormattedError[] }> {
    const { runtime, execution, store, admission } = this.options;
    try {
      admission.check(query, variables);
      const known = store.of(query);
      known.document ??= readDocument(runtime.schema, query);
      const operation = getOperationAST(known.document, operationName);
      if (operation?.operation !== OperationTypeNode.SUBSCRIPTION)
        throw new ReportError("OPERATION_RESOLUTION_FAILURE", "This is no subscription.");
      coercedOf(runtime.schema, operation, variables);
      const prepared = execution.preparations.of(known.document, operation, variables);
      if (!prepared.asked)
        throw new ReportError("GRAPHQL_VALIDATION_FAILED", "A subscription asks for one field of the root.");
      const part = after === undefined ? prepared.asked : behind(runtime.schema, prepared.asked, after);
      this.places.take();
      try {
        const outcome = await execution.ask(prepared, variables, part);
        if (!(Symbol.asyncIterator in outcome)) return this.#refuse(outcome, prepared);
        const name = operation.name?.value ?? "(subscription)";
        return this.places.open(
          name,
          (sink) => this.#follow(outcome, prepared, sink),
          () => this.places.leave(),
        );
      } catch (error) {
        this.places.leave();
        throw error;
      }
    } catch (error) {
      const errors = error instanceof Wrong ? error.errors : [error];
      return { errors: errors.map((one) => this.format(one)) };
    }
  }

  #refuse(outcome: ExecutionResult, prepared: Prepared) {
    this.places.leave();
    const { errors = [] } = this.options.execution.answerOf(outcome, prepared);
    return { errors: errors.map((error) => this.format(error)) };
  }

  /** Sends events one at a time, as fast as there is room for them. */
  #follow(events: AsyncIterable<ExecutionResult>, prepared: Prepared, sink: Sink): { leave(): void } {
    const iterator = events[Symbol.asyncIterator]();
    let left = false;
    const follow = async (): Promise<void> => {
      for (let next = await iterator.next(); !next.done && !left; next = await iterator.next()) {
        const answer = this.#answerOf(next.value, prepared);
        while (!left && sink.take([answer]) === 0) await sink.drained();
      }
      if (!left) sink.end();
    };
    follow().catch((error) => {
      this.options.log.warn({ err: error }, "a subgraph's subscription has failed");
      const lost = new ReportError(
        "SERVICE_UNAVAILABLE",
        "The subgraph of this subscription has gone; subscribe again.",
      );
      if (!left) sink.end([this.format(lost)]);
    });
    return {
      leave() {
        left = true;
        void iterator.return?.().catch(() => {});
      },
    };
  }

  #answerOf(result: ExecutionResult, prepared: Prepared): Answer {
    const { errors, ...answer } = this.options.execution.answerOf(
      { ...result, ...(result.errors && { errors: [...result.errors] }) },
      prepared,
    );
    // The library goes on with the same list, in which the errors of one event would be those of all that follow.
    (result.errors as GraphQLError[] | undefined)?.splice(0);
    const json = stringify({
      ...(errors && { errors: errors.map((error) => this.format(error)) }),
      data: answer.data ?? null,
    });
    const cursor = cursorIn(answer.data);
    return cursor === undefined ? { json } : { json, cursor };
  }
}

/** Where a subscriber goes on that has had an event, if the event was asked for that. */
function cursorIn(data: ExecutionResult["data"]): string | undefined {
  const [event] = Object.values(data ?? {});
  const { cursor } = (event ?? {}) as { cursor?: unknown };
  return typeof cursor === "string" ? cursor : undefined;
}
