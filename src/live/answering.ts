import type { ApolloServer } from "@apollo/server";
import type { FormattedExecutionResult, GraphQLFormattedError } from "graphql";
import type { Admission } from "../operation/admission.js";
import type { RequestContext, RequestOptions } from "../operation/context.js";
import type { OperationRequest } from "../operation/request.js";
import type { Places } from "./places.js";
import type { Subscription } from "./subscription.js";

/** What answers operations, whatever carries them. */
export interface Answering {
  readonly admission: Pick<Admission, "check">;
  readonly apollo: ApolloServer<RequestContext>;
  readonly subscriptions: {
    readonly places: Places;
    /** Whether a request asks for more than one answer. */
    includes(request: OperationRequest): boolean;
    /** What clients see of whatever was thrown. */
    format(error: unknown): GraphQLFormattedError;
  };
  /** A context for one request. */
  createContext(options?: RequestOptions): RequestContext;
  /** Executes one operation; what is wrong with it, even that it may not be asked at all, is among the errors. */
  execute(request: OperationRequest, context?: RequestContext): Promise<FormattedExecutionResult>;
  /** Opens what has more than one answer, behind a cursor where one is given. What is wrong with it is among the errors. */
  subscribe(
    request: OperationRequest,
    after?: string,
  ): Promise<Subscription | { errors: readonly GraphQLFormattedError[] }>;
  /** Says to whoever is subscribed that it is over, and begins nothing more. */
  end(): void;
  stop(): Promise<void>;
}
