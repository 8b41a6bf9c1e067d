import type { GraphQLError } from "graphql";
import { isWrongValue, ReportError } from "../../../schema/errors.js";
import type { Fault } from "../messages.js";

/** An operation is refused as a whole. */
export class RefusedOperation extends Error {
  constructor(readonly faults: readonly Fault[]) {
    super(faults[0]?.message);
  }
}

/** A mistake in a request, with the places in its text. */
export const mistake = ({ message, positions }: GraphQLError, code: string): Fault => ({
  message,
  extensions: { code },
  positions,
});

/** What is said of an operation that has no answer. */
export function faultsOf(error: unknown): readonly Fault[] {
  if (error instanceof RefusedOperation) return error.faults;
  if (error instanceof ReportError) return [{ message: error.message, extensions: error.extensions }];
  if (isWrongValue(error)) return [mistake(error, "BAD_USER_INPUT")];
  const { message } = error as Error;
  return [{ message, extensions: { code: "INTERNAL_SERVER_ERROR" } }];
}
