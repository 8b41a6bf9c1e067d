import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type FieldNode,
  GraphQLError,
  type GraphQLSchema,
} from "graphql";
import type { Operation } from "./compile/plan.js";
import type { Asked } from "./compile/selection.js";
import type { Variables } from "./compile/variable-shape.js";

/** An operation with what it is executed with. */
interface Executed extends Operation {
  variables: Variables | undefined;
  context: unknown;
}

/** Ordinary execution of some fields of the root, by their resolvers. */
export async function executeFields(
  schema: GraphQLSchema,
  executed: Executed,
  fields: readonly Asked[],
): Promise<ExecutionResult> {
  const { context, operation, variables } = executed;
  const result = await execute({
    schema,
    document: documentOf(executed, fields),
    contextValue: context,
    ...(variables && { variableValues: variables }),
    ...(operation.name && { operationName: operation.name.value }),
  });
  if (!result) throw new GraphQLError("Nothing was executed.");
  return result;
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
