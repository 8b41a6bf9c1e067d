import type { GuardedRows, MeasureFunction } from "../model/model.js";
import { filterSql } from "./measure.js";

/**
 * Why figures must not be computed with: unlike units cannot be added or compared, a rate is computed anew from its
 * numerator and denominator, and a stock is how things stood at one time, so adding it over periods counts the same thing twice.
 */
export function figureRefusal(
  { alias, related, shares }: GuardedRows,
  property: string,
  fn: MeasureFunction,
  present: readonly string[],
): string | undefined {
  if (property !== "value") return undefined;
  const least = (column: string, rows = present) => `min(${column} COLLATE "C")${filterSql(rows)}`;
  const most = (column: string, rows = present) => `max(${column} COLLATE "C")${filterSql(rows)}`;
  const unlike = (column: string, rows = present) => `${least(column, rows)} <> ${most(column, rows)}`;
  const cases: string[] = [];
  const unit = `${alias}.unit`;
  if (!shares("unit"))
    cases.push(
      `WHEN ${unlike(unit)} THEN format('${fn}: value: the group has figures in unlike units, among them %s and %s; group by unit, or choose one.', ${least(unit)}, ${most(unit)})`,
    );
  if (fn === "sum" || fn === "avg") {
    const basis = related("indicator", "basis");
    const rates = basis.shared
      ? `${basis.sql} = 'RATE' AND count(*)${filterSql(present)} > 0`
      : `bool_or(${basis.sql} = 'RATE')${filterSql(present)}`;
    cases.push(
      `WHEN ${rates} THEN '${fn}: value: the group has rates, which are never added; compute them anew from numerator and denominator.'`,
    );
    if (fn === "sum" && !shares("period.id")) {
      const period = `coalesce(${alias}.period_id, '')`;
      const stocks = basis.shared
        ? `${basis.sql} = 'STOCK' AND ${unlike(period)}`
        : unlike(period, [...present, `${basis.sql} = 'STOCK'`]);
      cases.push(
        `WHEN ${stocks} THEN 'sum: value: the group has stocks of more than one period, which are never added over periods; group by period, or choose one.'`,
      );
    }
  }
  return cases.length > 0 ? `(CASE ${cases.join(" ")} END)` : undefined;
}
