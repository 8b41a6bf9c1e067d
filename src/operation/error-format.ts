import { randomUUID } from "node:crypto";
import { unwrapResolverError } from "@apollo/server/errors";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import type { Logger } from "pino";
import { ERROR_STATUS, type ErrorCode, ReportError } from "../../schema/errors.js";

/** A fault as a client may see it. */
interface Told {
  message: string;
  extensions: { code: ErrorCode };
}

const told = (code: ErrorCode, message: string): Told => ({ message, extensions: { code } });

const isCode = (code: unknown): code is ErrorCode => typeof code === "string" && code in ERROR_STATUS;

/** What may be told of a thrown value as it is; undefined for everything that was not meant for clients. */
function telling(thrown: unknown, code: unknown): Told | undefined {
  if (thrown instanceof ReportError) return { message: thrown.message, extensions: thrown.extensions };
  if (thrown instanceof GraphQLError) {
    if (thrown.originalError instanceof ReportError) return telling(thrown.originalError, code);
    // What the engine itself found wrong with a request: parsing, validation, an input's coercion.
    return isCode(code) && ERROR_STATUS[code] < 500 ? told(code, thrown.message) : undefined;
  }
  const sqlState = sqlStateOf(thrown);
  if (sqlState === "CL001") return told("BAD_USER_INPUT", (thrown as Error).message);
  if (sqlState?.startsWith("22"))
    return told("BAD_USER_INPUT", `A value cannot be used: ${(thrown as Error).message}.`);
  if (sqlState === "57014")
    return told("TIMED_OUT", "The answer took too long and was given up; ask for less at once.");
  if (sqlState && UNREACHABLE.test(sqlState))
    return told("SERVICE_UNAVAILABLE", "The database does not answer just now; ask again soon.");
  return undefined;
}

/** PostgreSQL's codes for lost connections and stopping servers, and the system's for refused ones. */
const UNREACHABLE = /^(08...|57P0.|53300|E[A-Z]+)$/;

/** The driver's words for a connection that it has lost, or could not have in time. */
const LOST =
  /^(Connection terminated|Client (was closed|has encountered a connection error)|timeout exceeded when trying to connect)/;

/** The code of a failed statement, or of the connection that it could not have. */
function sqlStateOf(thrown: unknown): string | undefined {
  const { driverError = thrown } = (thrown ?? {}) as { driverError?: unknown };
  const { code, message } = (driverError ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code === "string") return code;
  return LOST.test(String(message)) ? "08006" : undefined;
}

/** Makes what clients see of errors: declared ones as they are, all others masked under an id that the log carries. */
export function createFormatter(log: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const thrown = unwrapResolverError(error);
    const { locations, path } = formatted;
    const place = { ...(locations && { locations }), ...(path && { path }) };
    const known = telling(thrown, formatted.extensions?.code);
    if (known?.extensions.code === "SERVICE_UNAVAILABLE")
      log.error({ err: thrown, path }, "the database does not answer");
    if (known) return { message: known.message, ...place, extensions: known.extensions };
    const id = randomUUID();
    log.error({ id, err: thrown, path }, "masked error");
    return {
      message: `Something failed on our side; quote ${id} when you report it.`,
      ...place,
      extensions: { code: "INTERNAL_SERVER_ERROR", id },
    };
  };
}
