import type { Model } from "../../resolvers/model/model.js";
import type { MeasureAsk } from "./asks.js";
import { columnOf, comparing } from "./compare.js";
import { identity, meets } from "./conditions.js";
import { exact, meanOf, sumOf, written } from "./decimal.js";
import { figuresRefusal } from "./figures.js";
import { Refusal } from "./refusal.js";
import type { Row, Rows, Value } from "./rows.js";

/** What a group's field holds; a refusal where it must not be computed. */
export function measure(
  rows: Rows,
  model: Model,
  all: readonly Row[],
  { fn, property, where }: MeasureAsk,
): Value | Refusal {
  const members = where ? all.filter((row) => meets(rows, model, row, where)) : all;
  if (fn === "count" || property === undefined) return members.length;
  const column = columnOf(model, property);
  const values = members.flatMap((row) => row[property] ?? []) as Exclude<Value, null>[];
  if (fn === "countDistinct") return new Set(values.map((value) => identity(column, value))).size;
  const refusal =
    model.name === "Observation" && property === "value"
      ? figuresRefusal(rows, model, fn, members)
      : undefined;
  if (refusal) return refusal;
  if (values.length === 0) return null;
  if (fn === "sum" || fn === "avg") {
    const numbers = values.map((value) => exact(String(value)));
    return written(fn === "sum" ? sumOf(numbers) : meanOf(numbers));
  }
  values.sort(comparing(model, column));
  const found = values.at(fn === "min" ? 0 : -1) as Exclude<Value, null>;
  return column.cast === "numeric" ? written(exact(String(found))) : found;
}

/** Distinguishes a `Refusal` from what was computed. */
export const isRefused = (value: unknown): value is Refusal => value instanceof Refusal;
