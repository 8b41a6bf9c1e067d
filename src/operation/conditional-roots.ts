import { type DocumentNode, Kind, OperationTypeNode, type SelectionSetNode } from "graphql";
import { ReportError } from "../../schema/errors.js";

const CONDITIONS = ["skip", "include"];

/**
 * Refuses subscriptions whose field of the root is conditional, as the GraphQL specification does. The rule of graphql-js that counts
 * these fields evaluates the conditions without variables, and throws where it cannot.
 */
export function refuseConditionalRoots({ definitions }: DocumentNode): void {
  const fragments = new Map<string, SelectionSetNode>();
  for (const definition of definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      fragments.set(definition.name.value, definition.selectionSet);
  const seen = new Set<SelectionSetNode>();
  const check = (set: SelectionSetNode | undefined): void => {
    if (!set || seen.has(set)) return;
    seen.add(set);
    for (const selection of set.selections) {
      const directive = selection.directives?.find(({ name }) => CONDITIONS.includes(name.value));
      if (directive)
        throw new ReportError(
          "GRAPHQL_VALIDATION_FAILED",
          `A subscription's field of the root may not be conditional, as @${directive.name.value} makes it.`,
        );
      if (selection.kind === Kind.FRAGMENT_SPREAD) check(fragments.get(selection.name.value));
      else if (selection.kind === Kind.INLINE_FRAGMENT) check(selection.selectionSet);
    }
  };
  for (const definition of definitions)
    if (
      definition.kind === Kind.OPERATION_DEFINITION &&
      definition.operation === OperationTypeNode.SUBSCRIPTION
    )
      check(definition.selectionSet);
}
