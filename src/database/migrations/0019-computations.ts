import type { MigrationInterface, QueryRunner } from "typeorm";
import { balances } from "./0019-computing/balances.js";
import {
  ALL_TOTALS,
  BALANCE_ID,
  balanced,
  COMPUTATION,
  denominators,
  RATES,
  shares,
} from "./0019-computing/kinds.js";

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

/** All that can be computed, with the balances under ids that are made of each. */
export const computations = (balanceId: string): string => `
WITH computed AS (${[shares(ALL_TOTALS), RATES, balanced(balanceId, "balance_computation b"), denominators()].join("\n  UNION ALL")})
SELECT ${COMPUTATION},
  CASE WHEN kind = 'RATE' THEN observation_id END AS rate_id,
  -- What stands in for a figure is one value, even where several could be computed.
  CASE WHEN kind IN ('BALANCE', 'DENOMINATOR') AND stated IS NULL
    AND row_number() OVER (PARTITION BY observation_id, kind IN ('BALANCE', 'DENOMINATOR') ORDER BY value IS NULL, kind, id) = 1 THEN observation_id END AS implied_id
FROM computed`;

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

CREATE VIEW balance_computation AS ${balances()};

CREATE VIEW "computation" AS ${computations(BALANCE_ID)};
`;
