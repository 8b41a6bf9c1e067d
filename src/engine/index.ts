import type { ExecutionResult } from "graphql";
import { getVariableValues } from "graphql/execution/values.js";
import type { Given } from "../../resolvers/sql/statement.js";
import { counter } from "../limits/index.js";
import type { Api } from "../schema.js";
import type { Sizes } from "../../resolvers/model/sizes.js";
import { amountFor } from "./compile/amounts.js";
import type { Cache } from "./cache.js";
import { bind } from "./compile/binding.js";
import type { Plan } from "./compile/plan.js";
import type { Asked } from "./compile/selection.js";
import { answerable, executeFields, isRetried, type Left } from "./fallback.js";
import type { EngineContext, Execution, LogFields } from "./execution.js";
import { type PlanOptions, Plans } from "./plans.js";
import { keyOf } from "./question.js";
import { Lanes } from "./run/lanes.js";
import { Slices } from "./slices.js";
import type { KeptPlan, Store } from "./store.js";

/** How an engine works. */
export interface EngineOptions extends PlanOptions {
  /** Which requests wait for each other. */
  lanes: Lanes | ConstructorParameters<typeof Lanes>[0];
  /** Absent where no answer is kept. */
  cache?: Cache | undefined;
  /** Absent where nobody asks for changes. */
  log?: LogFields | undefined;
}

/** What costs less, such as a point read, is read as quickly as it is found out whether a kept answer still holds. */
const LEAST_CACHED = 1000;

/** Answers query operations with one SQL statement each; what that cannot say, ordinary execution answers beside it. */
export class Engine {
  /** Fields of the root answered so far, by the statement and by ordinary execution. */
  readonly counts = { compiled: 0, fallbacks: 0 };
  readonly plans: Plans;
  /** The turns of requests that are not light. */
  readonly lanes: Lanes;

  constructor(
    private readonly api: Api,
    store: Store,
    private readonly options: EngineOptions,
    sizes: Sizes,
  ) {
    this.plans = new Plans(api, store, options, sizes);
    this.lanes = options.lanes instanceof Lanes ? options.lanes : new Lanes(options.lanes);
  }

  /**
   * Answers an operation: its data is JSON as PostgreSQL wrote it (`JsonData`), and whatever is wrong with a slice is
   * among its errors. Throws a LimitError where the operation costs too much.
   */
  async execute(execution: Execution): Promise<ExecutionResult> {
    const { operation, variables = {} } = execution;
    const definitions = operation.variableDefinitions ?? [];
    const { coerced, errors } = getVariableValues(this.api.schema, definitions, variables, { maxErrors: 50 });
    if (errors) return { errors };
    const given = { variables: coerced };
    const plan = this.plans.of(execution, given);
    if (!execution.context.isPart) execution.context.takeDependencies?.(plan.dependencies);
    const extensions = execution.context.isPart ? undefined : this.#charge(execution, plan, given);
    const answer = await this.#answerBound(execution, plan, given);
    return extensions ? { ...answer, extensions } : answer;
  }

  #answerBound(execution: Execution, plan: KeptPlan, given: Given): Promise<ExecutionResult> {
    const { trace, abandonment, isPart } = execution.context;
    const take = (work: () => Promise<ExecutionResult>) =>
      isPart ? work() : this.lanes.take(trace.cost, abandonment, work);
    const values = bind(plan, given);
    if (!Array.isArray(values))
      return take(() => this.#answerPart(execution, given, ({ key }) => values.get(key)));
    const read = (begin?: () => void) =>
      take(() => {
        begin?.();
        return this.#answer(execution, plan, values, given);
      });
    const { cache } = this.options;
    const { dependencies: tables, id = 0 } = plan;
    if (!cache || !tables || isPart || trace.cost < LEAST_CACHED) return read();
    return cache.answer({ key: keyOf(id, values), tables, read, isWhole: () => trace.fallbacks === 0 });
  }

