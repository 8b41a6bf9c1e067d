import { type ArgumentNode, type FieldNode, type GraphQLSchema, Kind } from "graphql";
import { type Part, partOf } from "../planning/preparations.js";

/** The same subscription behind a cursor, if its field of the root takes one. */
export function behind(schema: GraphQLSchema, { operation }: Part, after: string): Part {
  const [field] = operation.selectionSet.selections as readonly FieldNode[];
  const args = field && schema.getSubscriptionType()?.getFields()[field.name.value]?.args;
  if (!field || !args?.some(({ name }) => name === "after")) return partOf(operation, field ? [field] : []);
  const others = (field.arguments ?? []).filter(({ name }) => name.value !== "after");
  const cursor: ArgumentNode = {
    kind: Kind.ARGUMENT,
    name: { kind: Kind.NAME, value: "after" },
    value: { kind: Kind.STRING, value: after },
  };
  return partOf(operation, [{ ...field, arguments: [...others, cursor] }]);
}
