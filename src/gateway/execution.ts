import { type ExecutionResult, GraphQLError } from "graphql";
import { getVariableValues } from "graphql/execution/values.js";
import type { Logger } from "pino";
import { ERROR_STATUS, type ErrorCode } from "../../schema/errors.js";
import type { Config } from "../config.js";
import type { Executes, Execution } from "../engine/execution.js";
import type { Abandonment } from "../engine/run/abandonment.js";
import { completed } from "../planning/completion.js";
import { described } from "../planning/description.js";
import type { Patience } from "../planning/patience.js";
import { Planning } from "../planning/planning.js";
import { ordered, type Part, Preparations, type Prepared } from "../planning/preparations.js";
import { errorOf } from "./errors.js";
import type { Outcome, Runtime } from "./runtime.js";

type Variables = Record<string, unknown>;

/** Executes operations over subgraphs: in the form that the planner gets right, and with answers that keep to the schema. */
export class PlannedExecution implements Executes {
  readonly preparations: Preparations;
  readonly planning: Planning;

  constructor(
    private readonly runtime: Runtime,
    private readonly config: Config,
    private readonly log: Logger,
  ) {
    this.preparations = new Preparations(runtime.schema);
    this.planning = new Planning(this.preparations, config.gateway.planTimeoutMs);
  }

  async execute({ document, operation, variables = {}, context }: Execution): Promise<ExecutionResult> {
    const { schema } = this.runtime;
    const definitions = operation.variableDefinitions ?? [];
    const { coerced, errors } = getVariableValues(schema, definitions, variables, { maxErrors: 50 });
    if (errors) return { errors };
    const prepared = this.preparations.of(document, operation, variables);
    const own = prepared.meta && described(schema, prepared.meta, coerced, this.config.limits);
    const { asked } = prepared;
    if (!asked) return { data: ordered(prepared, own ?? {}) };
    const outcome = await this.ask(prepared, variables, asked, context.abandonment);
    if (Symbol.asyncIterator in outcome) throw new Error("A query has one answer.");
    return this.answerOf(outcome, prepared, own);
  }

  /** Has a part of an operation planned and asked: what is asked of subgraphs, unless another is given. */
  ask(
    prepared: Prepared,
    variables: Variables,
    { document }: Part,
    abandonment?: Abandonment,
  ): Promise<Outcome> {
    const run = (patience: Patience) => this.runtime.ask(document, variables, patience);
    return this.planning.ask(prepared, run, (end) => {
      abandonment?.listen(end);
      return () => abandonment?.leave(end);
    });
  }

  /** One answer: the keys in their order, no null where there must be none, and errors as clients see them. */
  answerOf(result: ExecutionResult, prepared: Prepared, own: Variables = {}): ExecutionResult {
    const shown = (result.errors ?? []).map((error) => errorOf(error, this.log));
    // What a subgraph refuses is refused as a whole; where one fails, something may be left.
    if (!result.data && shown.length > 0 && shown.every(isRefusal)) return { errors: shown };
    const { schema } = this.runtime;
    const { data, errors } = completed(result.data, prepared.shapes, { schema, errors: shown, absent });
    const whole = data && ordered(prepared, { ...data, ...own });
    return errors.length > 0 ? { errors, data: whole } : { data: whole };
  }
}

const isRefusal = ({ extensions: { code } }: GraphQLError): boolean =>
  (ERROR_STATUS[code as ErrorCode] ?? 500) < 500;

const absent = (path: readonly (string | number)[], [field]: readonly [string, ...string[]]): GraphQLError =>
  new GraphQLError(`Cannot return null for non-nullable field ${field}.`, { path });
