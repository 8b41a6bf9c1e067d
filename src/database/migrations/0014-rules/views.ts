import { ARITHMETIC } from "./arithmetic.js";
import { FIGURES } from "./figures.js";
import { NUMBERING, STATEMENTS } from "./statements.js";

/** Figures of one section and one period say one thing, however many they are; so do all that are of their report's period. */
const PERIODS = `
CREATE VIEW period_finding AS
SELECT 'period:' || g.first AS id, g.report_id, g.ids, g.agrees, g.spans, array_remove(ARRAY[g.section_id], NULL) AS sections,
  CASE WHEN NOT g.agrees AND p.scheme <> 'INSTANT' THEN p."end" - p.start END::numeric AS stated,
  CASE WHEN NOT g.agrees AND p.scheme <> 'INSTANT' THEN e."end" - e.start END::numeric AS computed,
  coalesce('Mục ' || s.number || ': ', '') || number_vi(g.count) || ' số liệu ' || CASE
    WHEN g.agrees THEN 'đúng kỳ báo cáo.'
    WHEN g.agrees IS NULL THEN CASE WHEN g.unsaid = g.count THEN 'không nêu kỳ.' ELSE 'không đối chiếu được với kỳ báo cáo.' END
    ELSE format('%s, khác %s của báo cáo là “%s” (%s).',
      CASE p.scheme WHEN 'INSTANT' THEN 'tính đến ngày ' || day_vi(p.start) ELSE format('của kỳ “%s” (%s)', p.name, days_vi(p.start, p."end")) END,
      CASE WHEN g.planned THEN 'kỳ kế hoạch' ELSE 'kỳ kết quả' END, e.name, days_vi(e.start, e."end")) END COLLATE "vi-x-icu" AS vi,
  coalesce('Section ' || s.number || ': ', '') || number_en(g.count) || CASE g.count WHEN 1 THEN ' figure ' ELSE ' figures ' END || CASE
    WHEN g.agrees THEN 'of the report''s period.'
    WHEN g.agrees IS NULL THEN CASE WHEN g.unsaid = g.count THEN 'of a period that is not said.' ELSE 'that cannot be held against the report''s period.' END
    ELSE format('%s, which is not the report''s %s, “%s” (%s).',
      CASE p.scheme WHEN 'INSTANT' THEN 'as of ' || day_en(p.start) ELSE format('of “%s” (%s)', coalesce(p.name_en, p.name), days_en(p.start, p."end")) END,
      CASE WHEN g.planned THEN 'plan period' ELSE 'period' END, coalesce(e.name_en, e.name), days_en(e.start, e."end")) END COLLATE "vi-x-icu" AS en
FROM (
  SELECT report_id, section_id, agrees, min(id) AS first, count(*) AS count, count(*) FILTER (WHERE period_id IS NULL) AS unsaid,
    CASE WHEN NOT agrees THEN period_id END AS period_id, CASE WHEN NOT agrees THEN expected_id END AS expected_id, bool_or(planned) AS planned,
    array_agg(id ORDER BY line_start, id) AS ids,
    range_agg(int4range(least(line_start, line_end), greatest(line_start, line_end), '[]')) FILTER (WHERE line_start IS NOT NULL) AS spans
  FROM (
    -- A stock should be as of the day of signing or the end of the period.
    SELECT f.id, f.report_id, f.section_id, f.line_start, f.line_end, f.status = 'PLAN' AS planned, p.id AS period_id, e.id AS expected_id,
      CASE WHEN p.id IS NULL OR e.id IS NULL THEN NULL
        WHEN p.scheme = 'INSTANT' THEN p.start IS NOT DISTINCT FROM r.issued_on OR p."end" = e."end"
        ELSE (p.start, p."end") = (e.start, e."end") END AS agrees
    FROM observation f
    JOIN report r ON r.id = f.report_id
    LEFT JOIN period p ON p.id = f.period_id
    LEFT JOIN period e ON e.id = CASE f.status WHEN 'PLAN' THEN r.plan_period_id ELSE r.result_period_id END
    WHERE f.superseded_by_id IS NULL AND f.status <> 'MISSING'
  ) held
  GROUP BY report_id, section_id, agrees, CASE WHEN NOT agrees THEN period_id END, CASE WHEN NOT agrees THEN expected_id END
) g
LEFT JOIN section s ON s.id = g.section_id
LEFT JOIN period p ON p.id = g.period_id
LEFT JOIN period e ON e.id = g.expected_id;
`;

