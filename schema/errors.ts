import { GraphQLError, isValueNode } from "graphql";

/** Every code that a client can meet, with the HTTP status of an answer that holds nothing else. */
export const ERROR_STATUS = {
  BAD_USER_INPUT: 400,
  BAD_REQUEST: 400,
  GRAPHQL_PARSE_FAILED: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
  OPERATION_RESOLUTION_FAILURE: 400,
  LIMIT_EXCEEDED: 400,
  // In application/json it is 200: clients that register documents expect it there, and ask again with the document.
  PERSISTED_QUERY_NOT_FOUND: 400,
  PERSISTED_QUERY_NOT_SUPPORTED: 400,
  DOCUMENT_NOT_TRUSTED: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  EXPECTATION_FAILED: 417,
  INTERNAL_SERVER_ERROR: 500,
  PARTNER_FAILED: 502,
  PARTNER_UNAVAILABLE: 503,
  GRAPH_CHANGED: 503,
  TIMED_OUT: 503,
  SERVICE_UNAVAILABLE: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** A fault that the client sees as it is; anything else that is thrown is masked. */
export class ReportError extends Error {
  /** The code, and whatever else a program may want to read of the fault. */
  readonly extensions: { code: ErrorCode; [name: string]: unknown };

  constructor(code: ErrorCode, message: string, more: Record<string, unknown> = {}) {
    super(message);
    this.name = "ReportError";
    this.extensions = { code, ...more };
  }
}

/** Does what makes errors for a client by the thousand: nobody sees their stacks, which would take most of the time. */
export function withoutStacks<Result>(work: () => Result): Result {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** The client asked for something that has no meaning: what was wrong, the value given, what would be right. */
export class InputError extends ReportError {
  constructor(message: string) {
    super("BAD_USER_INPUT", message);
    this.name = "InputError";
  }
}

/** The client asked for more than one request may ask for. */
export class LimitError extends ReportError {
  constructor(limit: string, maximum: number, requested: number, words: string) {
    const message = `The request exceeds a limit: at most ${maximum} ${words} (${limit}), not ${requested}.`;
    super("LIMIT_EXCEEDED", message, { limit, maximum, requested });
    this.name = "LimitError";
  }
}

/**
 * Whether an argument's value is to blame, which may only show itself in execution: validation lets a variable that may be null
 * stand where a default is, and its null is refused there. The error has no code, and points at the value.
 */
export const isWrongValue = (error: unknown): error is GraphQLError =>
  error instanceof GraphQLError &&
  error.extensions.code === undefined &&
  error.nodes?.[0] !== undefined &&
  isValueNode(error.nodes[0]);
