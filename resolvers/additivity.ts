import type { Measure, Rows } from "./measure.js";

/**
 * Why figures must not be computed with: unlike units cannot be added or compared, a rate is computed anew from its
 * numerator and denominator, and a stock tells how things stood, so adding it over periods counts the same twice.
 */
export function figureRefusal(
  { alias, join }: Rows,
  property: string,
  fn: Measure["fn"],
  filter: string,
): string | undefined {
  if (property !== "value") return undefined;
  const unlike = (column: string, rows = filter) =>
    `min(${column} COLLATE "C")${rows} <> max(${column} COLLATE "C")${rows}`;
  const unit = `${alias}.unit`;
  const cases = [
    `WHEN ${unlike(unit)} THEN format('${fn}: value: the group has figures in unlike units, among them %s and %s; group by unit, or choose one.', min(${unit} COLLATE "C")${filter}, max(${unit} COLLATE "C")${filter})`,
  ];
  if (fn === "sum" || fn === "avg") {
    const basis = `${join("indicator")}.basis`;
    cases.push(
      `WHEN bool_or(${basis} = 'RATE')${filter} THEN '${fn}: value: the group has rates, which are never added; compute them anew from numerator and denominator.'`,
    );
    const stocks = filter.replace(/\)$/, ` AND ${basis} = 'STOCK')`);
    if (fn === "sum")
      cases.push(
        `WHEN ${unlike(`coalesce(${alias}.period_id, '')`, stocks)} THEN 'sum: value: the group has stocks of more than one period, which are never added over periods; group by period, or choose one.'`,
      );
  }
  return `(CASE ${cases.join(" ")} END)`;
}
