import type { MigrationInterface, QueryRunner } from "typeorm";

/** Of each figure one version holds at a time. */
export class CurrentVersions1632268800006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE UNIQUE INDEX "observation_current_index" ON "observation" ("figure") WHERE "superseded_by_id" IS NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "observation_current_index"`);
  }
}
