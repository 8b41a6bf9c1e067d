import type { MigrationInterface, QueryRunner } from "typeorm";
import { balances } from "./0019-computing/balances.js";
import {
  BALANCE_ID,
  balanced,
  COMPUTATION,
  COMPUTED,
  denominators,
  RATES,
  shares,
} from "./0019-computing/kinds.js";

/** What can be computed for a figure, each as a view in which it is found for one figure without computing it for the others. */
export class FigureComputations1632268800035 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(VIEWS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP VIEW figure_share, figure_rate, figure_implied");
  }
}

/** The totals of one part. In the view of all computations they are found at once, which takes less time for all parts and much more for one. */
const OWN_TOTALS = `CROSS JOIN LATERAL (
    SELECT '' AS across, t.id, t.value, t.half, t.unit FROM computed_figure t WHERE t.figure = p.part_of
    UNION ALL
    SELECT c.dimension, t.id, t.value, t.half, t.unit
    FROM coordinate c
    CROSS JOIN LATERAL (
      SELECT f.id, f.value, f.half, f.unit FROM computed_figure f
      WHERE f.subject_id = p.subject_id AND f.indicator_id = p.indicator_id AND f.said = p.said AND f.planned = p.planned
        AND f.members = p.members - c.dimension
      ORDER BY f.value IS NULL, f.line_start, f.id LIMIT 1
    ) t
    WHERE c.observation_id = p.id
  ) w`;

/** The balances of which one figure `o` may be a term: those of its indicator, of what the same report says of the same subject. */
const OWN_BALANCES = balances(
  " WHERE t.balance_id IN (SELECT balance_id FROM balance_item WHERE indicator_id = o.indicator_id)",
  " AND f.subject_id = o.subject_id AND f.report_id IS NOT DISTINCT FROM o.report_id",
);

/** The rates of which one figure `o` is the denominator: of the same report, subject and period. */
const OWN_RATES = ` AND r.denominator_id = o.id AND r.subject_id = o.subject_id
      AND r.report_id IS NOT DISTINCT FROM o.report_id AND r.period_id IS NOT DISTINCT FROM o.period_id
      AND r.indicator_id IN (SELECT id FROM indicator WHERE denominator_id = o.indicator_id)`;

/** What is implied of each figure; only those without a value have any. Balances have ids that are made of each. */
export const implied = (balanceId: string): string => `
SELECT c.*, NULL AS rate_id, o.id AS implied_id
FROM observation o
CROSS JOIN LATERAL (
  SELECT ${COMPUTATION}
  FROM (
    ${balanced(balanceId, `(${OWN_BALANCES}) b WHERE b.id = o.id`)}
    UNION ALL
    ${denominators(OWN_RATES)}
  ) computed (${COMPUTED})
  ORDER BY value IS NULL, kind, id LIMIT 1
) c
WHERE o.superseded_by_id IS NULL AND o.value IS NULL`;

const VIEWS = `
CREATE VIEW figure_share AS
SELECT ${COMPUTATION}, NULL AS rate_id, NULL AS implied_id
FROM (${shares(OWN_TOTALS)}) computed (${COMPUTED});

CREATE VIEW figure_rate AS
SELECT ${COMPUTATION}, observation_id AS rate_id, NULL AS implied_id
FROM (${RATES}) computed (${COMPUTED});

CREATE VIEW figure_implied AS ${implied(BALANCE_ID)};
`;
