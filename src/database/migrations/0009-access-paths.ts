import type { MigrationInterface, QueryRunner } from "typeorm";

/** What the API makes easy to ask is read through an index; docs/access-paths.md says which question each one serves. */
export class AccessPaths1632268800009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(INDEXES);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [, name] of INDEXES.matchAll(/CREATE INDEX ("\w+")/g))
      await runner.query(`DROP INDEX ${name}`);
  }
}

const INDEXES = `
  CREATE INDEX "observation_largest_index" ON "observation" ("indicator_id", "period_id", "value" DESC NULLS LAST, "id") WHERE "superseded_by_id" IS NULL;
  CREATE INDEX "observation_subject_id_indicator_id_period_id_index" ON "observation" ("subject_id", "indicator_id", "period_id") WHERE "superseded_by_id" IS NULL;
  CREATE INDEX "security_incident_system_id_severity_status_occurred_on_index" ON "security_incident" ("system_id", "severity", "status", "occurred_on");
  CREATE INDEX "security_incident_severity_status_latest_index" ON "security_incident" ("severity", "status", "occurred_on" DESC NULLS LAST, "id");
  CREATE INDEX "security_incident_words_index" ON "security_incident" USING gin (fold("name") gin_trgm_ops);
  CREATE INDEX "media_output_outlet_id_language_index" ON "media_output" ("outlet_id", "language");
  CREATE INDEX "media_output_topic_language_kind_index" ON "media_output" ("topic", "language", "kind");
  CREATE INDEX "media_output_topic_name_id_index" ON "media_output" ("topic", "name", "id");
  CREATE INDEX "media_output_words_index" ON "media_output" USING gin (fold("name") gin_trgm_ops);
  CREATE INDEX "document_type_latest_index" ON "document" ("type", "issued_on" DESC NULLS LAST, "id");
  CREATE INDEX "document_status_latest_index" ON "document" ("status", "issued_on" DESC NULLS LAST, "id");
  CREATE INDEX "document_words_index" ON "document" USING gin (fold("name") gin_trgm_ops);
  CREATE INDEX "link_from_id_role_to_id_index" ON "link" ("from_id", "role", "to_id");
  CREATE INDEX "link_to_id_role_from_id_index" ON "link" ("to_id", "role", "from_id");
  CREATE INDEX "infrastructure_system_category_name_id_index" ON "infrastructure_system" ("category", "name", "id");
`;
