import type { MigrationInterface, QueryRunner } from "typeorm";

/** Units stand in the index of figures too: sums look at them, and then need not look into the table. */
export class FiguresWithUnits1632268800010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(indexed(' INCLUDE ("unit")'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(indexed(""));
  }
}

const indexed = (included: string) => `
  DROP INDEX "observation_largest_index";
  CREATE INDEX "observation_largest_index" ON "observation" ("indicator_id", "period_id", "value" DESC NULLS LAST, "id")${included}
    WHERE "superseded_by_id" IS NULL`;
