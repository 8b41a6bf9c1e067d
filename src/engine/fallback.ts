import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  executeSync,
  type FieldNode,
  GraphQLError,
  type GraphQLSchema,
} from "graphql";
import type { Given } from "../../resolvers/sql/statement.js";
import { limitError } from "../limits/index.js";
import { amountFor } from "./compile/amounts.js";
import type { Answered, Operation } from "./compile/plan.js";
import { type Asked, Uncompilable } from "./compile/selection.js";
import type { Slices } from "./slices.js";
import type { Variables } from "./compile/variable-shape.js";

/** An operation with what it is executed with. */
interface Executed extends Operation {
  variables: Variables | undefined;
  context: unknown;
}

/** Writes what the schema says of itself into a plan: it is the same at every request. */
export function describeSchema(schema: GraphQLSchema, executed: Executed, fields: Answered[]): Answered[] {
  if (fields.every(({ by }) => by !== "schema")) return fields;
  const asked = fields.flatMap(({ by, field }) => (by === "schema" ? [field] : []));
  const { data } = executeSync(argumentsOf(schema, executed, asked));
  return fields.map((answered) => {
    const { by, field } = answered;
    return by === "schema"
      ? { by: "constant", field, json: JSON.stringify(data?.[field.key] ?? null) }
      : answered;
  });
}

/** Ordinary execution of some fields of the root, by their resolvers. */
export async function executeFields(
  schema: GraphQLSchema,
  executed: Executed,
  fields: readonly Asked[],
): Promise<ExecutionResult> {
  const result = await execute(argumentsOf(schema, executed, fields));
  if (!result) throw new GraphQLError("Nothing was executed.");
  return result;
}

function argumentsOf(schema: GraphQLSchema, executed: Executed, fields: readonly Asked[]): ExecutionArgs {
  const { context, operation, variables } = executed;
  return {
    schema,
    document: documentOf(executed, fields),
    contextValue: context,
    ...(variables && { variableValues: variables }),
    ...(operation.name && { operationName: operation.name.value }),
  };
}

/** A field of the root that is left to ordinary execution. */
export type Left = Pick<Answered & { by: "resolvers" }, "field" | "given" | "reason">;

/**
 * Which of the fields that are left to ordinary execution it answers. It works on every value, all the while nobody else has
 * their turn: where there may be too many, the reason why it would be asked is all that is answered.
 */
export function answerable(left: readonly Left[], given: Given, most: number, slices: Slices): Asked[] {
  let total = 0;
  return left.flatMap(({ field, given: amount, reason }) => {
    const values = amountFor(amount, given);
    if (reason === undefined || total + values <= most) {
      total += values;
      return [field];
    }
    slices.fail(
      field,
      reason instanceof Uncompilable ? limitError("resolved", most, total + values) : reason,
    );
    return [];
  });
}

/** The document with only the given fields of the root left in the operation. */
function documentOf({ document, operation }: Operation, fields: readonly Asked[]): DocumentNode {
  const selections: FieldNode[] = fields.flatMap(({ nodes }) => nodes);
  const reduced = { ...operation, selectionSet: { ...operation.selectionSet, selections } };
  const definitions = document.definitions.map((definition) =>
    definition === operation ? reduced : definition,
  );
  return { ...document, definitions };
}

/** Codes of values that cannot be used or computed with, and of statements that are too complex for the server. */
const RETRIED = /^(22|54|CL001)/;

/** Whether ordinary execution may find out what a statement failed of, and answer the rest. */
export function isRetried(reason: unknown): boolean {
  const { code } = reason as { code?: unknown };
  return typeof code === "string" && RETRIED.test(code);
}
