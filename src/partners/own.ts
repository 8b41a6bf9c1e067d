import { type ExecutionResult, GraphQLError, type GraphQLFormattedError, parse } from "graphql";
import type { Sizes } from "../../resolvers/model/sizes.js";
import { Engine, type EngineOptions } from "../engine/index.js";
import { bytesOf, JsonData } from "../engine/run/answer.js";
import { Store } from "../engine/store.js";
import type { Slice } from "../federation/slice.js";
import type { RequestContext, RequestOptions } from "../operation/context.js";
import type { Asking, Fault, OwnReply } from "./messages.js";

/** An operation of which the engine answers a part, or several. */
export interface Whole {
  context: RequestContext;
  /** What our parts of it have cost so far. */
  cost: number;
}

/** What our part is answered with. */
export interface OwnOptions {
  /** All that is ours, as a subgraph. */
  slice: Slice;
  engine: EngineOptions;
  /** How much the tables hold. */
  sizes(): Sizes;
  createContext(options: RequestOptions): RequestContext;
  /** What clients see of an error. */
  format(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError;
}

/** Our part of operations that ask partners too: each call is one statement of the engine. */
export class OwnPart {
  readonly engine: Engine;
  readonly #store: Store;

  constructor(private readonly options: OwnOptions) {
    const { slice, engine, sizes } = options;
    this.#store = new Store(slice.schema);
    this.engine = new Engine(slice, this.#store, engine, sizes());
  }

  /** Answers one call; `spent` is what partners' parts have cost so far. */
  async answer({ query, operationName, variables }: Asking, spent: number, whole?: Whole): Promise<OwnReply> {
    const { abandonment } = whole?.context ?? {};
    const context = this.options.createContext({ ...(abandonment && { abandonment }) });
    this.engine.plans.sizes = this.options.sizes();
    let cost = 0;
    context.charge = (requested) => {
      cost = requested;
      if (!whole) return requested;
      whole.cost += requested;
      return whole.cost + spent;
    };
    try {
      const known = this.#store.of(query);
      known.document ??= parse(query);
      const document = known.document;
      const operation = document.definitions.find(
        (node) =>
          node.kind === "OperationDefinition" && (!operationName || node.name?.value === operationName),
      );
      if (operation?.kind !== "OperationDefinition") throw new Error("The planner asks for no operation.");
      const result = await this.engine.execute({ document, operation, variables, context });
      return { ...this.#reply(result), cost };
    } catch (error) {
      return { errors: [this.#faultOf(error)], cost };
    } finally {
      if (whole) this.#count(whole.context, context);
    }
  }

  #reply({ data, errors }: ExecutionResult): Omit<OwnReply, "cost"> {
    // Values that do not fit refuse the operation as a whole.
    if (!(data instanceof JsonData)) return { errors: (errors ?? []).map((error) => inputFault(error)) };
    const faults = errors?.map((error) => this.#faultOf(error));
    return { data: Buffer.concat(bytesOf(data.json)), ...(faults && { errors: faults }) };
  }

  #faultOf(error: unknown): Fault {
    const formatted = error instanceof GraphQLError ? error.toJSON() : { message: "" };
    const { message, path, extensions } = this.options.format(formatted, error);
    return { message, ...(path && { path }), extensions: extensions as Fault["extensions"] };
  }

  #count(whole: RequestContext, { trace }: RequestContext): void {
    whole.trace.statements += trace.statements;
    whole.trace.compiled += trace.compiled;
    whole.trace.fallbacks += trace.fallbacks;
  }
}

const inputFault = ({ message }: GraphQLError): Fault => ({
  message,
  extensions: { code: "BAD_USER_INPUT" },
});
