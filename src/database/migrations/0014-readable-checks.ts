import type { MigrationInterface, QueryRunner } from "typeorm";
import { CHECK_VIEWS as FIRST_VIEWS, DROP_CHECK_VIEWS as DROP_FIRST_VIEWS } from "./0003-checks.js";
import { CHECK_VIEWS, DROP_CHECK_VIEWS } from "./0014-rules/views.js";
import { DROP_WORDS, WORDS } from "./0014-rules/words.js";

/**
 * Checks that people read: how bad each is, in two languages, with its lines; and what they need to know besides: what an
 * indicator counts among, whom the source takes for a document's issuer, and what else the source calls a thing.
 */
export class ReadableChecks1632268800014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(DROP_FIRST_VIEWS);
    await runner.query(TABLES);
    await runner.query(WORDS);
    await runner.query(CHECK_VIEWS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DROP_CHECK_VIEWS);
    await runner.query(DROP_WORDS);
    await runner.query(
      `DELETE FROM "link" WHERE "from_id" ~ '^name:' OR "to_id" ~ '^name:'; DELETE FROM "thing" WHERE "kind" = 'NAME';
      DROP TABLE "other_name"; ALTER TABLE "document" DROP COLUMN "stated_issuer_id"; ALTER TABLE "indicator" DROP COLUMN "within_id"`,
    );
    await runner.query(
      FIRST_VIEWS.replace("SELECT o.*,", `SELECT ${COLUMNS},`).replace(
        "e.status, e.line_start),",
        `e.status, e.line_start) COLLATE "vi-x-icu",`,
      ),
    );
  }
}

/** Of the table that the first views are made of: there are more by now. */
const COLUMNS =
  "id figure value unit precision status stated_as complete indicator_id subject_id report_id period_id part_of line_start"
    .split(" ")
    .map((column) => `o.${column}`)
    .join(", ");

const TABLES = `
ALTER TABLE "indicator" ADD "within_id" text COLLATE "C";
ALTER TABLE "document" ADD "stated_issuer_id" text COLLATE "C";
CREATE TABLE "other_name" (
  "report_id" text COLLATE "C",
  "section_id" text COLLATE "C",
  "line_start" integer,
  "line_end" integer,
  "id" text COLLATE "C" NOT NULL,
  "name" text COLLATE "vi-x-icu" NOT NULL,
  "name_en" text COLLATE "vi-x-icu",
  "name_km" text COLLATE "vi-x-icu",
  "aliases" text array NOT NULL DEFAULT '{}',
  "of_id" text COLLATE "C" NOT NULL,
  CONSTRAINT "other_name_key" PRIMARY KEY ("id")
);
CREATE INDEX "document_stated_issuer_id_name_id_index" ON "document" ("stated_issuer_id", "name", "id");
CREATE INDEX "indicator_within_id_code_id_index" ON "indicator" ("within_id", "code", "id");
CREATE INDEX "other_name_report_id_index" ON "other_name" ("report_id");
CREATE INDEX "other_name_section_id_index" ON "other_name" ("section_id");
CREATE INDEX "other_name_name_id_index" ON "other_name" ("name", "id");
CREATE INDEX "other_name_of_id_name_id_index" ON "other_name" ("of_id", "name", "id");
ALTER TABLE "document" ADD CONSTRAINT "document_stated_issuer_id_fk" FOREIGN KEY ("stated_issuer_id") REFERENCES "agency" ("id") DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "indicator" ADD CONSTRAINT "indicator_within_id_fk" FOREIGN KEY ("within_id") REFERENCES "indicator" ("id") DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "other_name"
  ADD CONSTRAINT "other_name_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report" ("id") DEFERRABLE INITIALLY DEFERRED,
  ADD CONSTRAINT "other_name_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "section" ("id") DEFERRABLE INITIALLY DEFERRED,
  ADD CONSTRAINT "other_name_of_id_fk" FOREIGN KEY ("of_id") REFERENCES "thing" ("id") DEFERRABLE INITIALLY DEFERRED;
CREATE TRIGGER thing_entry AFTER INSERT OR UPDATE OR DELETE ON "other_name" FOR EACH ROW EXECUTE FUNCTION enter_thing('name');
`;
