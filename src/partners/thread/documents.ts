import {
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
  parse,
  validate,
} from "graphql";
import { getVariableValues } from "graphql/execution/values.js";
import { LRUCache } from "lru-cache";
import { ReportError } from "../../../schema/errors.js";
import type { Asking } from "../messages.js";
import { mistake, RefusedOperation } from "./refusal.js";

/** How many documents are kept. */
const MOST = 500;

/** An operation that is in order, with the values of its variables. */
export interface Read {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  /** Coerced, and as they were given. */
  variables: Record<string, unknown>;
  given: Record<string, unknown>;
}

/** Reads documents, and keeps those that are valid. */
export class Documents {
  readonly #valid = new LRUCache<string, DocumentNode>({ max: MOST });

  constructor(private readonly schema: GraphQLSchema) {}

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

  #validated(text: string): DocumentNode {
    const document = parse(text);
    const errors = validate(this.schema, document);
    if (errors.length > 0)
      throw new RefusedOperation(errors.map((error) => mistake(error, "GRAPHQL_VALIDATION_FAILED")));
    return document;
  }
}
