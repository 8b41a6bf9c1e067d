/**
 * Balances: opening + in - out - closing is nothing. Of the figures of one report and subject, broken down alike but for the
 * members that distinguish terms, flows are of one period; a stock is of that period too, or of its end, or of the day before it.
 * More conditions may be put on the terms `t`, and on the figures `f` that may stand for them.
 */
export const balances = (terms = "", figures = ""): string => `
WITH term AS MATERIALIZED (
  SELECT t.id AS term_id, t.balance_id, t.role, t.indicator_id,
    CASE t.role WHEN 'OPENING' THEN 1 WHEN 'INFLOW' THEN 1 ELSE -1 END AS sign,
    (SELECT coalesce(jsonb_object_agg(split_part(m, '=', 1), split_part(m, '=', 2)), '{}') FROM unnest(t.members) m) AS members,
    EXISTS (SELECT FROM balance_item o WHERE o.balance_id = t.balance_id AND o.indicator_id = t.indicator_id AND o.members = t.members AND o.role <> t.role) AS twofold
  FROM balance_item t${terms}
), figure AS MATERIALIZED (
  SELECT f.*, t.term_id, t.balance_id, t.role, t.twofold, f.members - ARRAY(SELECT jsonb_object_keys(t.members)) AS rest
  FROM term t JOIN computed_figure f ON f.indicator_id = t.indicator_id AND f.members @> t.members AND NOT f.planned${figures}
), whole AS MATERIALIZED (
  SELECT balance_id, report_id, subject_id, period_id, rest, row_number() OVER () AS n
  FROM (SELECT DISTINCT balance_id, report_id, subject_id, period_id, rest FROM figure WHERE role IN ('INFLOW', 'OUTFLOW') AND value IS NOT NULL) flow
), filled AS MATERIALIZED (
  SELECT DISTINCT ON (w.n, t.term_id) w.n, w.balance_id, w.report_id, w.subject_id, w.period_id, w.rest, t.term_id, t.role, t.sign, t.indicator_id,
    f.id, f.value, f.half, f.unit
  FROM whole w
  JOIN term t USING (balance_id)
  LEFT JOIN period p ON p.id = w.period_id
  LEFT JOIN (figure f LEFT JOIN period q ON q.id = f.period_id)
    ON f.term_id = t.term_id AND f.subject_id = w.subject_id AND f.rest = w.rest AND coalesce(f.report_id, '') = coalesce(w.report_id, '')
    AND CASE
      WHEN f.period_id IS NOT DISTINCT FROM w.period_id THEN NOT (t.role = 'OPENING' AND t.twofold)
      WHEN q.scheme <> 'INSTANT' THEN false
      WHEN t.role = 'OPENING' THEN q."end" BETWEEN p.start AND p.start + 1
      WHEN t.role = 'CLOSING' THEN q.start > p.start AND q."end" <= p."end"
      ELSE false END
  ORDER BY w.n, t.term_id, f.value IS NULL, q."end" DESC, f.line_start, f.id
), counted AS MATERIALIZED (
  SELECT *, count(*) FILTER (WHERE value IS NULL) OVER (PARTITION BY n) AS absent FROM filled
), wanted AS MATERIALIZED (
  -- The one term that is absent, or what is left where none is.
  SELECT * FROM counted WHERE CASE absent WHEN 0 THEN role = 'CLOSING' WHEN 1 THEN value IS NULL ELSE false END
)
SELECT w.balance_id, w.term_id, w.report_id, w.subject_id, w.period_id, w.indicator_id, w.role, w.rest, w.id, w.value AS stated, c.unit, c.value, c.half,
  c.figures || CASE WHEN w.value IS NULL THEN '{}' ELSE ARRAY[w.id] END AS figures, format('%s = %s', regexp_replace(c.formula, '^ [+] ', ''), c.value) AS formula
FROM wanted w
JOIN (
  SELECT w.n, w.term_id, trim_scale(sum(-w.sign * o.sign * o.value)) AS value, sum(o.half) AS half, min(o.unit) AS unit,
    array_agg(o.id ORDER BY -w.sign * o.sign DESC, o.sign DESC, o.term_id) AS figures,
    string_agg(CASE WHEN w.sign * o.sign < 0 THEN ' + ' ELSE ' − ' END || trim_scale(o.value), '' ORDER BY -w.sign * o.sign DESC, o.sign DESC, o.term_id) AS formula
  FROM wanted w JOIN counted o ON o.n = w.n AND o.term_id <> w.term_id
  GROUP BY w.n, w.term_id
  HAVING count(o.value) > 1 AND min(o.unit) = max(o.unit)
) c USING (n, term_id)`;
