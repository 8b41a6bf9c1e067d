import type { MigrationInterface, QueryRunner } from "typeorm";

/** Kinds of thing that figures belong to in other ways; each figure is one thing's figure in one way only. */
const HOLDERS = "^(report|section|unit|dimension|member|period|indicator):";

/** What figures are about, beside their subjects: a subject is who or what a figure may be added over. */
export class About1632268800016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "observation_about" (
        "observation_id" text COLLATE "C" NOT NULL,
        "thing_id" text COLLATE "C" NOT NULL,
        CONSTRAINT "observation_about_thing_check" CHECK (thing_id !~ '${HOLDERS}'),
        CONSTRAINT "observation_about_key" PRIMARY KEY ("observation_id", "thing_id"),
        CONSTRAINT "observation_about_observation_id_fk" FOREIGN KEY ("observation_id") REFERENCES "observation"("id") DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT "observation_about_thing_id_fk" FOREIGN KEY ("thing_id") REFERENCES "thing"("id") DEFERRABLE INITIALLY DEFERRED
      );
      CREATE INDEX "observation_about_observation_id_index" ON "observation_about" ("observation_id");
      CREATE INDEX "observation_about_thing_id_index" ON "observation_about" ("thing_id");
      CREATE INDEX "observation_unit_report_id_line_start_id_index" ON "observation" ("unit", "report_id", "line_start", "id");
      ALTER TABLE "observation" ADD CONSTRAINT "observation_subject_check" CHECK (subject_id !~ '${HOLDERS}')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE "observation" DROP CONSTRAINT "observation_subject_check"; DROP INDEX "observation_unit_report_id_line_start_id_index"; DROP TABLE "observation_about"',
    );
  }
}
