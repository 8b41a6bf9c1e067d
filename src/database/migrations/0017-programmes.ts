import type { MigrationInterface, QueryRunner } from "typeorm";

/** Programmes and themes; portals that are outlet and system at once; documents that operators issue. */
export class Programmes1632268800017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    for (const prefix of ["programme", "theme"])
      await runner.query(
        `CREATE TRIGGER thing_entry AFTER INSERT OR UPDATE OR DELETE ON "${prefix}" FOR EACH ROW EXECUTE FUNCTION enter_thing('${prefix}')`,
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE "document" DROP COLUMN "issuing_operator_id";
      ALTER TABLE "media_outlet" DROP COLUMN "system_id";
      DELETE FROM "link" WHERE "role" = 'DRAFT_OF' OR "from_id" ~ '^(programme|theme):' OR "to_id" ~ '^(programme|theme):';
      DELETE FROM "observation_about" WHERE "thing_id" ~ '^(programme|theme):';
      DELETE FROM "thing" WHERE "kind" IN ('PROGRAMME', 'THEME');
      DROP TABLE "programme", "theme"`);
  }
}

const reference = (table: string, column: string, target: string): string =>
  `ALTER TABLE "${table}" ADD CONSTRAINT "${table}_${column}_fk" FOREIGN KEY ("${column}") REFERENCES "${target}"("id") DEFERRABLE INITIALLY DEFERRED;`;

/** The columns that every thing has, and their indexes. */
const thing = (table: string, own: string): string => `
CREATE TABLE "${table}" (
  "report_id" text COLLATE "C",
  "section_id" text COLLATE "C",
  "line_start" integer,
  "line_end" integer,
  "id" text COLLATE "C" NOT NULL,
  "name" text COLLATE "vi-x-icu" NOT NULL,
  "name_en" text COLLATE "vi-x-icu",
  "name_km" text COLLATE "vi-x-icu",
  "aliases" text array NOT NULL DEFAULT '{}',${own}
  CONSTRAINT "${table}_key" PRIMARY KEY ("id")
);
CREATE INDEX "${table}_report_id_index" ON "${table}" ("report_id");
CREATE INDEX "${table}_section_id_index" ON "${table}" ("section_id");
CREATE INDEX "${table}_name_id_index" ON "${table}" ("name", "id");
${reference(table, "report_id", "report")}
${reference(table, "section_id", "section")}`;

const TABLES = `
${thing("theme", "")}
${thing(
  "programme",
  `
  "kind" text COLLATE "C",
  "level" text COLLATE "C",
  "from_year" integer,
  "to_year" integer,
  "owner_id" text COLLATE "C",
  "document_id" text COLLATE "C",`,
)}
CREATE INDEX "programme_owner_id_name_id_index" ON "programme" ("owner_id", "name", "id");
CREATE INDEX "programme_document_id_name_id_index" ON "programme" ("document_id", "name", "id");
${reference("programme", "owner_id", "agency")}
${reference("programme", "document_id", "document")}

ALTER TABLE "media_outlet" ADD COLUMN "system_id" text COLLATE "C";
CREATE UNIQUE INDEX "media_outlet_system_id_index" ON "media_outlet" ("system_id");
${reference("media_outlet", "system_id", "infrastructure_system")}

ALTER TABLE "document" ADD COLUMN "issuing_operator_id" text COLLATE "C";
CREATE INDEX "document_issuing_operator_id_name_id_index" ON "document" ("issuing_operator_id", "name", "id");
${reference("document", "issuing_operator_id", "operator")}
`;
