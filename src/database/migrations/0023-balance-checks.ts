import type { MigrationInterface, QueryRunner } from "typeorm";
import { CHECK_VIEWS, DROP_CHECK_VIEWS } from "./0014-rules/views.js";
import { BALANCE_ID } from "./0019-computing/kinds.js";

/** A rule more: what was there before, came and went should make what is stated to be left. */
export class BalanceChecks1632268800023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ others }] = await runner.query("SELECT rtrim(pg_get_viewdef('finding'), E'; \\n') AS others");
    await runner.query(
      `CREATE OR REPLACE VIEW finding AS ${others} UNION ALL ${balanceFindings(BALANCE_ID)}`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DROP_CHECK_VIEWS);
    await runner.query(CHECK_VIEWS);
  }
}

/** Where one term is not stated, computed is what it must be; that is nothing to agree with. */
export const balanceFindings = (balanceId: string): string => `
SELECT (${balanceId}) COLLATE "C",
  'BALANCE' COLLATE "C", 'ERROR' COLLATE "C", b.report_id COLLATE "C", b.stated, b.value,
  abs(b.stated - b.value) <= b.half + (SELECT coalesce(o.precision, 0) / 2 FROM observation o WHERE o.id = b.id),
  c.ids, c.ids, b.id COLLATE "C",
  format('theo cân đối (đầu kỳ + tăng − giảm = cuối kỳ) là %s; báo cáo %s.', amount_vi(b.value, u.symbol),
    CASE WHEN b.stated IS NULL THEN 'không nêu' ELSE 'ghi ' || amount_vi(b.stated, u.symbol) END) COLLATE "vi-x-icu",
  format('by the balance (opening + in − out = closing) it is %s; %s.', amount_en(b.value, u.symbol),
    CASE WHEN b.stated IS NULL THEN 'the report does not state it' ELSE 'stated as ' || amount_en(b.stated, u.symbol) END) COLLATE "vi-x-icu"
FROM balance_computation b
LEFT JOIN unit u ON u.code = b.unit
CROSS JOIN LATERAL (SELECT CASE WHEN b.id IS NULL OR b.id = ANY (b.figures) THEN b.figures ELSE b.id || b.figures END AS ids) c
`;
