import type { Column } from "../../resolvers/model/columns.js";
import type { Model } from "../../resolvers/model/model.js";
import type { Fn, RatioAsk } from "./asks.js";
import { columnOf } from "./compare.js";
import { type Conditions, holds } from "./conditions.js";
import { isRefused, measure } from "./measures.js";
import { type AnsweredRatio, QUOTIENT, ratioOf } from "./ratios.js";
import type { Refusal } from "./refusal.js";
import type { Row, Rows, Value } from "./rows.js";

/** Whether a group stays; undefined where that hangs on what must not be computed. */
export interface Judgement {
  stays: boolean | undefined;
  /** What is refused, if it is looked at. */
  refusals: Refusal[];
}

const COUNT: Column = { property: "count", sql: "", cast: "integer", list: false, required: true };

/** Judges a group; `and` and `or` may stop at the first item that settles them, or look at all. */
export function judge(rows: Rows, model: Model, members: readonly Row[], having: Conditions): Judgement {
  const inner = (conditions: unknown) => judge(rows, model, members, conditions as Conditions);
  const parts = Object.entries(having).map(([name, value]): Judgement => {
    if (value === null || value === undefined) return { stays: true, refusals: [] };
    if (name === "and") return every((value as unknown[]).map(inner));
    if (name === "or") return opposite(every((value as unknown[]).map(inner).map(opposite)));
    if (name === "not") return opposite(inner(value));
    if (name === "count")
      return { stays: holds(model, COUNT, members.length, value as Conditions), refusals: [] };
    if (name === "ratio") {
      const { value: operators, ...ask } = value as RatioAsk & { value?: Conditions };
      const found = ratioOf(rows, model, members, ask);
      if (isRefused(found)) return { stays: nothing(operators) ? true : undefined, refusals: [found] };
      const quotient = (found as AnsweredRatio).value;
      return { stays: holds(model, QUOTIENT, quotient, operators ?? {}), refusals: [] };
    }
    const asked = Object.entries(value as Record<string, Conditions | null>);
    return every(
      asked.flatMap(([property, operators]) => {
        if (operators === null) return [];
        const found = measure(rows, model, members, { fn: name as Fn, property });
        if (!isRefused(found))
          return { stays: holds(model, columnOf(model, property), found as Value, operators), refusals: [] };
        const stays = nothing(operators) ? true : undefined;
        return { stays, refusals: [found] };
      }),
    );
  });
  return every(parts);
}

const nothing = (operators: Conditions = {}): boolean => Object.keys(operators).length === 0;

function every(parts: readonly Judgement[]): Judgement {
  const refusals = parts.flatMap((part) => part.refusals);
  if (parts.some(({ stays }) => stays === false)) return { stays: false, refusals };
  return { stays: parts.some(({ stays }) => stays === undefined) ? undefined : true, refusals };
}

const opposite = ({ stays, refusals }: Judgement): Judgement => ({
  stays: stays === undefined ? undefined : !stays,
  refusals,
});
