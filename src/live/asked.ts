import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  print,
  validate,
  visit,
} from "graphql";
import { getArgumentValues, getVariableValues } from "graphql/execution/values.js";
import { ReportError, type ErrorCode } from "../../schema/errors.js";
import { rootFields, type Selected } from "./projection.js";

/** A subscription as a client asks for it, found to be in order. */
export interface Asked extends Selected {
  /** What is the same for all who ask the same, wherever they begin. */
  key: string;
  /** The operation's name, as the log says it. */
  name: string;
  operation: OperationDefinitionNode;
  /** The field of the root, the key that its answer has, and the type of what it gives. */
  field: GraphQLField<unknown, unknown>;
  place: string;
  type: GraphQLObjectType;
  nodes: readonly FieldNode[];
  /** Its arguments, coerced. */
  args: Record<string, unknown>;
  /** The variables as the client gave them. */
  given: Record<string, unknown>;
}

/** Several things that are wrong with an operation. */
export class Wrong extends Error {
  constructor(readonly errors: readonly GraphQLError[]) {
    super();
  }
}

/** Parses a document and holds it against the schema; throws Wrong. */
export function readDocument(schema: GraphQLSchema, text: string): DocumentNode {
  let document: DocumentNode;
  try {
    document = parse(text);
  } catch (error) {
    throw new Wrong([withCode("GRAPHQL_PARSE_FAILED", error as GraphQLError)]);
  }
  const errors = validate(schema, document);
  if (errors.length > 0) throw new Wrong(errors.map((error) => withCode("GRAPHQL_VALIDATION_FAILED", error)));
  return document;
}

/** Reads what a subscription asks for; throws Wrong, or a ReportError. */
export function readAsked(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
  given: Record<string, unknown> = {},
): Asked {
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== OperationTypeNode.SUBSCRIPTION)
    throw new ReportError("OPERATION_RESOLUTION_FAILURE", "This is no subscription.");
  const coerced = coercedOf(schema, operation, given);
  const fragments = fragmentsOf(document);
  const selected = { schema, fragments, variables: coerced };
  const root = schema.getSubscriptionType() as GraphQLObjectType;
  const [[place, nodes] = [], ...others] = rootFields(selected, root, operation.selectionSet);
  const node = nodes?.[0];
  const field = node && root.getFields()[node.name.value];
  if (!place || !nodes || !field || others.length > 0)
    throw new ReportError("GRAPHQL_VALIDATION_FAILED", "A subscription asks for one field of the root.");
  return {
    ...selected,
    key: keyOf(document, operation, coerced, root.name),
    name: operation.name?.value ?? "(subscription)",
    operation,
    field,
    place,
    type: getNamedType(field.type) as GraphQLObjectType,
    nodes,
    args: getArgumentValues(field, node, coerced),
    given,
  };
}

/** The values of an operation's variables; throws Wrong. */
export function coercedOf(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Record<string, unknown>,
): Record<string, unknown> {
  const { coerced, errors } = getVariableValues(schema, variableDefinitions, given, { maxErrors: 50 });
  if (errors) throw new Wrong(errors.map((error) => withCode("BAD_USER_INPUT", error)));
  return coerced;
}

/** The fragments of a document by their names. */
export function fragmentsOf({ definitions }: DocumentNode): Record<string, FragmentDefinitionNode> {
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  for (const definition of definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  return fragments;
}

/**
 * What is the same for all who ask the same of an operation. With the type of a subscription's root, it is so wherever they begin:
 * that changes nothing of what they are sent from there on.
 */
export function keyOf(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
  root?: string,
): string {
  const used = new Set<string>();
  let depth = 0;
  const text = print(
    visit(document, {
      OperationDefinition: (definition) => {
        depth = 0;
        return definition === operation ? undefined : null;
      },
      FragmentDefinition: ({ typeCondition }) => {
        depth = typeCondition.name.value === root ? 0 : 1;
      },
      Field: {
        enter() {
          depth += 1;
        },
        leave() {
          depth -= 1;
        },
      },
      Argument: ({ name }) => (root && depth === 1 && name.value === "after" ? null : undefined),
      VariableDefinition: () => null,
      Variable: ({ name }) => void used.add(name.value),
    }),
  );
  const values = Object.entries(variables).filter(([name]) => used.has(name));
  return `${text}\n${JSON.stringify(values.sort(), (_, value) => (typeof value === "bigint" ? `${value}` : value))}`;
}

const withCode = (code: ErrorCode, { message, nodes, source, positions, path }: GraphQLError): GraphQLError =>
  new GraphQLError(message, { nodes, source, positions, path, extensions: { code } });
