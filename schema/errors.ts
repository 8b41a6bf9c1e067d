/** Every code that a client can meet, with the HTTP status of an answer that holds nothing else. */
export const ERROR_STATUS = {
  BAD_USER_INPUT: 400,
  BAD_REQUEST: 400,
  GRAPHQL_PARSE_FAILED: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
  OPERATION_RESOLUTION_FAILURE: 400,
  PERSISTED_QUERY_NOT_FOUND: 400,
  PERSISTED_QUERY_NOT_SUPPORTED: 400,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  INTERNAL_SERVER_ERROR: 500,
  TIMED_OUT: 503,
  SERVICE_UNAVAILABLE: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** A fault that the client is told of; anything else that is thrown is masked. */
export class ReportError extends Error {
  readonly extensions: { code: ErrorCode };

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.name = "ReportError";
    this.extensions = { code };
  }
}

/** The client asked for something that has no meaning: what was wrong, the value given, what would be right. */
export class InputError extends ReportError {
  constructor(message: string) {
    super("BAD_USER_INPUT", message);
    this.name = "InputError";
  }
}
