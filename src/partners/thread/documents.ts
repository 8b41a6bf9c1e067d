import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getOperationAST,
  isAbstractType,
  isCompositeType,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionSetNode,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { getVariableValues } from "graphql/execution/values.js";
import { LRUCache } from "lru-cache";
import { isMeta } from "../../engine/compile/introspection.js";
import { GuardedKeys } from "../../federation/keys.js";
import { normalised } from "../../federation/normalise.js";
import { ReportError } from "../../../schema/errors.js";
import type { Asking } from "../messages.js";
import { mistake, RefusedOperation } from "./refusal.js";

/** How many documents are kept, as they came and as they are planned. */
const MOST = 500;

/** An operation that is in order, with the values of its variables. */
export interface Read {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  /** Coerced, and as they were given. */
  variables: Record<string, unknown>;
  given: Record<string, unknown>;
}

/** An operation as it is planned: one object for all that are equal, since plans are kept by it. */
export interface Planned {
  document: DocumentNode;
  variables: Record<string, unknown>;
}

/** Reads documents, and keeps what it found out about them. */
export class Documents {
  readonly #valid = new LRUCache<string, DocumentNode>({ max: MOST });
  readonly #planned = new LRUCache<string, DocumentNode>({ max: MOST });

  readonly #guarded: GuardedKeys;

  constructor(private readonly schema: GraphQLSchema) {
    this.#guarded = new GuardedKeys(schema);
  }

  /** Reads an operation; throws a RefusedOperation, or a ReportError, where it is not in order. */
  read({ query, operationName, variables: given = {} }: Asking): Read {
    const document = this.#valid.get(query) ?? this.#validated(query);
    this.#valid.set(query, document);
    const operation = getOperationAST(document, operationName);
    if (!operation) throw new ReportError("OPERATION_RESOLUTION_FAILURE", "There is no such operation.");
    if (!this.schema.getRootType(operation.operation))
      throw new ReportError("OPERATION_RESOLUTION_FAILURE", `This API has no ${operation.operation}.`);
    const { coerced, errors } = getVariableValues(this.schema, operation.variableDefinitions ?? [], given, {
      maxErrors: 50,
    });
    if (errors) throw new RefusedOperation(errors.map((error) => mistake(error, "BAD_USER_INPUT")));
    return { document, operation, variables: coerced, given };
  }

  /** An operation as it is planned; undefined where it asks only for what the schema says of itself. */
  plan({ document, operation, given }: Read): Planned | undefined {
    const whole = normalised(this.schema, document, operation, given);
    const asked = withoutMeta(whole.document);
    if (!asked) return undefined;
    const text = print(asked);
    const known = this.#planned.get(text) ?? withTypenames(this.schema, this.#guarded.in(asked));
    this.#planned.set(text, known);
    return { document: known, variables: whole.variables };
  }

  #validated(text: string): DocumentNode {
    const document = parse(text);
    const errors = validate(this.schema, document);
    if (errors.length > 0)
      throw new RefusedOperation(errors.map((error) => mistake(error, "GRAPHQL_VALIDATION_FAILED")));
    return document;
  }
}

/** A document without what the schema says of itself; undefined where nothing else is asked. */
function withoutMeta(document: DocumentNode): DocumentNode | undefined {
  const [operation] = document.definitions as OperationDefinitionNode[];
  if (!operation) return undefined;
  const selections = operation.selectionSet.selections.filter(
    (node) => node.kind !== Kind.FIELD || !isMeta(node.name.value),
  );
  if (selections.every((node) => node.kind === Kind.FIELD && node.name.value === "__typename"))
    return undefined;
  return {
    ...document,
    definitions: [{ ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections } }],
  };
}

/** The same document, which asks for the type wherever that is not known: the answer is completed by it. */
function withTypenames(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
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

/** The fragments of a document by their names. */
export function fragmentsOf({ definitions }: DocumentNode): Record<string, FragmentDefinitionNode> {
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  for (const node of definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments[node.name.value] = node;
  return fragments;
}
