import type { MigrationInterface, QueryRunner } from "typeorm";

/** What figures are about, beside their subjects: a subject is who or what a figure may be added over. */
export class About1632268800016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "observation_about" (
        "observation_id" text COLLATE "C" NOT NULL,
        "thing_id" text COLLATE "C" NOT NULL,
        CONSTRAINT "observation_about_key" PRIMARY KEY ("observation_id", "thing_id"),
        CONSTRAINT "observation_about_observation_id_fk" FOREIGN KEY ("observation_id") REFERENCES "observation"("id") DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT "observation_about_thing_id_fk" FOREIGN KEY ("thing_id") REFERENCES "thing"("id") DEFERRABLE INITIALLY DEFERRED
      );
      CREATE INDEX "observation_about_observation_id_index" ON "observation_about" ("observation_id");
      CREATE INDEX "observation_about_thing_id_index" ON "observation_about" ("thing_id")`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "observation_about"');
  }
}
