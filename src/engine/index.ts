import { createHash } from "node:crypto";
import {
  type ExecutionResult,
  type GraphQLInputType,
  locatedError,
  type OperationDefinitionNode,
  typeFromAST,
} from "graphql";
import { getVariableValues } from "graphql/execution/values.js";
import { BoundedCache } from "../cache.js";
import { counter, type Limits } from "../limits/index.js";
import { JsonData } from "./run/answer.js";
import { settled } from "./compile/cost.js";
import { ordinary } from "./fallback.js";
import { type Answered, bind, compile, type Operation, type Plan } from "./compile/plan.js";
import type { Run } from "./run/session.js";
import { shapeOf, slotted, type Variables, type VariableTypes } from "./compile/variable-shape.js";
import type { Bytes } from "./run/raw-rows.js";

/** What the engine needs of a request's context. */
export interface EngineContext {
  /** Runs a statement of one row. */
  row(run: Run): Promise<Bytes[]>;
  trace: { compiled: number; fallbacks: number; cost: number };
  /** Whether the client wants to be told what its operation costs. */
  tellsCost: boolean;
}

/** One request as the engine is given it. */
export interface Request extends Operation {
  /** Tells documents apart. */
  hash: string;
  variables: Variables | undefined;
  context: EngineContext;
}

interface Cached extends Plan {
  /** Given at the second use, so that documents that come once leave nothing on a connection. */
  name: string | undefined;
  used: boolean;
}

const MOST_PLANS = 1000;
const MOST_BYTES = 64 * 1024 * 1024;

/** How an engine works. */
export interface EngineOptions {
  /** The most that an operation may cost is among them. */
  limits: Limits;
  /** Whether operations are compiled; if not, ordinary execution answers everything. */
  compiles: boolean;
}

/** Answers query operations with one SQL statement each; what that cannot say, ordinary execution answers beside it. */
export class Engine {
  readonly #plans = new BoundedCache<Cached>(MOST_PLANS, MOST_BYTES);
  readonly #types = new WeakMap<OperationDefinitionNode, VariableTypes>();
  /** Fields of the root answered so far, by the statement and by ordinary execution. */
  readonly counts = { compiled: 0, fallbacks: 0 };

  constructor(private readonly options: EngineOptions) {}

  get plans(): { entries: number; bytes: number } {
    return { entries: this.#plans.size, bytes: this.#plans.bytes };
  }

  async execute(request: Request): Promise<ExecutionResult> {
    const { schema, operation, variables = {} } = request;
    const definitions = operation.variableDefinitions ?? [];
    const { coerced, errors } = getVariableValues(schema, definitions, variables, { maxErrors: 50 });
    if (errors) return { errors };
    const plan = this.#plan(request, coerced);
    const extensions = this.#charge(request, plan, coerced);
    const answer = await this.#run(request, plan, coerced);
    return extensions ? { ...answer, extensions } : answer;
  }

  /** Refuses what costs too much; tells the cost where it is wanted. */
  #charge({ context }: Request, { cost }: Plan, coerced: Variables) {
    const requested = settled(cost, coerced);
    context.trace.cost = requested;
    counter(this.options.limits)("cost", requested);
    return context.tellsCost ? { cost: { requested, maximum: this.options.limits.cost } } : undefined;
  }

  async #run(request: Request, plan: Cached, coerced: Variables): Promise<ExecutionResult> {
    const values = bind(plan, coerced);
    if (Array.isArray(values)) return this.#answer(request, plan, values);
    const others = compile(request, slotted(this.#typesOf(request), coerced), (key) => values.has(key));
    return this.#answer(request, { ...others, name: undefined }, bind(others, coerced) as unknown[]);
  }

  /** The plan that an operation runs by; made when its like has not been seen lately. */
  #plan(request: Request, coerced: Variables): Cached {
    const types = this.#typesOf(request);
    const name = request.operation.name?.value ?? "";
    const key = `${request.hash} ${name} ${shapeOf(types, coerced)}`;
    const known = this.#plans.get(key);
    if (known) {
      if (!known.used) {
        known.used = true;
        known.name = known.text && `cuulong_${createHash("sha1").update(known.text).digest("hex")}`;
      }
      return known;
    }
    const plan: Cached = {
      ...compile(request, slotted(types, coerced), () => !this.options.compiles),
      name: undefined,
      used: false,
    };
    this.#plans.set(key, plan, 2 * (key.length + (plan.text?.length ?? 0)) + 64 * plan.values.length + 1000);
    return plan;
  }

  #typesOf({ schema, operation }: Request): VariableTypes {
    const known = this.#types.get(operation);
    if (known) return known;
    const types = new Map(
      operation.variableDefinitions?.map(({ variable, type }) => [
        variable.name.value,
        typeFromAST(schema, type as never) as GraphQLInputType,
      ]),
    );
    this.#types.set(operation, types);
    return types;
  }

  async #answer(request: Request, plan: Plan & { name: string | undefined }, values: unknown[]) {
    const { context } = request;
    const { text, name, fields } = plan;
    const left = fields.filter(({ by }) => by === "resolvers");
    const executed = left.length > 0 ? this.#execute(request, left) : undefined;
    // It is awaited below, where a failure of the statement may have come first.
    executed?.catch(() => {});
    let row: Bytes[] = [];
    try {
      if (text !== undefined) row = await context.row({ text, values, ...(name && { name }) });
    } catch (reason) {
      await executed;
      return this.#recover(request, plan, reason);
    }
    this.#count(context, fields.length - left.length, 0);
    const beside = await executed;
    const data = dataOf(fields, row, beside);
    return { data: data as never, ...(beside?.errors && { errors: beside.errors }) };
  }

  /** After a failed statement: a value that only the data shows to be wrong fails its own slice, the others are answered. */
  async #recover(request: Request, { fields }: Plan, reason: unknown): Promise<ExecutionResult> {
    const { code } = reason as { code?: unknown };
    if (typeof code === "string" && RETRIED.test(code)) return this.#execute(request, fields);
    const failed = fields.filter(({ by }) => by !== "constant");
    const errors = failed.map(({ field }) => locatedError(reason, field.nodes, [field.key]));
    const { json } = dataOf(fields, [], undefined);
    return { errors, data: new JsonData(json, false) as never };
  }

  async #execute(request: Request, fields: Answered[]): Promise<ExecutionResult> {
    this.#count(request.context, 0, fields.length);
    return ordinary(
      request,
      fields.map(({ field }) => field),
    );
  }

  #count({ trace }: EngineContext, compiled: number, fallbacks: number): void {
    trace.compiled += compiled;
    trace.fallbacks += fallbacks;
    this.counts.compiled += compiled;
    this.counts.fallbacks += fallbacks;
  }
}

/** Values that cannot be used or computed with, and statements that are too complex for the server. */
const RETRIED = /^(22|54|CL001)/;

/** The answer's data, field by field of the root. */
function dataOf(fields: Answered[], row: Bytes[], beside: ExecutionResult | undefined): JsonData {
  let holds = false;
  const json = fields.flatMap((answered, index) => {
    const value = jsonOf(answered, row, beside);
    if (value !== "null") holds = true;
    return [`${index > 0 ? "," : ""}"${answered.field.key}":`, value];
  });
  return new JsonData(["{", ...json, "}"], holds);
}

function jsonOf(answered: Answered, row: Bytes[], beside: ExecutionResult | undefined): string | Buffer[] {
  if (answered.by === "constant") return answered.json;
  if (answered.by === "statement") return row[answered.column] ?? "null";
  return JSON.stringify(beside?.data?.[answered.field.key] ?? null);
}