  /** Refuses what costs too much; returns the cost where it is wanted. */
  #charge({ context }: Execution, { cost, characters, representations }: Plan, given: Given) {
    const count = counter(this.options.limits);
    count("characters", amountFor(characters, given));
    count("representations", amountFor(representations, given));
    const requested = amountFor(cost, given);
    context.trace.cost = requested;
    count("cost", context.charge?.(requested) ?? requested);
    return context.returnsCost ? { cost: { requested, maximum: this.options.limits.cost } } : undefined;
  }

  /** Answers by a plan of its own, in which some fields of the root are left to ordinary execution. */
  #answerPart(execution: Execution, given: Given, left: Parameters<Plans["part"]>[2]) {
    const plan = this.plans.part(execution, given.variables, left);
    return this.#answer(execution, plan, bind(plan, given) as unknown[], given);
  }

  async #answer(
    execution: Execution,
    plan: KeptPlan,
    values: unknown[],
    given: Given,
  ): Promise<ExecutionResult> {
    const { reads } = execution.context;
    const { fields } = plan;
    const slices = new Slices(fields);
    const left = fields.filter((one) => one.by === "resolvers");
    const logged = fields.filter((one) => one.by === "log");
    const answer = async () => {
      const [failure] = await Promise.all([
        this.#runStatement(execution, plan, values, given, slices),
        this.#executeOthers(execution, left, given, slices),
      ]);
      if (failure)
        await reads.inSnapshot(() => this.#recover(execution, plan, failure.reason, given, slices));
      for (const { field } of logged) await this.#readLog(execution, field, given, slices);
    };
    // One statement sees one snapshot by itself.
    await (left.length + logged.length > 0 ? reads.inSnapshot(answer) : answer());
    return slices.result();
  }

  async #readLog(execution: Execution, field: Asked, given: Given, slices: Slices): Promise<void> {
    try {
      if (!this.options.log) throw new Error("Nobody reads the log of changes.");
      slices.take(field, await this.options.log.answer(field, execution, given, this));
    } catch (reason) {
      slices.fail(field, reason);
    }
  }

  /** Runs a plan's statement; returns why it failed, if it did. */
  async #runStatement(
    { context }: Execution,
    { text, name, fields }: KeptPlan,
    values: unknown[],
    given: Given,
    slices: Slices,
  ): Promise<{ reason: unknown } | undefined> {
    if (text === undefined) return undefined;
    try {
      slices.takeRow(fields, await context.reads.row({ text, values, ...(name && { name }) }), given);
      this.#count(context, fields.filter(({ by }) => by !== "resolvers").length, 0);
      return undefined;
    } catch (reason) {
      return { reason };
    }
  }

  /**
   * After a failed statement: where a value only proved wrong when it was read, each field of the root is asked alone, and
   * those that fail again are answered by ordinary execution, which finds the place of the mistake.
   */
  async #recover(execution: Execution, plan: Plan, reason: unknown, given: Given, slices: Slices) {
    const failed = plan.fields.filter((one) => one.by === "statement");
    if (!isRetried(reason)) {
      for (const { field } of failed) slices.fail(field, reason);
      return;
    }
    const guilty: Left[] = failed.length === 1 ? failed.map((one) => ({ ...one, reason })) : [];
    for (const one of failed.length === 1 ? [] : failed) {
      const alone = this.plans.compile(execution, given.variables, ({ key }) =>
        key === one.field.key ? undefined : {},
      );
      const failure = await this.#runStatement(
        execution,
        { ...alone, fields: alone.fields.filter(({ by }) => by === "statement") },
        bind(alone, given) as unknown[],
        given,
        slices,
      );
      if (!failure) continue;
      if (isRetried(failure.reason)) guilty.push({ ...one, ...failure });
      else slices.fail(one.field, failure.reason);
    }
    await this.#executeOthers(execution, guilty, given, slices);
  }

  async #executeOthers(execution: Execution, left: Left[], given: Given, slices: Slices): Promise<void> {
    const fields = answerable(left, given, this.options.limits.resolved, slices);
    if (fields.length === 0) return;
    this.#count(execution.context, 0, fields.length);
    slices.takeResult(fields, await executeFields(this.api.schema, execution, fields));
  }

  #count({ trace }: EngineContext, compiled: number, fallbacks: number): void {
    trace.compiled += compiled;
    trace.fallbacks += fallbacks;
    this.counts.compiled += compiled;
    this.counts.fallbacks += fallbacks;
  }
}
