import type { Logger } from "pino";
import type { Ending } from "./ending.js";

/** Makes what logs a request in one line: what was asked for and how it went, never with which values. */
export function requestLog(log: Logger): (ending: Ending) => void {
  return ({ request, reply, abandoned, codes }) => {
    const level = !abandoned && reply.statusCode >= 500 ? "error" : "info";
    if (!log.isLevelEnabled(level)) return;
    request.log[level](
      {
        reqId: request.id,
        method: request.method,
        path: request.url.split("?", 1)[0],
        ...(abandoned ? { abandoned } : { status: reply.statusCode }),
        milliseconds: Math.round(reply.elapsedTime * 10) / 10,
        ...request.graphql?.trace,
        errors: codes,
      },
      "request",
    );
  };
}
