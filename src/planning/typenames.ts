import {
  type DocumentNode,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  Kind,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";

/** The same document, which asks for the type wherever it is not known otherwise: answers are completed by it. */
export function withTypenames(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  const types = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(types, {
      SelectionSet: {
        leave(set): SelectionSetNode | undefined {
          const type = types.getParentType();
          const asked = set.selections.some(
            (node) => node.kind === Kind.FIELD && (node.alias ?? node.name).value === "__typename",
          );
          if (asked || !isCompositeType(type) || !isAbstractType(type)) return undefined;
          const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } } as const;
          return { ...set, selections: [typename, ...set.selections] };
        },
      },
    }),
  );
}
