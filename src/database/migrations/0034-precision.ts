import type { MigrationInterface, QueryRunner } from "typeorm";

/** A step that values are rounded to is more than nothing: checks divide by it. An exact value has none. */
export class Precision1632268800034 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE "observation" SET "precision" = NULL WHERE "precision" <= 0;
      ALTER TABLE "observation" ADD CONSTRAINT "observation_precision_check" CHECK ("precision" > 0)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "observation" DROP CONSTRAINT "observation_precision_check"`);
  }
}
