import {
  type DocumentNode,
  type GraphQLSchema,
  getDirectiveValues,
  getOperationAST,
  type OperationDefinitionNode,
  OperationTypeNode,
} from "graphql";
import { InputError, ReportError } from "../../schema/errors.js";
import { LIVE, THROTTLE_MS } from "../../schema/live.js";
import { coercedOf, keyOf } from "./asked.js";

/** A live query as a client asks for it, found to be in order. */
export interface LiveAsked {
  /** What is the same for all who ask the same. */
  key: string;
  /** The operation's name, as the log says it. */
  name: string;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  /** The variables as the client gave them. */
  given: Record<string, unknown>;
  throttleMs: number;
}

/** Whether an operation is a query that is live. */
export const isLive = (operation: OperationDefinitionNode | null | undefined): boolean =>
  operation?.operation === OperationTypeNode.QUERY &&
  (operation.directives ?? []).some(({ name }) => name.value === LIVE.name);

/** Reads what a live query asks for; throws Wrong, or a ReportError. */
export function readLive(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
  given: Record<string, unknown> = {},
): LiveAsked {
  const operation = getOperationAST(document, operationName);
  if (!operation || !isLive(operation))
    throw new ReportError("OPERATION_RESOLUTION_FAILURE", "This is no live query.");
  const coerced = coercedOf(schema, operation, given);
  const { throttle: throttleMs } = getDirectiveValues(LIVE, operation, coerced) as { throttle: number };
  const { least, most } = THROTTLE_MS;
  if (throttleMs < least || throttleMs > most)
    throw new InputError(
      `throttle: a live query takes from ${least} to ${most} milliseconds, not ${throttleMs}.`,
    );
  return {
    key: keyOf(document, operation, coerced),
    name: operation.name?.value ?? "(live query)",
    document,
    operation,
    given,
    throttleMs,
  };
}
