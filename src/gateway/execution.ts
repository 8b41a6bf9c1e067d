import { type ExecutionResult, executeSync, type FieldNode, GraphQLError } from "graphql";
import { getVariableValues } from "graphql/execution/values.js";
import type { Logger } from "pino";
import { ERROR_STATUS, type ErrorCode, ReportError } from "../../schema/errors.js";
import type { Config } from "../config.js";
import { Meta } from "../engine/compile/introspection.js";
import { Selection } from "../engine/compile/selection.js";
import { Written } from "../engine/compile/written.js";
import type { Executes, Execution } from "../engine/execution.js";
import type { Abandonment } from "../engine/run/abandonment.js";
import { completed } from "../federation/shape.js";
import { checkIntrospection } from "../limits/index.js";
import { type Part, Preparations, type Prepared } from "./documents.js";
import { errorOf } from "./errors.js";
import { Patience } from "./patience.js";
import type { Outcome, Runtime } from "./runtime.js";

type Variables = Record<string, unknown>;

/** For so long, what took too long to plan is not tried again. */
const HOPELESS_MS = 5_000;

const tooLong = (): ReportError =>
  new ReportError("TIMED_OUT", "The query takes too long to plan; ask for less in one request.");

/** Executes operations over subgraphs: in the form that the planner gets right, and with answers that keep to the schema. */
export class PlannedExecution implements Executes {
  readonly preparations: Preparations;
  readonly counts = { planned: 0, exhausted: 0 };

  constructor(
    private readonly runtime: Runtime,
    private readonly config: Config,
    private readonly log: Logger,
  ) {
    this.preparations = new Preparations(runtime.schema);
  }

  async execute({ document, operation, variables = {}, context }: Execution): Promise<ExecutionResult> {
    const { schema } = this.runtime;
    const definitions = operation.variableDefinitions ?? [];
    const { coerced, errors } = getVariableValues(schema, definitions, variables, { maxErrors: 50 });
    if (errors) return { errors };
    const prepared = this.preparations.of(document, operation, variables);
    const described = prepared.meta && this.#describe(prepared.meta, coerced);
    const { asked } = prepared;
    if (!asked) return { data: ordered(prepared, described ?? {}) };
    const outcome = await this.ask(prepared, variables, asked, context.abandonment);
    if (Symbol.asyncIterator in outcome) throw new Error("A query has one answer.");
    return this.answerOf(outcome, prepared, described);
  }

  /**
   * Has a part of an operation planned and asked: what is asked of subgraphs, unless another is given. Throws TIMED_OUT where
   * planning takes too long, and for a while at once where it did.
   */
  async ask(
    prepared: Prepared,
    variables: Variables,
    { document }: Part,
    abandonment?: Abandonment,
  ): Promise<Outcome> {
    if (performance.now() < prepared.hopelessUntil) throw tooLong();
    const patience = new Patience(this.config.gateway.planTimeoutMs);
    const abandon = () => patience.abandon();
    abandonment?.listen(abandon);
    this.counts.planned += 1;
    try {
      return await Promise.race([this.runtime.ask(document, variables, patience), patience.exhaustion]);
    } catch (error) {
      // The library keeps what a plan came to, even a failure.
      this.preparations.renew(prepared);
      if (!patience.exhausted) throw error;
      prepared.hopelessUntil = performance.now() + HOPELESS_MS;
      this.counts.exhausted += 1;
      throw tooLong();
    } finally {
      patience.end();
      abandonment?.leave(abandon);
    }
  }

  /** One answer: the keys in their order, no null where there must be none, and errors as clients see them. */
  answerOf(result: ExecutionResult, prepared: Prepared, described: Variables = {}): ExecutionResult {
    const shown = (result.errors ?? []).map((error) => errorOf(error, this.log));
    // What a subgraph refuses is refused as a whole; where one fails, something may be left.
    if (!result.data && shown.length > 0 && shown.every(isRefusal)) return { errors: shown };
    const keys = Array.from(prepared.shapes.keys());
    const given = Object.fromEntries(keys.map((key) => [key, result.data?.[key] ?? null]));
    const { data, errors } = completed(given, prepared.shapes, shown);
    const whole = data && ordered(prepared, { ...data, ...described });
    return errors.length > 0 ? { errors, data: whole } : { data: whole };
  }

  /** What the schema says of itself. */
  #describe({ document, operation }: Part, variables: Variables): Variables {
    const { schema } = this.runtime;
    const count = (values: number) => checkIntrospection(this.config.limits, values);
    const meta = new Meta(schema, new Selection(schema, {}, variables, new Written(() => {})), count);
    for (const field of operation.selectionSet.selections as readonly FieldNode[])
      if (field.name.value !== "__typename") meta.count(field.name.value, [field]);
    const { data, errors } = executeSync({ schema, document, variableValues: variables });
    if (!data) throw errors?.[0] ?? new GraphQLError("Nothing was executed.");
    return data;
  }
}

const isRefusal = ({ extensions: { code } }: GraphQLError): boolean =>
  (ERROR_STATUS[code as ErrorCode] ?? 500) < 500;

/** The data with its keys in the order in which they were asked for; what nobody answered is null. */
const ordered = ({ keys }: Prepared, data: Variables): Variables =>
  Object.fromEntries(keys.map((key) => [key, data[key] ?? null]));
