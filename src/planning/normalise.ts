import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  valueFromASTUntyped,
  visit,
} from "graphql";
import { ReportError } from "../../schema/errors.js";
import { LIVE } from "../../schema/live.js";
import { Selections } from "./selections.js";

/** One operation in a document of its own. */
export interface Normalised {
  document: DocumentNode;
  /** The values of the variables that it uses. */
  variables: Record<string, unknown>;
}

/**
 * An operation equal in meaning, the order of keys included, that leaves a planner nothing to merge and nothing to decide:
 * fragments are spread, and stay as inline ones only where not every object is meant; what is skipped is left out, and a key
 * stands once in a selection. Whatever depends on variables in directives is decided by the values given, so the document
 * holds for those alone (`conditionsOf` names them).
 *
 * The document must be valid and the values coercible. Throws LIMIT_EXCEEDED where nested fragments come to too many fields.
 */
export function normalised(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown> = {},
): Normalised {
  const root = schema.getRootType(operation.operation);
  if (!root) throw new ReportError("OPERATION_RESOLUTION_FAILURE", `This API has no ${operation.operation}.`);
  const selections = new Selections(schema, fragmentsOf(document), valuesOf(operation, variables));
  const selectionSet = selections.of([{ set: operation.selectionSet, type: root }], root);
  const directives = operation.directives?.filter(({ name }) => name.value !== LIVE.name) ?? [];
  const plain: OperationDefinitionNode = {
    kind: Kind.OPERATION_DEFINITION,
    operation: operation.operation,
    ...(operation.name && { name: operation.name }),
    directives,
    selectionSet,
  };
  const used = variablesIn(plain);
  const definitions = operation.variableDefinitions ?? [];
  const variableDefinitions = definitions.filter(({ variable }) => used.has(variable.name.value));
  return {
    document: { kind: Kind.DOCUMENT, definitions: [{ ...plain, variableDefinitions }] },
    variables: Object.fromEntries(Object.entries(variables).filter(([name]) => used.has(name))),
  };
}

/** The variables whose values decide what the operation of a document asks: those in @skip and @include. */
export function conditionsOf(document: DocumentNode): string[] {
  const found = new Set<string>();
  visit(document, {
    Directive: ({ name, arguments: args }) => {
      if (name.value !== "skip" && name.value !== "include") return;
      for (const { value } of args ?? []) if (value.kind === Kind.VARIABLE) found.add(value.name.value);
    },
  });
  return Array.from(found);
}

function fragmentsOf({ definitions }: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  return fragments;
}

/** The values of all variables, defaults included. */
function valuesOf(
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Record<string, unknown>,
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const { variable, defaultValue } of variableDefinitions) {
    const { value: name } = variable.name;
    if (variables[name] !== undefined) values[name] = variables[name];
    else if (defaultValue) values[name] = valueFromASTUntyped(defaultValue);
  }
  return values;
}

function variablesIn(operation: OperationDefinitionNode): Set<string> {
  const used = new Set<string>();
  visit(operation, { Variable: ({ name }) => void used.add(name.value) });
  return used;
}