/** What a rule finds is made of words in some and of codes in others; the columns of a view have one type and collation. */
const collated = (rule: string): string => `
SELECT id COLLATE "C" AS id, rule COLLATE "C" AS rule, gravity COLLATE "C" AS gravity, report_id COLLATE "C" AS report_id, stated::numeric,
  computed::numeric, agrees, subjects, places, about COLLATE "C" AS about, vi COLLATE "vi-x-icu" AS vi, en COLLATE "vi-x-icu" AS en
FROM (
${rule}
) found (id, rule, gravity, report_id, stated, computed, agrees, subjects, places, about, vi, en)`;

/** What these rules find. */
export const FINDINGS = [...ARITHMETIC, ...STATEMENTS].map(collated).join("\n\nUNION ALL\n");

/** All that is found, with its figure's name, its sections and its lines. */
const CHECKS = `
CREATE VIEW finding AS
${FINDINGS};

CREATE VIEW "check" AS
SELECT c.id COLLATE "C" AS id, c.rule COLLATE "C" AS rule,
  CASE WHEN coalesce(c.agrees, true) THEN 'NONE' ELSE c.gravity END COLLATE "C" AS severity,
  CASE WHEN c.agrees IS NULL THEN 'NOT_COMPUTABLE' WHEN c.agrees THEN 'AGREES' WHEN c.gravity = 'REMARK' THEN 'DIFFERS' ELSE 'DISAGREES' END COLLATE "C" AS verdict,
  c.report_id COLLATE "C" AS report_id, c.stated, c.computed, c.stated - c.computed AS difference,
  c.vi COLLATE "vi-x-icu" AS explanation, c.en COLLATE "vi-x-icu" AS explanation_en, c.subjects, coalesce(c.sections, '{}') AS section_ids,
  ARRAY(SELECT c.report_id WHERE c.report_id <> ALL (c.subjects)) || ARRAY(SELECT unnest(c.sections) EXCEPT SELECT unnest(c.subjects)) || c.subjects AS found_from,
  ARRAY(SELECT lines_of(lower(span), upper(span) - 1) FROM unnest(c.spans) span ORDER BY lower(span)) AS lines
FROM (
  SELECT f.id, f.rule, f.gravity, f.agrees, f.report_id, f.stated, f.computed, coalesce(l.words[1] || ': ', '') || f.vi AS vi,
    coalesce(l.words[2] || ': ', '') || f.en AS en, f.subjects, p.sections, p.spans
  FROM finding f
  CROSS JOIN LATERAL (SELECT (SELECT ARRAY[vi, en] FROM figure_label WHERE id = f.about) AS words) l
  CROSS JOIN LATERAL (
    SELECT array_agg(DISTINCT section_id) FILTER (WHERE section_id IS NOT NULL) AS sections,
      range_agg(int4range(least(line_start, line_end), greatest(line_start, line_end), '[]')) FILTER (WHERE line_start IS NOT NULL) AS spans
    FROM (
      SELECT section_id, line_start, line_end FROM observation WHERE id = ANY (f.places)
      UNION ALL
      -- Of a section, its heading.
      SELECT CASE kind WHEN 'SECTION' THEN id ELSE section_id END, line_start, CASE kind WHEN 'SECTION' THEN line_start ELSE line_end END
      FROM thing WHERE id = ANY (f.places)
    ) place
  ) p
  UNION ALL
  SELECT id, 'PERIOD', 'REMARK', agrees, report_id, stated, computed, vi, en, ids, sections, spans FROM period_finding
) c;
`;

export const CHECK_VIEWS = [FIGURES, NUMBERING, PERIODS, CHECKS].join("\n");
export const DROP_CHECK_VIEWS = `DROP VIEW "check", finding, period_finding, numbering, figure_label, rate_figure, figure`;
