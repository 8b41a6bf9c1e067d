import { randomUUID } from "node:crypto";
import { unwrapResolverError } from "@apollo/server/errors";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import type { Logger } from "pino";
import { ERROR_STATUS, type ErrorCode, isWrongValue, ReportError } from "../../schema/errors.js";
import { sqlStateOf } from "../database/sql-state.js";

/** An error as a client may see it. */
interface Shown {
  message: string;
  extensions: { code: ErrorCode };
}

const shown = (code: ErrorCode, message: string): Shown => ({ message, extensions: { code } });

const isCode = (code: unknown): code is ErrorCode =>
  typeof code === "string" && Object.hasOwn(ERROR_STATUS, code);

/** What a client may see of a thrown value; undefined for everything that was not meant for clients. */
function visible(thrown: unknown, code: unknown): Shown | undefined {
  if (thrown instanceof ReportError) return { message: thrown.message, extensions: thrown.extensions };
  if (isWrongValue(thrown)) return shown("BAD_USER_INPUT", thrown.message);
  if (thrown instanceof GraphQLError) {
    if (thrown.originalError instanceof ReportError) return visible(thrown.originalError, code);
    // What the engine itself found wrong with a request: parsing, validation, an input's coercion.
    return isCode(code) && ERROR_STATUS[code] < 500 ? shown(code, thrown.message) : undefined;
  }
  const sqlState = sqlStateOf(thrown);
  if (sqlState === "CL001") return shown("BAD_USER_INPUT", (thrown as Error).message);
  if (sqlState?.startsWith("22"))
    return shown("BAD_USER_INPUT", `A value is not valid: ${(thrown as Error).message}.`);
  if (sqlState === "57014")
    return shown("TIMED_OUT", "The query took too long and was cancelled; ask for less in one request.");
  if (sqlState && UNREACHABLE.test(sqlState))
    return shown("SERVICE_UNAVAILABLE", "The database is not available at the moment; try again shortly.");
  return undefined;
}

/** PostgreSQL's codes for lost connections, stopping servers and full disks, and the system's for refused ones. */
const UNREACHABLE = /^(08...|57P0.|53[13]00|E[A-Z]+)$/;

/** Makes what clients see of errors: declared ones as they are, all others masked under an id that the log carries. */
export function createFormatter(log: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const thrown = unwrapResolverError(error);
    const { locations, path } = formatted;
    const place = { ...(locations && { locations }), ...(path && { path }) };
    const known = visible(thrown, formatted.extensions?.code);
    if (known?.extensions.code === "SERVICE_UNAVAILABLE" && !(thrown instanceof ReportError))
      log.error({ err: thrown, path }, "the database does not answer");
    if (known) return { message: known.message, ...place, extensions: known.extensions };
    const id = randomUUID();
    log.error({ id, err: thrown, path }, "masked error");
    return {
      message: `Something went wrong on the server; quote ${id} when you report it.`,
      ...place,
      extensions: { code: "INTERNAL_SERVER_ERROR", id },
    };
  };
}
