import { GraphQLError } from "graphql";
import type { Logger } from "pino";
import { ERROR_STATUS, type ErrorCode, ReportError } from "../../schema/errors.js";
import { originalKey } from "../planning/keys.js";

/** What the libraries say of a call besides what the subgraph said. */
const OTHERS = new Set(["serviceName", "request", "response", "http", "stacktrace"]);
const TOO_LATE = /TIMEOUT/;

/** An error of a subgraph as clients see it: as the subgraph said it, or else that the subgraph does not answer. */
export function errorOf(
  { message, path, extensions, originalError }: GraphQLError,
  log: Logger,
): GraphQLError {
  const { code, serviceName } = extensions ?? {};
  const known = typeof code === "string" && Object.hasOwn(ERROR_STATUS, code);
  const more = Object.entries(extensions ?? {}).filter(([name]) => !OTHERS.has(name) && name !== "code");
  const reported = known
    ? new ReportError(code as ErrorCode, message, Object.fromEntries(more))
    : unanswered(String(code), String(serviceName));
  if (!known)
    log.error({ subgraph: serviceName, err: originalError ?? { message } }, "a subgraph does not answer");
  return new GraphQLError(reported.message, {
    path: path?.map((key) => (typeof key === "string" ? originalKey(key) : key)),
    originalError: reported,
    extensions: reported.extensions,
  });
}

function unanswered(code: string, subgraph: string): ReportError {
  return TOO_LATE.test(code)
    ? new ReportError("TIMED_OUT", `The subgraph "${subgraph}" took too long to answer.`, { subgraph })
    : new ReportError(
        "SERVICE_UNAVAILABLE",
        `The subgraph "${subgraph}" does not answer at the moment; try again shortly.`,
        { subgraph },
      );
}
