import type { GuardedRows, MeasureFunction } from "../model/model.js";
import { filterSql } from "./measure.js";

/**
 * Why figures must not be computed with. Unlike units cannot be compared; what may be added, or averaged, is of one class,
 * which each figure carries, and no two of its figures say the same thing. The database finds the words for what is wrong.
 */
export function figureRefusal(
  { alias, history, shares }: GuardedRows,
  property: string,
  fn: MeasureFunction,
  present: readonly string[],
): string | undefined {
  if (property !== "value") return undefined;
  const filter = filterSql(present);
  if (fn === "min" || fn === "max") {
    if (shares("unit")) return undefined;
    const [least, most] = ["min", "max"].map((end) => `${end}(${alias}.unit COLLATE "C")${filter}`);
    return `(CASE WHEN ${least} <> ${most} THEN format('${fn}: value: the group has figures in unlike units, among them %s and %s; group by unit, or choose one.', ${least}, ${most}) END)`;
  }
  const column = `${alias}.${fn === "sum" ? "sum_class" : "mean_class"}`;
  const [least, most] = ["min", "max"].map((end) => `${end}(${column})${filter}`);
  // Not by counting different ones, for which PostgreSQL would sort all rows of all groups.
  const twice = `has_twice(array_agg(${alias}.cell)${filterSql([`${alias}.cell IS NOT NULL`, ...present])})`;
  // Superseded versions are only ever asked for together with the others of their figure.
  const versions = history
    ? `WHEN count(*)${filter} > 1 THEN '${fn}: value: the group has more than one version of a figure; group by id, or choose the version that holds.' `
    : "";
  return `(CASE ${versions}WHEN ${least} <= 0 OR ${least} <> ${most} OR ${twice} THEN figure_refusal('${fn}', ${least}, ${most}) END)`;
}
