import type { MigrationInterface, QueryRunner } from "typeorm";

/** The rules that figures are held against: one view, computed whenever it is asked. */
export class Checks1632268800003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CHECK_VIEWS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DROP_CHECK_VIEWS);
  }
}

export const DROP_CHECK_VIEWS = `DROP VIEW "check", check_row, rate_figure, figure`;

export const CHECK_VIEWS = `
-- The versions that hold now, each with its breakdown as one object: {"level": "3", "channel": "online"}.
CREATE VIEW figure AS
SELECT o.*, coalesce(b.breakdown, '{}') AS breakdown
FROM observation o
CROSS JOIN LATERAL (SELECT jsonb_object_agg(dimension, member) AS breakdown FROM coordinate WHERE observation_id = o.id) b
WHERE o.superseded_by_id IS NULL;

-- Each rate with the figures of its formula: same report, subject and period. The numerator has the rate's breakdown;
-- the denominator has it without the dimension that the rate runs across, or as much of it as the denominator is stated by.
CREATE VIEW rate_figure AS
SELECT r.id, r.report_id, r.indicator_id, r.subject_id, r.period_id, r.value, r.precision, r.stated_as, r.breakdown,
  i.factor, a.code AS across, i.denominator_id AS denominator_indicator_id,
  n.id AS numerator_id, n.value AS numerator, coalesce(n.precision, 0) AS numerator_step, n.part_of,
  d.id AS denominator_id, d.figure AS denominator_figure, d.value AS denominator, coalesce(d.precision, 0) AS denominator_step
FROM figure r
JOIN indicator i ON i.id = r.indicator_id AND i.numerator_id IS NOT NULL AND i.denominator_id IS NOT NULL
LEFT JOIN dimension a ON a.id = i.across_id
LEFT JOIN LATERAL (
  SELECT f.* FROM figure f
  WHERE f.indicator_id = i.numerator_id AND f.subject_id = r.subject_id AND f.report_id IS NOT DISTINCT FROM r.report_id
    AND f.period_id IS NOT DISTINCT FROM r.period_id AND f.breakdown = r.breakdown
  ORDER BY f.line_start, f.id LIMIT 1
) n ON true
LEFT JOIN LATERAL (
  SELECT f.* FROM figure f
  WHERE f.indicator_id = i.denominator_id AND f.subject_id = r.subject_id AND f.report_id IS NOT DISTINCT FROM r.report_id
    AND f.period_id IS NOT DISTINCT FROM r.period_id
    AND CASE WHEN a.code IS NULL THEN f.breakdown <@ r.breakdown ELSE f.breakdown = r.breakdown - a.code END
  ORDER BY f.breakdown <@ '{}', f.line_start, f.id LIMIT 1
) d ON true
WHERE r.value IS NOT NULL;

CREATE VIEW check_row AS
-- PARTS. Rounded figures may miss their total by half a step each; counts may not.
SELECT 'parts:' || t.id || ':' || p.dimensions AS id, 'PARTS' AS rule, t.report_id, t.value AS stated, p.total AS computed,
  CASE WHEN t.value IS NULL OR p.total IS NULL THEN NULL
    ELSE abs(t.value - p.total) <= (coalesce(t.precision, 0) + p.steps) / 2 END AS agrees,
  format('%s parts by %s make %s; the total is stated as %s.', p.count, p.dimensions, coalesce(p.total::text, 'nothing computable'),
    coalesce(t.stated_as, t.value::text)) AS explanation,
  t.id || p.ids AS subjects
FROM figure t
JOIN (
  SELECT part_of, dimensions, count(*) AS count, array_agg(id ORDER BY line_start, id) AS ids,
    CASE WHEN bool_or(value IS NULL) THEN NULL ELSE sum(value) END AS total, sum(coalesce(precision, 0)) AS steps
  FROM (
    SELECT f.*, coalesce((SELECT string_agg(key, '+' ORDER BY key) FROM jsonb_object_keys(f.breakdown) key), 'none') AS dimensions
    FROM figure f WHERE f.part_of IS NOT NULL
  ) part
  GROUP BY part_of, dimensions
) p ON p.part_of = t.figure

UNION ALL
-- RATE. The quotient is rounded as the stated value is; rounded inputs widen what is accepted.
SELECT 'rate:' || id, 'RATE', report_id, value,
  round(numerator / nullif(denominator, 0) * factor / step) * step,
  value BETWEEN round((numerator - numerator_step / 2) / nullif(denominator + denominator_step / 2, 0) * factor / step) * step
    AND round((numerator + numerator_step / 2) / nullif(denominator - denominator_step / 2, 0) * factor / step) * step,
  CASE WHEN numerator IS NULL THEN 'The numerator is not reported.'
    WHEN denominator IS NULL THEN 'The denominator is not reported.'
    ELSE format('%s / %s × %s, to the nearest %s; stated as %s.', numerator, denominator, factor, step, coalesce(stated_as, value::text)) END,
  array_remove(ARRAY[id, numerator_id, denominator_id], NULL)
FROM (SELECT *, coalesce(precision, 0.01) AS step FROM rate_figure) r

UNION ALL
-- SHARES. Only where a share is stated for every part of the total.
SELECT 'shares:' || denominator_id || ':' || indicator_id, 'SHARES', min(report_id), sum(value), min(factor),
  abs(sum(value) - min(factor)) <= sum(coalesce(precision, 0)) / 2,
  format('%s shares by %s make %s; rounding explains up to %s.', count(*), min(across), sum(value), trim_scale(sum(coalesce(precision, 0)) / 2)),
  array_agg(id ORDER BY id)
FROM rate_figure r
WHERE across IS NOT NULL AND denominator_id IS NOT NULL
GROUP BY denominator_id, denominator_figure, indicator_id
HAVING bool_and(part_of IS NOT DISTINCT FROM denominator_figure)
  AND count(*) = (SELECT count(*) FROM figure p WHERE p.part_of = r.denominator_figure AND p.breakdown ? min(r.across))

UNION ALL
-- STATED_TWICE. The first statement counts as stated, the last as computed.
SELECT 'stated-twice:' || min(id), 'STATED_TWICE', report_id,
  (array_agg(value ORDER BY line_start, id))[1], (array_agg(value ORDER BY line_start DESC, id DESC))[1],
  count(DISTINCT value) = 1,
  format('Stated %s times: %s.', count(*), string_agg(format('%s on line %s', coalesce(stated_as, value::text), line_start), ', ' ORDER BY line_start, id)),
  array_agg(id ORDER BY line_start, id)
FROM figure
WHERE value IS NOT NULL
GROUP BY report_id, indicator_id, subject_id, period_id, breakdown, status = 'PLAN'
HAVING count(*) > 1

UNION ALL
-- PERIOD. A stock should be as of the day of signing or the end of the period.
SELECT 'period:' || f.id, 'PERIOD', f.report_id,
  CASE WHEN p.scheme <> 'INSTANT' THEN p."end" - p.start END,
  CASE WHEN p.scheme <> 'INSTANT' THEN e."end" - e.start END,
  CASE WHEN p.id IS NULL OR e.id IS NULL THEN NULL
    WHEN p.scheme = 'INSTANT' THEN p.start = r.issued_on OR p."end" = e."end"
    ELSE (p.start, p."end") = (e.start, e."end") END,
  CASE WHEN p.id IS NULL THEN 'The source does not say what period the figure is of.'
    WHEN e.id IS NULL THEN 'The report does not say its period.'
    ELSE format('The figure is of %s to %s; the report of %s to %s, signed on %s.', p.start, p."end" - 1, e.start, e."end" - 1, r.issued_on) END,
  ARRAY[f.id]
FROM figure f
JOIN report r ON r.id = f.report_id
LEFT JOIN period p ON p.id = f.period_id
LEFT JOIN period e ON e.id = CASE f.status WHEN 'PLAN' THEN r.plan_period_id ELSE r.result_period_id END
WHERE f.status <> 'MISSING'

UNION ALL
-- COUNT. Only where the source claims to name all that it counts.
SELECT 'count:' || f.id, 'COUNT', f.report_id, f.value, c.count,
  f.value = c.count,
  format('The source names %s; it counts %s.', c.count, coalesce(f.stated_as, f.value::text)),
  f.id || c.things
FROM figure f
CROSS JOIN LATERAL (SELECT count(*)::numeric AS count, array_agg(thing_id ORDER BY thing_id) AS things FROM observation_count WHERE observation_id = f.id) c
WHERE f.complete

UNION ALL
-- IMPLIED_DENOMINATOR. Each rounded rate allows a range of denominators; one denominator should lie in all ranges.
SELECT 'implied-denominator:' || denominator_indicator_id || ':' || subject_id || ':' || coalesce(period_id, ''), 'IMPLIED_DENOMINATOR',
  report_id, least, greatest, least <= greatest,
  CASE WHEN least <= greatest THEN format('%s rates allow every denominator from %s to %s.', count, least, greatest)
    ELSE format('No denominator fits all %s rates: one needs at least %s, another at most %s.', count, least, greatest) END,
  ids
FROM (
  SELECT denominator_indicator_id, subject_id, period_id, report_id, count(*) AS count, array_agg(id ORDER BY id) AS ids,
    ceil(max(numerator * factor / (value + precision / 2))) AS least,
    floor(min(numerator * factor / nullif(value - precision / 2, 0))) AS greatest
  FROM rate_figure
  WHERE denominator IS NULL AND numerator IS NOT NULL AND precision IS NOT NULL
  GROUP BY denominator_indicator_id, subject_id, period_id, report_id
  HAVING count(*) > 1
) implied

UNION ALL
-- STATUS. A point of evaluation says that something was not carried out; the section on it may say otherwise.
SELECT 'status:' || e.id || ':' || w.id, 'STATUS', e.report_id, NULL, NULL, w.status <> 'DONE',
  format('Reported as %s on line %s and as %s on line %s.', w.status, w.line_start, e.status, e.line_start),
  ARRAY[e.id, w.id]
FROM evaluation_point e
JOIN link l ON l.from_id = e.id AND l.role IN ('CONCERNS', 'CONTRADICTS')
JOIN (
  SELECT id, status, line_start FROM media_output UNION ALL SELECT id, status, line_start FROM activity
) w ON w.id = l.to_id AND w.status IS NOT NULL
WHERE e.status = 'NOT_DONE';

CREATE VIEW "check" AS
SELECT id, rule, subjects, report_id, stated, computed, stated - computed AS difference, explanation,
  CASE WHEN agrees IS NULL THEN 'NOT_COMPUTABLE' WHEN agrees THEN 'AGREES' ELSE 'DISAGREES' END AS verdict
FROM check_row;
`;
