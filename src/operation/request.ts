import type { ApolloServer } from "@apollo/server";
import type { FormattedExecutionResult } from "graphql";
import { ReportError } from "../../schema/errors.js";
import type { RequestContext } from "./context.js";

/** An operation as whoever carries it hands it over. */
export interface OperationRequest {
  query: string;
  operationName?: string | undefined;
  variables?: Record<string, unknown> | undefined;
  /** The credentials of whoever asks, as the header Authorization has them; of operations that have no context when they are begun. */
  authorization?: string | undefined;
}

/** Executes one operation; what is wrong with it, even that it may not be asked at all, is among the errors. */
export async function executeRequest(
  {
    admission,
    apollo,
  }: { admission: { check(query: string, variables: unknown): void }; apollo: ApolloServer<RequestContext> },
  { query, operationName, variables }: OperationRequest,
  contextValue: RequestContext,
): Promise<FormattedExecutionResult> {
  try {
    admission.check(query, variables);
  } catch (error) {
    if (!(error instanceof ReportError)) throw error;
    return { errors: [{ message: error.message, extensions: error.extensions }] };
  }
  const request = { query, ...(operationName && { operationName }), ...(variables && { variables }) };
  const { body } = await apollo.executeOperation(request, { contextValue });
  if (body.kind !== "single") throw new Error("An answer comes in one piece.");
  return body.singleResult;
}
