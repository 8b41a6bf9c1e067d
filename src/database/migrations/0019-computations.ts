import type { MigrationInterface, QueryRunner } from "typeorm";

/** Balances as data, and whatever can be computed from stated figures as one view. */
export class Computations1632268800019 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(VIEWS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP VIEW "computation", balance_computation, rated_figure, computed_figure; DROP FUNCTION quotient;
       DROP TABLE "balance_item"; DROP TABLE "balance"`,
    );
    await runner.query("DELETE FROM thing WHERE kind IN ('BALANCE', 'ITEM')");
  }
}

const thing = (table: string, prefix: string, more: string, references: string[]) => `
CREATE TABLE "${table}" (
  "report_id" text COLLATE "C", "section_id" text COLLATE "C", "line_start" integer, "line_end" integer,
  "id" text COLLATE "C" NOT NULL, "name" text COLLATE "vi-x-icu" NOT NULL, "name_en" text COLLATE "vi-x-icu", "name_km" text COLLATE "vi-x-icu",
  "aliases" text array NOT NULL DEFAULT '{}', ${more}
  CONSTRAINT "${table}_key" PRIMARY KEY ("id"));
CREATE INDEX "${table}_name_id_index" ON "${table}" ("name", "id");
${["report", "section", ...references]
  .map(
    (to) =>
      `ALTER TABLE "${table}" ADD CONSTRAINT "${table}_${to}_id_fk" FOREIGN KEY ("${to}_id") REFERENCES "${to}"("id") DEFERRABLE INITIALLY DEFERRED;`,
  )
  .join("\n")}
CREATE TRIGGER thing_entry AFTER INSERT OR UPDATE OR DELETE ON "${table}" FOR EACH ROW EXECUTE FUNCTION enter_thing('${prefix}');
`;

const TABLES = `
${thing("balance", "balance", "", [])}
${thing("balance_item", "item", '"role" text COLLATE "C" NOT NULL, "members" text array NOT NULL DEFAULT \'{}\', "balance_id" text COLLATE "C" NOT NULL, "indicator_id" text COLLATE "C" NOT NULL,', ["balance", "indicator"])}
CREATE INDEX "balance_report_id_index" ON "balance" ("report_id");
CREATE INDEX "balance_section_id_index" ON "balance" ("section_id");
CREATE INDEX "balance_item_report_id_index" ON "balance_item" ("report_id");
CREATE INDEX "balance_item_section_id_index" ON "balance_item" ("section_id");
CREATE INDEX "balance_item_balance_id_role_id_index" ON "balance_item" ("balance_id", "role", "id");
CREATE INDEX "balance_item_indicator_id_balance_id_role_id_index" ON "balance_item" ("indicator_id", "balance_id", "role", "id");
`;

const VIEWS = `
-- An exact quotient times a factor, rounded half away from zero.
CREATE FUNCTION quotient(dividend numeric, divisor numeric, factor numeric, decimals integer) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN divisor <> 0 THEN trim_scale(sign(dividend * factor) * sign(divisor)
    * div(abs(dividend * factor) * 2 * ('1e' || decimals)::numeric + abs(divisor), 2 * abs(divisor)) * ('1e-' || decimals)::numeric) END
$$;

-- The versions that hold now, each with the members that break it down as one object, half the step that it is rounded to, and in which
-- report and of which period it is said.
CREATE VIEW computed_figure AS
SELECT o.id, o.figure, o.report_id, o.indicator_id, o.subject_id, o.period_id, o.value, o.unit, o.status, o.part_of, o.line_start,
  coalesce(o.precision, 0) / 2 AS half, greatest(2, scale(trim_scale(o.precision))) AS decimals, coalesce(c.members, '{}') AS members,
  o.status = 'PLAN' AS planned, concat(o.report_id, ' ', o.period_id) AS said
FROM observation o
CROSS JOIN LATERAL (SELECT jsonb_object_agg(dimension, member) AS members FROM coordinate WHERE observation_id = o.id) c
WHERE o.superseded_by_id IS NULL;

-- Each rate with the figures of its formula, stated or not: same report, subject and period. The numerator has the rate's
-- breakdown; the denominator has it without the dimension that the rate runs across, or as much of it as it is stated by.
CREATE VIEW rated_figure AS
SELECT r.id, r.report_id, r.indicator_id, r.subject_id, r.period_id, r.unit, r.value, r.half, r.decimals, i.factor,
  n.id AS numerator_id, n.value AS numerator, n.half AS numerator_half,
  d.id AS denominator_id, d.indicator_id AS denominator_indicator_id, d.unit AS denominator_unit, d.value AS denominator, d.half AS denominator_half
FROM computed_figure r
JOIN indicator i ON i.id = r.indicator_id AND i.numerator_id IS NOT NULL AND i.denominator_id IS NOT NULL AND i.factor <> 0
LEFT JOIN dimension a ON a.id = i.across_id
CROSS JOIN LATERAL (
  SELECT f.* FROM computed_figure f
  WHERE f.indicator_id = i.numerator_id AND f.subject_id = r.subject_id AND f.report_id IS NOT DISTINCT FROM r.report_id
    AND f.period_id IS NOT DISTINCT FROM r.period_id AND f.members = r.members AND f.planned = r.planned
  ORDER BY f.line_start, f.id LIMIT 1
) n
CROSS JOIN LATERAL (
  SELECT f.* FROM computed_figure f
  WHERE f.indicator_id = i.denominator_id AND f.subject_id = r.subject_id AND f.report_id IS NOT DISTINCT FROM r.report_id
    AND f.period_id IS NOT DISTINCT FROM r.period_id
    AND CASE WHEN a.code IS NULL THEN f.members <@ r.members ELSE f.members = r.members - a.code END
  ORDER BY f.members <@ '{}', f.line_start, f.id LIMIT 1
) d;

-- Balances: opening + in - out - closing is nothing. Of the figures of one report and subject, broken down alike but for the
-- members that distinguish terms, flows are of one period; a stock is of that period too, or of its end, or of the day before it.
CREATE VIEW balance_computation AS
WITH term AS MATERIALIZED (
  SELECT t.id AS term_id, t.balance_id, t.role, t.indicator_id,
    CASE t.role WHEN 'OPENING' THEN 1 WHEN 'INFLOW' THEN 1 ELSE -1 END AS sign,
    (SELECT coalesce(jsonb_object_agg(split_part(m, '=', 1), split_part(m, '=', 2)), '{}') FROM unnest(t.members) m) AS members,
    EXISTS (SELECT FROM balance_item o WHERE o.balance_id = t.balance_id AND o.indicator_id = t.indicator_id AND o.members = t.members AND o.role <> t.role) AS twofold
  FROM balance_item t
), figure AS MATERIALIZED (
  SELECT f.*, t.term_id, t.balance_id, t.role, t.twofold, f.members - ARRAY(SELECT jsonb_object_keys(t.members)) AS rest
  FROM term t JOIN computed_figure f ON f.indicator_id = t.indicator_id AND f.members @> t.members AND NOT f.planned
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
) c USING (n, term_id);

CREATE VIEW "computation" AS
WITH computed AS (
  -- Of a share of a part, the total is the one that the source says it is a part of, or that without one dimension.
  SELECT 'share:' || p.id || CASE w.across WHEN '' THEN '' ELSE ':' || w.across END AS id, 'SHARE' AS kind, NULL AS role,
    quotient(p.value, w.value, 100, 2) AS value,
    CASE WHEN p.half + w.half > 0 THEN quotient(p.value - p.half, w.value + w.half, 100, 2) END AS least,
    CASE WHEN p.half + w.half > 0 AND w.value > w.half THEN quotient(p.value + p.half, w.value - w.half, 100, 2) END AS greatest,
    NULL::numeric AS stated, 'percent' AS unit, p.value AS dividend, w.value AS divisor, 100::numeric AS factor, NULL AS formula, w.across,
    p.id AS observation_id, p.indicator_id, p.subject_id, p.period_id, p.report_id, NULL AS balance_id, ARRAY[p.id, w.id] AS figures
  FROM computed_figure p
  JOIN indicator i ON i.id = p.indicator_id AND i.basis <> 'RATE'
  JOIN (
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
  ) w ON w.part_id = p.id
  WHERE p.value IS NOT NULL AND w.value <> 0 AND w.unit = p.unit
  UNION ALL
  SELECT 'rate:' || r.id, 'RATE', NULL, quotient(numerator, denominator, factor, decimals),
    CASE WHEN numerator_half + denominator_half > 0 THEN quotient(numerator - numerator_half, denominator + denominator_half, factor, decimals) END,
    CASE WHEN numerator_half + denominator_half > 0 AND denominator > denominator_half
      THEN quotient(numerator + numerator_half, denominator - denominator_half, factor, decimals) END,
    r.value, r.unit, numerator, denominator, factor, NULL, NULL,
    r.id, r.indicator_id, r.subject_id, r.period_id, r.report_id, NULL, ARRAY[numerator_id, denominator_id]
  FROM rated_figure r
  WHERE numerator IS NOT NULL AND denominator <> 0
  UNION ALL
  SELECT 'balance:' || substr(term_id, 6) || ':' || coalesce(id, concat_ws(':', subject_id, period_id, nullif(md5(rest::text), md5('{}')))), 'BALANCE', role, value,
    CASE WHEN half > 0 THEN trim_scale(value - half) END, CASE WHEN half > 0 THEN trim_scale(value + half) END, stated, unit, NULL, NULL, NULL, formula, NULL,
    id, indicator_id, subject_id, period_id, report_id, balance_id, figures
  FROM balance_computation
  UNION ALL
  -- Each rounded rate allows a range of denominators. One rate has a quotient too; of several, what all allow is left.
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
    WHERE denominator IS NULL AND numerator IS NOT NULL AND r.value > half
    GROUP BY denominator_id, denominator_indicator_id, subject_id, period_id, report_id, places
  ) implied
)
SELECT id COLLATE "C" AS id, kind COLLATE "C" AS kind, 'COMPUTED' COLLATE "C" AS origin, role COLLATE "C" AS role, value, least, greatest, stated, unit,
  coalesce(formula, concat(trim_scale(dividend), ' / ', trim_scale(divisor), ' × ', trim_scale(factor),
    CASE WHEN value * divisor = dividend * factor THEN ' = ' ELSE ' ≈ ' END || value)) COLLATE "vi-x-icu" AS formula,
  across COLLATE "C" AS across, observation_id, indicator_id, subject_id, period_id, report_id, balance_id, figures,
  CASE WHEN kind = 'RATE' THEN observation_id END AS rate_id,
  -- What stands in for a figure is one value, even where several could be computed.
  CASE WHEN kind IN ('BALANCE', 'DENOMINATOR') AND stated IS NULL
    AND row_number() OVER (PARTITION BY observation_id, kind IN ('BALANCE', 'DENOMINATOR') ORDER BY value IS NULL, kind, id) = 1 THEN observation_id END AS implied_id
FROM computed;
`;
