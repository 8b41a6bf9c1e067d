import type { MigrationInterface, QueryRunner } from "typeorm";

/** A span of days is one period: two of it would let a sum over periods count the span twice. */
export class OnePeriod1632268800022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE UNIQUE INDEX "period_scheme_kind_start_end_index" ON "period" ("scheme", "kind", "start", "end")`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "period_scheme_kind_start_end_index"`);
  }
}
