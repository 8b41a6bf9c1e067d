import type { MigrationInterface, QueryRunner } from "typeorm";

/** By which dimensions the figures of an indicator that hold now are broken down. */
export class IndicatorDimensions1632268800031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE VIEW "indicator_dimension" AS
      SELECT o.indicator_id, m.dimension_id FROM observation o
      JOIN coordinate c ON c.observation_id = o.id JOIN dimension_member m ON m.id = c.member_id
      WHERE o.superseded_by_id IS NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP VIEW "indicator_dimension"`);
  }
}
