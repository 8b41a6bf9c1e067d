import type { ExecutionResult } from "graphql";
import type { OperationRequest } from "../operation/request.js";
import type { RequestContext } from "../operation/context.js";
import type { Generation } from "./generation.js";
import type { Whole } from "./own.js";
import { resultOf } from "./replies.js";

/** Has a joined graph answer an operation, as ordinary execution would; what goes away with its client is cancelled. */
export async function ask(
  generation: Generation,
  { query, operationName, variables }: OperationRequest,
  context: RequestContext,
  maximum: number,
): Promise<ExecutionResult> {
  const { authorization, abandonment, trace, returnsCost } = context;
  const whole: Whole = { context, cost: 0 };
  const asking = { query, operationName, variables, authorization };
  let leave = () => {};
  const reply = await generation.ask(asking, whole, (end) => {
    abandonment?.listen(end);
    leave = () => abandonment?.leave(end);
  });
  leave();
  trace.cost = reply.cost;
  const result = resultOf(reply, query);
  return returnsCost && reply.data
    ? { ...result, extensions: { cost: { requested: reply.cost, maximum } } }
    : result;
}
