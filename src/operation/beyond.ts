import {
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type { KnownDocument } from "../engine/store.js";
import type { RequestContext } from "./context.js";
import type { OperationRequest } from "./request.js";

/** Answers what our own schema does not have, while others are joined to it. */
export interface Beyond {
  /** Whether any others are joined at the moment. */
  readonly joined: boolean;
  /** Fields of ours that others answer at the moment, as "Type.field". */
  readonly overridden: ReadonlySet<string>;
  execute(request: OperationRequest, context: RequestContext): Promise<ExecutionResult>;
}

/** What the schema says of itself is not what it was while others are joined to it. */
const META = /\b__(schema|type)\b/;

/**
 * Finds out whether a document asks for more than is ours, which it does where our own schema lacks something of it. That is
 * found out once; while nobody is joined, all documents are ours, to be refused in our own words.
 */
export function isForeign(
  known: KnownDocument,
  schema: GraphQLSchema,
  { joined, overridden }: Beyond,
): boolean {
  if (!joined) return false;
  if (!known.foreign && (META.test(known.text) || !isValid(known, schema)))
    known.foreign = parsed(known.text);
  if (known.foreign) return true;
  return overridden.size > 0 && known.document !== undefined && selects(known.document, schema, overridden);
}

/** Whether a document is one of our own schema; what cannot be parsed is nobody else's. */
function isValid(known: KnownDocument, schema: GraphQLSchema): boolean {
  const document = known.document ?? parsed(known.text);
  if (!document) return true;
  const roots = document.definitions.every(
    (node) => node.kind !== Kind.OPERATION_DEFINITION || schema.getRootType(node.operation),
  );
  if (!roots) return false;
  if (!known.document && validate(schema, document, undefined, { maxErrors: 1 }).length > 0) return false;
  known.document = document;
  return true;
}

/** Whether a document selects one of some fields. */
function selects(document: DocumentNode, schema: GraphQLSchema, fields: ReadonlySet<string>): boolean {
  const types = new TypeInfo(schema);
  let found = false;
  const enter = ({ name }: FieldNode) => {
    const parent = types.getParentType();
    const owners = isAbstractType(parent) ? schema.getPossibleTypes(parent) : [];
    found ||= [parent, ...owners].some((type) => type && fields.has(`${type.name}.${name.value}`));
  };
  visit(document, visitWithTypeInfo(types, { Field: { enter } }));
  return found;
}

function parsed(text: string): DocumentNode | undefined {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}
