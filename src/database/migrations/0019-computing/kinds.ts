/** The columns that each kind of value is computed with, in their order. */
export const COMPUTED =
  "id, kind, role, value, least, greatest, stated, unit, dividend, divisor, factor, formula, across, observation_id, indicator_id, subject_id, period_id, report_id, balance_id, figures";

/** The columns of a computation, of these. */
export const COMPUTATION = `id COLLATE "C" AS id, kind COLLATE "C" AS kind, 'COMPUTED' COLLATE "C" AS origin, role COLLATE "C" AS role, value, least, greatest, stated, unit,
  coalesce(formula, concat(trim_scale(dividend), ' / ', trim_scale(divisor), ' × ', trim_scale(factor),
    CASE WHEN value * divisor = dividend * factor THEN ' = ' ELSE ' ≈ ' END || value)) COLLATE "vi-x-icu" AS formula,
  across COLLATE "C" AS across, observation_id, indicator_id, subject_id, period_id, report_id, balance_id, figures`;

/** Of a share of a part `p`, the totals `w` are the one that the source says it is a part of, and that without one dimension. */
export const shares = (totals: string): string => `
  SELECT 'share:' || p.id || CASE w.across WHEN '' THEN '' ELSE ':' || w.across END AS id, 'SHARE' AS kind, NULL AS role,
    quotient(p.value, w.value, 100, 2) AS value,
    CASE WHEN p.half + w.half > 0 THEN quotient(p.value - p.half, w.value + w.half, 100, 2) END AS least,
    CASE WHEN p.half + w.half > 0 AND w.value > w.half THEN quotient(p.value + p.half, w.value - w.half, 100, 2) END AS greatest,
    NULL::numeric AS stated, 'percent' AS unit, p.value AS dividend, w.value AS divisor, 100::numeric AS factor, NULL AS formula, w.across,
    p.id AS observation_id, p.indicator_id, p.subject_id, p.period_id, p.report_id, NULL AS balance_id, ARRAY[p.id, w.id] AS figures
  FROM computed_figure p
  JOIN indicator i ON i.id = p.indicator_id AND i.basis <> 'RATE'
  ${totals}
  WHERE p.value IS NOT NULL AND w.value <> 0 AND w.unit = p.unit`;

/** The totals of all parts, joined to them. */
export const ALL_TOTALS = `JOIN (
    SELECT p.id AS part_id, '' AS across, t.id, t.value, t.half, t.unit
    FROM computed_figure p JOIN computed_figure t ON t.figure = p.part_of
    UNION ALL
    SELECT p.id, c.dimension, t.id, t.value, t.half, t.unit
    FROM computed_figure p
    JOIN coordinate c ON c.observation_id = p.id
    JOIN (
      SELECT DISTINCT ON (subject_id, indicator_id, said, planned, members) * FROM computed_figure
      ORDER BY subject_id, indicator_id, said, planned, members, value IS NULL, line_start, id
    ) t ON t.subject_id = p.subject_id AND t.indicator_id = p.indicator_id AND t.said = p.said AND t.planned = p.planned
      AND t.members = p.members - c.dimension
  ) w ON w.part_id = p.id`;

export const RATES = `
  SELECT 'rate:' || r.id, 'RATE', NULL, quotient(numerator, denominator, factor, decimals),
    CASE WHEN numerator_half + denominator_half > 0 THEN quotient(numerator - numerator_half, denominator + denominator_half, factor, decimals) END,
    CASE WHEN numerator_half + denominator_half > 0 AND denominator > denominator_half
      THEN quotient(numerator + numerator_half, denominator - denominator_half, factor, decimals) END,
    r.value, r.unit, numerator, denominator, factor, NULL, NULL,
    r.id, r.indicator_id, r.subject_id, r.period_id, r.report_id, NULL, ARRAY[numerator_id, denominator_id]
  FROM rated_figure r
  WHERE numerator IS NOT NULL AND denominator <> 0`;

/** What the value of a balance `b` was first known by: its term and the figure that the term is, or whose it would be. */
export const BALANCE_ID = `'balance:' || substr(b.term_id, 6) || ':' || coalesce(b.id, concat_ws(':', b.subject_id, b.period_id, nullif(md5(b.rest::text), md5('{}'))))`;

/** The balances `b` of what is read, each under an id made of it. */
export const balanced = (id: string, from: string): string => `
  SELECT ${id}, 'BALANCE', role, value,
    CASE WHEN half > 0 THEN trim_scale(value - half) END, CASE WHEN half > 0 THEN trim_scale(value + half) END, stated, unit, NULL, NULL, NULL, formula, NULL,
    id, indicator_id, subject_id, period_id, report_id, balance_id, figures
  FROM ${from}`;

/** Each rounded rate allows a range of denominators. One rate has a quotient too; of several, what all allow is left. */
export const denominators = (rates = ""): string => `
  SELECT 'denominator:' || denominator_id, 'DENOMINATOR', NULL,
    CASE WHEN count > 1 THEN CASE WHEN least = greatest THEN least END ELSE quotient(dividend, divisor, factor, places) END, least, greatest, NULL, unit,
    CASE WHEN count = 1 THEN dividend END, CASE WHEN count = 1 THEN divisor END, factor, CASE WHEN count > 1 THEN formulas END, NULL,
    denominator_id, indicator_id, subject_id, period_id, report_id, NULL, figures
  FROM (
    SELECT denominator_id, denominator_indicator_id AS indicator_id, min(denominator_unit) AS unit, subject_id, period_id, report_id, places,
      count(*) AS count, min(numerator) AS dividend, min(r.value) AS divisor, min(factor) AS factor,
      string_agg(concat(trim_scale(numerator), ' / ', trim_scale(r.value), ' × ', trim_scale(factor)), '; ' ORDER BY r.id) AS formulas,
      trim_scale(CASE places WHEN 0 THEN ceil(max((numerator - numerator_half) * factor / (r.value + half)))
        ELSE max(quotient(numerator - numerator_half, r.value + half, factor, places)) END) AS least,
      trim_scale(CASE places WHEN 0 THEN floor(min((numerator + numerator_half) * factor / (r.value - half)))
        ELSE min(quotient(numerator + numerator_half, r.value - half, factor, places)) END) AS greatest,
      array_agg(numerator_id ORDER BY r.id) || array_agg(r.id ORDER BY r.id) AS figures
    FROM (
      SELECT r.*, CASE WHEN EXISTS (SELECT FROM unit WHERE code = r.denominator_unit AND measured) THEN 2 ELSE 0 END AS places FROM rated_figure r
    ) r
    WHERE denominator IS NULL AND numerator IS NOT NULL AND r.value > half${rates}
    GROUP BY denominator_id, denominator_indicator_id, subject_id, period_id, report_id, places
  ) implied`;
