/** What the rules look at: figures as they hold now, rates with what they are made of, and what a figure is called. */
export const FIGURES = `
-- The versions that hold now, each with its breakdown as one object: {"level": "3", "channel": "online"}.
CREATE VIEW figure AS
SELECT o.id, o.figure, o.report_id, o.section_id, o.line_start, o.line_end, o.indicator_id, o.subject_id, o.period_id, o.value,
  o.precision, o.status, o.stated_as, o.part_of, u.symbol, coalesce(b.breakdown, '{}') AS breakdown
FROM observation o
LEFT JOIN unit u ON u.code = o.unit
CROSS JOIN LATERAL (SELECT jsonb_object_agg(dimension, member) AS breakdown FROM coordinate WHERE observation_id = o.id) b
WHERE o.superseded_by_id IS NULL;

-- Each rate with the figures of its formula: same report, subject and period. The numerator has the rate's breakdown;
-- the denominator has it without the dimension that the rate runs across, or as much of it as the denominator is stated by.
CREATE VIEW rate_figure AS
SELECT r.id, r.report_id, r.indicator_id, r.subject_id, r.period_id, r.value, r.precision, r.stated_as, r.symbol, r.breakdown,
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

-- What a figure is called: its indicator and, in brackets, the members that it is broken down by.
CREATE VIEW figure_label AS
SELECT o.id, i.name || coalesce(' (' || m.vi || ')', '') AS vi, coalesce(i.name_en, i.name) || coalesce(' (' || m.en || ')', '') AS en
FROM observation o
JOIN indicator i ON i.id = o.indicator_id
CROSS JOIN LATERAL (
  SELECT string_agg(m.name, ', ' ORDER BY c.dimension) AS vi, string_agg(coalesce(m.name_en, m.name), ', ' ORDER BY c.dimension) AS en
  FROM coordinate c JOIN dimension_member m ON m.id = c.member_id
  WHERE c.observation_id = o.id
) m;
`;
