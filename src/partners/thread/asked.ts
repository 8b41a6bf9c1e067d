import {
  type DocumentNode,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  OperationTypeNode,
  type SelectionSetNode,
} from "graphql";
import { ENTITIES } from "./answers.js";

/** The fields that an operation asks of a partner, by the types that it asks them of; what fails with it. */
export function askedIn(schema: GraphQLSchema, { definitions }: DocumentNode): ReadonlySet<string> {
  const found = new Set<string>();
  const addField = (name: string, field: string): void => {
    found.add(`${name}.${field}`);
    const type = schema.getType(name);
    // Fields that an interface is given as a whole are those of whatever implements it.
    if (isAbstractType(type))
      for (const one of schema.getPossibleTypes(type)) found.add(`${one.name}.${field}`);
  };
  const add = (set: SelectionSetNode, type: string | undefined): void => {
    for (const node of set.selections)
      if (node.kind === Kind.INLINE_FRAGMENT) add(node.selectionSet, node.typeCondition?.name.value ?? type);
      else if (node.kind === Kind.FIELD && node.name.value === ENTITIES && node.selectionSet)
        add(node.selectionSet, undefined);
      else if (node.kind === Kind.FIELD && type !== undefined) addField(type, node.name.value);
  };
  for (const node of definitions)
    if (node.kind === Kind.OPERATION_DEFINITION)
      add(node.selectionSet, schema.getRootType(node.operation ?? OperationTypeNode.QUERY)?.name);
  return found;
}
