import { executeSync, type FieldNode, GraphQLError, type GraphQLSchema } from "graphql";
import { Meta } from "../engine/compile/introspection.js";
import { Selection } from "../engine/compile/selection.js";
import { Written } from "../engine/compile/written.js";
import { checkIntrospection, type Limits } from "../limits/index.js";
import type { Part } from "./preparations.js";

/** What a composed schema says of itself; throws a LimitError where that is too much. */
export function described(
  schema: GraphQLSchema,
  { document, operation }: Part,
  variableValues: Record<string, unknown>,
  limits: Limits,
): Record<string, unknown> {
  const selection = new Selection(schema, {}, variableValues, new Written(() => {}));
  const meta = new Meta(schema, selection, (values) => checkIntrospection(limits, values));
  for (const field of operation.selectionSet.selections as readonly FieldNode[])
    if (field.name.value !== "__typename") meta.count(field.name.value, [field]);
  const { data, errors } = executeSync({ schema, document, variableValues });
  if (!data) throw errors?.[0] ?? new GraphQLError("Nothing was executed.");
  return data;
}
