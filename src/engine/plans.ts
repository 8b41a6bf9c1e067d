import { createHash } from "node:crypto";
import type { Given } from "../../resolvers/sql/statement.js";
import type { Sizes } from "../../resolvers/model/sizes.js";
import { checkIntrospection, counter, type Limits } from "../limits/index.js";
import type { Api } from "../schema.js";
import { compile, type Plan } from "./compile/plan.js";
import { shapeOf, slotted, type Variables } from "./compile/variable-shape.js";
import type { Execution } from "./execution.js";
import { describeSchema } from "./fallback.js";
import type { KeptPlan, Store } from "./store.js";

/** Says what statements are read from. */
export interface Dependencies {
  /** The tables that a statement's rows depend on; undefined where they depend on something else too, such as the time. */
  of(statement: Pick<Plan, "text" | "tables">): ReadonlySet<string> | undefined;
}

/** How plans are made. */
export interface PlanOptions {
  limits: Limits;
  /** Whether operations are compiled; if not, ordinary execution answers everything. */
  compiles: boolean;
  /** Absent where nobody asks for them. */
  dependencies?: Dependencies | undefined;
}

/** Why a field of the root is left to ordinary execution; undefined where it is not. */
type Left = Parameters<typeof compile>[3];

/** Makes the plans that operations run by, and keeps them. */
export class Plans {
  /** How often an operation's plan was kept already, and how often it had to be made. */
  hits = 0;
  misses = 0;

  constructor(
    private readonly api: Api,
    private readonly store: Store,
    private readonly options: PlanOptions,
    /** How much the tables hold; whoever notices that it has changed says so here. */
    public sizes: Sizes,
  ) {}

  /** The plan that an operation runs by; made when its like has not been seen lately. */
  of(execution: Execution, { variables }: Given): KeptPlan {
    const known = this.store.operation(execution.document, execution.operation);
    const shape = shapeOf(known.types, variables);
    const kept = known.plans.get(shape);
    if (kept?.sizes !== this.sizes) {
      this.misses += 1;
      const made = this.part(execution, variables, () => (this.options.compiles ? undefined : {}));
      const dependencies = this.#dependenciesOf(made);
      const plan = { ...made, id: this.misses, dependencies, sizes: this.sizes };
      this.store.keepPlan(known, shape, plan);
      return plan;
    }
    this.hits += 1;
    if (!kept.used) {
      kept.used = true;
      if (kept.text) kept.name = `cuulong_${createHash("sha1").update(kept.text).digest("hex")}`;
    }
    return kept;
  }

  /** A plan that is not kept, in which some fields of the root are left to ordinary execution. */
  part(execution: Execution, variables: Variables, left: Left): KeptPlan {
    const plan = this.compile(execution, variables, left);
    // What the schema says of itself stands in the plan: it is the same at every request.
    return { ...plan, fields: describeSchema(this.api.schema, execution, plan.fields) };
  }

  /** The same, in which the schema has not said yet what it is asked of itself. */
  compile(execution: Execution, variables: Variables, left: Left): Plan {
    const { types } = this.store.operation(execution.document, execution.operation);
    const countMeta = (values: number) => checkIntrospection(this.options.limits, values);
    const target = { ...this.api, sizes: this.sizes, countMeta, countUses: counter(this.options.limits) };
    return compile(target, execution, slotted(types, variables), left);
  }

  /** Only what one statement answers is known to be of one snapshot, and of tables that are named in one place. */
  #dependenciesOf(plan: Plan): ReadonlySet<string> | undefined {
    const whole =
      plan.text !== undefined && plan.fields.every(({ by }) => by !== "resolvers" && by !== "log");
    return whole ? this.options.dependencies?.of(plan) : undefined;
  }
}
