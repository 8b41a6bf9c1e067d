import { type ExecutionResult, GraphQLError, Source } from "graphql";
import { ReportError, type ErrorCode } from "../../schema/errors.js";
import { JsonData } from "../engine/run/answer.js";
import type { Fault, Reply } from "./messages.js";

/** An answer of a joined graph as ordinary execution would give it; its data stays the bytes that it is. */
export function resultOf({ data, holds, errors }: Reply, text: string): ExecutionResult {
  const faults = errors?.map((fault) => errorOf(fault, text));
  return {
    ...(data && { data: new JsonData([[Buffer.from(data)]], holds) as never }),
    ...(faults && { errors: faults }),
  };
}

function errorOf(
  { message, path, positions, extensions: { code, ...more } }: Fault,
  text: string,
): GraphQLError {
  // What went wrong on our side and is not masked yet, whoever shows errors to clients will mask.
  const masked = code !== "INTERNAL_SERVER_ERROR" || more.id !== undefined;
  const originalError = masked ? new ReportError(code as ErrorCode, message, more) : new Error(message);
  return new GraphQLError(message, {
    originalError,
    ...(path && { path }),
    ...(positions && { source: new Source(text), positions }),
  });
}
