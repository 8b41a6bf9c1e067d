import type { MigrationInterface, QueryRunner } from "typeorm";
import { FINDINGS } from "./0014-rules/views.js";
import { computations } from "./0019-computations.js";
import { BALANCE_ID as FIRST_ID } from "./0019-computing/kinds.js";
import { balanceFindings } from "./0023-balance-checks.js";
import { implied } from "./0035-figure-computations.js";

/** One figure may be a term of flows of several periods that end with it, and two reports may each leave one term out. */
export class BalanceIds1632268800037 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(views(BALANCE_ID));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(views(FIRST_ID));
  }
}

/**
 * An id is made of its own balance alone, so that it stays what it is whatever else is loaded: of the term, of its figure and, where
 * that is not the figure's own, of the flows' period; or, without a figure, of all that would say which one it is.
 */
const BALANCE_ID = `'balance:' || substr(b.term_id, 6) || ':' || CASE WHEN b.id IS NULL
    THEN concat_ws(':', b.report_id, b.subject_id, b.period_id, nullif(md5(b.rest::text), md5('{}')))
    ELSE concat_ws(':', b.id, (SELECT nullif(b.period_id, f.period_id) FROM observation f WHERE f.id = b.id)) END`;

const views = (balanceId: string) => `
CREATE OR REPLACE VIEW "computation" AS ${computations(balanceId)};
CREATE OR REPLACE VIEW figure_implied AS ${implied(balanceId)};
CREATE OR REPLACE VIEW finding AS ${FINDINGS} UNION ALL ${balanceFindings(balanceId)};
`;
