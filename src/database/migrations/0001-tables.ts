import type { MigrationInterface, QueryRunner } from "typeorm";

/** One table an entity, as TypeORM derives it from the entities. */
export class Tables1632268800001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
  }

  async down(runner: QueryRunner): Promise<void> {
    const names = Array.from(TABLES.matchAll(/CREATE TABLE ("\w+")/g), ([, name]) => name);
    await runner.query(`DROP TABLE ${names.join(", ")} CASCADE`);
  }
}

const TABLES = `
CREATE TABLE "thing" (
  "id" text COLLATE "C" NOT NULL,
  "kind" text COLLATE "C" NOT NULL,
  "name" text COLLATE "vi-x-icu" NOT NULL,
  "words" text NOT NULL,
  CONSTRAINT "thing_key" PRIMARY KEY ("id")
);
CREATE INDEX "thing_kind_index" ON "thing" ("kind");
CREATE TABLE "event" (
  "report_id" text COLLATE "C",
  "section_id" text COLLATE "C",
  "line_start" integer,
  "line_end" integer,
  "id" text COLLATE "C" NOT NULL,
  "name" text COLLATE "vi-x-icu" NOT NULL,
  "name_en" text,
  "name_km" text,
  "aliases" text array NOT NULL DEFAULT '{}',
  "kind" text,
  "mode" text,
  "held_on" date,
  "ordinal" text,
  CONSTRAINT "event_key" PRIMARY KEY ("id")
);
CREATE INDEX "event_report_id_index" ON "event" ("report_id");
CREATE INDEX "event_section_id_index" ON "event" ("section_id");
CREATE INDEX "event_name_index" ON "event" ("name");
CREATE TABLE "activity" (
  "report_id" text COLLATE "C",
  "section_id" text COLLATE "C",
  "line_start" integer,
  "line_end" integer,
  "id" text COLLATE "C" NOT NULL,
  "name" text COLLATE "vi-x-icu" NOT NULL,
  "name_en" text,
  "name_km" text,
  "aliases" text array NOT NULL DEFAULT '{}',
  "status" text,
  "agency_id" text COLLATE "C",
  CONSTRAINT "activity_key" PRIMARY KEY ("id")
);
CREATE INDEX "activity_report_id_index" ON "activity" ("report_id");
CREATE INDEX "activity_section_id_index" ON "activity" ("section_id");
CREATE INDEX "activity_name_index" ON "activity" ("name");
CREATE INDEX "activity_agency_id_index" ON "activity" ("agency_id");
CREATE TABLE "agency" (
  "report_id" text COLLATE "C",
  "section_id" text COLLATE "C",
  "line_start" integer,
  "line_end" integer,
  "id" text COLLATE "C" NOT NULL,
  "name" text COLLATE "vi-x-icu" NOT NULL,
  "name_en" text,
  "name_km" text,
  "aliases" text array NOT NULL DEFAULT '{}',
  "code" text,
  "code_scheme" text,
  "valid_from" date,
  "valid_to" date,
  "level" text,
  "branch" text,
  "kind" text,
  "collective" boolean NOT NULL DEFAULT false,
  "parent_id" text COLLATE "C",
  "place_id" text COLLATE "C",
  CONSTRAINT "agency_key" PRIMARY KEY ("id")
);
CREATE INDEX "agency_report_id_index" ON "agency" ("report_id");
CREATE INDEX "agency_section_id_index" ON "agency" ("section_id");
CREATE INDEX "agency_name_index" ON "agency" ("name");
CREATE INDEX "agency_parent_id_index" ON "agency" ("parent_id");
CREATE INDEX "agency_place_id_index" ON "agency" ("place_id");
CREATE TABLE "place" (
  "report_id" text COLLATE "C",
  "section_id" text COLLATE "C",
  "line_start" integer,
  "line_end" integer,
  "id" text COLLATE "C" NOT NULL,
  "name" text COLLATE "vi-x-icu" NOT NULL,
  "name_en" text,
  "name_km" text,
  "aliases" text array NOT NULL DEFAULT '{}',
  "code" text,
  "code_scheme" text,
  "valid_from" date,
  "valid_to" date,
  "level" text,
  "kind" text,
  "parent_id" text COLLATE "C",
  CONSTRAINT "place_key" PRIMARY KEY ("id")
);
CREATE INDEX "place_report_id_index" ON "place" ("report_id");
CREATE INDEX "place_section_id_index" ON "place" ("section_id");
CREATE INDEX "place_name_index" ON "place" ("name");
CREATE INDEX "place_parent_id_index" ON "place" ("parent_id");
CREATE TABLE "document" (
  "report_id" text COLLATE "C",
  "section_id" text COLLATE "C",
  "line_start" integer,
  "line_end" integer,
  "id" text COLLATE "C" NOT NULL,
  "name" text COLLATE "vi-x-icu" NOT NULL,
  "name_en" text,
  "name_km" text,
  "aliases" text array NOT NULL DEFAULT '{}',
  "number" text,
  "type" text,
  "issued_on" date,
  "status" text,
  "direction" text,
  "issuer_id" text COLLATE "C",
  CONSTRAINT "document_key" PRIMARY KEY ("id")
);
CREATE INDEX "document_report_id_index" ON "document" ("report_id");
CREATE INDEX "document_section_id_index" ON "document" ("section_id");
CREATE INDEX "document_name_index" ON "document" ("name");
CREATE INDEX "document_issuer_id_index" ON "document" ("issuer_id");
CREATE TABLE "topic" (
  "report_id" text COLLATE "C",
  "section_id" text COLLATE "C",
  "line_start" integer,
  "line_end" integer,
  "id" text COLLATE "C" NOT NULL,
  "name" text COLLATE "vi-x-icu" NOT NULL,
  "name_en" text,
  "name_km" text,
  "aliases" text array NOT NULL DEFAULT '{}',
  "document_type" text,
  "issuer_id" text COLLATE "C",
  CONSTRAINT "topic_key" PRIMARY KEY ("id")
);
CREATE INDEX "topic_report_id_index" ON "topic" ("report_id");
CREATE INDEX "topic_section_id_index" ON "topic" ("section_id");
CREATE INDEX "topic_name_index" ON "topic" ("name");
CREATE INDEX "topic_issuer_id_index" ON "topic" ("issuer_id");
CREATE TABLE "online_service" (
  "report_id" text COLLATE "C",
  "section_id" text COLLATE "C",
  "line_start" integer,
  "line_end" integer,
  "id" text COLLATE "C" NOT NULL,
  "name" text COLLATE "vi-x-icu" NOT NULL,
  "name_en" text,
  "name_km" text,
  "aliases" text array NOT NULL DEFAULT '{}',
  "level" text,
  "system_id" text COLLATE "C",
  CONSTRAINT "online_service_key" PRIMARY KEY ("id")
);
CREATE INDEX "online_service_report_id_index" ON "online_service" ("report_id");
CREATE INDEX "online_service_section_id_index" ON "online_service" ("section_id");
CREATE INDEX "online_service_name_index" ON "online_service" ("name");
CREATE INDEX "online_service_system_id_index" ON "online_service" ("system_id");
CREATE TABLE "digital_certificate" (
  "report_id" text COLLATE "C",
  "section_id" text COLLATE "C",
  "line_start" integer,
  "line_end" integer,
  "id" text COLLATE "C" NOT NULL,
  "name" text COLLATE "vi-x-icu" NOT NULL,
  "name_en" text,
  "name_km" text,
  "aliases" text array NOT NULL DEFAULT '{}',
  "subject" text,
  "medium" text,
  "system_id" text COLLATE "C",
  CONSTRAINT "digital_certificate_key" PRIMARY KEY ("id")
);
CREATE INDEX "digital_certificate_report_id_index" ON "digital_certificate" ("report_id");
CREATE INDEX "digital_certificate_section_id_index" ON "digital_certificate" ("section_id");
CREATE INDEX "digital_certificate_name_index" ON "digital_certificate" ("name");
CREATE INDEX "digital_certificate_system_id_index" ON "digital_certificate" ("system_id");
CREATE TABLE "unit" (
  "report_id" text COLLATE "C",
  "section_id" text COLLATE "C",
  "line_start" integer,
  "line_end" integer,
  "id" text COLLATE "C" NOT NULL,
  "name" text COLLATE "vi-x-icu" NOT NULL,
  "name_en" text,
  "name_km" text,
  "aliases" text array NOT NULL DEFAULT '{}',
  "code" text NOT NULL,
  "symbol" text,
  CONSTRAINT "unit_key" PRIMARY KEY ("id")
);
CREATE INDEX "unit_report_id_index" ON "unit" ("report_id");
CREATE INDEX "unit_section_id_index" ON "unit" ("section_id");
CREATE INDEX "unit_name_index" ON "unit" ("name");
CREATE UNIQUE INDEX "unit_code_index" ON "unit" ("code");
CREATE TABLE "dimension" (
  "report_id" text COLLATE "C",
  "section_id" text COLLATE "C",
  "line_start" integer,
  "line_end" integer,
  "id" text COLLATE "C" NOT NULL,
  "name" text COLLATE "vi-x-icu" NOT NULL,
  "name_en" text,
  "name_km" text,
  "aliases" text array NOT NULL DEFAULT '{}',
  "code" text NOT NULL,
  CONSTRAINT "dimension_key" PRIMARY KEY ("id")
);
CREATE INDEX "dimension_report_id_index" ON "dimension" ("report_id");
CREATE INDEX "dimension_section_id_index" ON "dimension" ("section_id");
CREATE INDEX "dimension_name_index" ON "dimension" ("name");
CREATE UNIQUE INDEX "dimension_code_index" ON "dimension" ("code");
CREATE TABLE "dimension_member" (
  "report_id" text COLLATE "C",
  "section_id" text COLLATE "C",
  "line_start" integer,
  "line_end" integer,
  "id" text COLLATE "C" NOT NULL,
  "name" text COLLATE "vi-x-icu" NOT NULL,
  "name_en" text,
  "name_km" text,
  "aliases" text array NOT NULL DEFAULT '{}',
  "code" text,
  "code_scheme" text,
  "valid_from" date,
  "valid_to" date,
  "position" integer,
  "dimension_id" text COLLATE "C" NOT NULL,
  CONSTRAINT "dimension_member_key" PRIMARY KEY ("id")
);
CREATE INDEX "dimension_member_report_id_index" ON "dimension_member" ("report_id");
CREATE INDEX "dimension_member_section_id_index" ON "dimension_member" ("section_id");
CREATE INDEX "dimension_member_name_index" ON "dimension_member" ("name");
CREATE INDEX "dimension_member_dimension_id_index" ON "dimension_member" ("dimension_id");
CREATE TABLE "period" (
  "report_id" text COLLATE "C",
  "section_id" text COLLATE "C",
  "line_start" integer,
  "line_end" integer,
  "id" text COLLATE "C" NOT NULL,
  "name" text COLLATE "vi-x-icu" NOT NULL,
  "name_en" text,
  "name_km" text,
  "aliases" text array NOT NULL DEFAULT '{}',
  "scheme" text NOT NULL,
  "kind" text NOT NULL,
  "start" date NOT NULL,
  "end" date NOT NULL,
  CONSTRAINT "period_key" PRIMARY KEY ("id")
);
CREATE INDEX "period_report_id_index" ON "period" ("report_id");
CREATE INDEX "period_section_id_index" ON "period" ("section_id");
CREATE INDEX "period_name_index" ON "period" ("name");
CREATE TABLE "indicator" (
  "report_id" text COLLATE "C",
  "section_id" text COLLATE "C",
  "line_start" integer,
  "line_end" integer,
  "id" text COLLATE "C" NOT NULL,
  "name" text COLLATE "vi-x-icu" NOT NULL,
  "name_en" text,
  "name_km" text,
  "aliases" text array NOT NULL DEFAULT '{}',
  "code" text,
  "code_scheme" text,
  "valid_from" date,
  "valid_to" date,
  "basis" text NOT NULL,
  "additive" boolean NOT NULL DEFAULT false,
  "domain" text,
  "factor" numeric,
  "unit_id" text COLLATE "C",
  "numerator_id" text COLLATE "C",
  "denominator_id" text COLLATE "C",
  "across_id" text COLLATE "C",
  CONSTRAINT "indicator_key" PRIMARY KEY ("id")
);
CREATE INDEX "indicator_report_id_index" ON "indicator" ("report_id");
CREATE INDEX "indicator_section_id_index" ON "indicator" ("section_id");
CREATE INDEX "indicator_name_index" ON "indicator" ("name");
CREATE UNIQUE INDEX "indicator_code_index" ON "indicator" ("code");
CREATE INDEX "indicator_unit_id_index" ON "indicator" ("unit_id");
CREATE INDEX "indicator_numerator_id_index" ON "indicator" ("numerator_id");
CREATE INDEX "indicator_denominator_id_index" ON "indicator" ("denominator_id");
CREATE INDEX "indicator_across_id_index" ON "indicator" ("across_id");
CREATE TABLE "infrastructure_system" (
  "report_id" text COLLATE "C",
  "section_id" text COLLATE "C",
  "line_start" integer,
  "line_end" integer,
  "id" text COLLATE "C" NOT NULL,
  "name" text COLLATE "vi-x-icu" NOT NULL,
  "name_en" text,
  "name_km" text,
  "aliases" text array NOT NULL DEFAULT '{}',
  "code" text,
  "code_scheme" text,
  "valid_from" date,
  "valid_to" date,
  "category" text,
  "owner_id" text COLLATE "C",
  "host_id" text COLLATE "C",
  "operator_id" text COLLATE "C",
  CONSTRAINT "infrastructure_system_key" PRIMARY KEY ("id")
);
CREATE INDEX "infrastructure_system_report_id_index" ON "infrastructure_system" ("report_id");
CREATE INDEX "infrastructure_system_section_id_index" ON "infrastructure_system" ("section_id");
CREATE INDEX "infrastructure_system_name_index" ON "infrastructure_system" ("name");
CREATE INDEX "infrastructure_system_owner_id_index" ON "infrastructure_system" ("owner_id");
CREATE INDEX "infrastructure_system_host_id_index" ON "infrastructure_system" ("host_id");
CREATE INDEX "infrastructure_system_operator_id_index" ON "infrastructure_system" ("operator_id");
CREATE TABLE "integration" (
  "report_id" text COLLATE "C",
  "section_id" text COLLATE "C",
  "line_start" integer,
  "line_end" integer,
  "id" text COLLATE "C" NOT NULL,
  "name" text COLLATE "vi-x-icu" NOT NULL,
  "name_en" text,
  "name_km" text,
  "aliases" text array NOT NULL DEFAULT '{}',
  "status" text,
  "system_id" text COLLATE "C",
  "counterpart_id" text COLLATE "C",
  "via_id" text COLLATE "C",
  CONSTRAINT "integration_key" PRIMARY KEY ("id")
);
CREATE INDEX "integration_report_id_index" ON "integration" ("report_id");
CREATE INDEX "integration_section_id_index" ON "integration" ("section_id");
CREATE INDEX "integration_name_index" ON "integration" ("name");
CREATE INDEX "integration_system_id_index" ON "integration" ("system_id");
CREATE INDEX "integration_counterpart_id_index" ON "integration" ("counterpart_id");
CREATE INDEX "integration_via_id_index" ON "integration" ("via_id");
CREATE TABLE "inspection" (
  "report_id" text COLLATE "C",
  "section_id" text COLLATE "C",
  "line_start" integer,
  "line_end" integer,
  "id" text COLLATE "C" NOT NULL,
  "name" text COLLATE "vi-x-icu" NOT NULL,
  "name_en" text,
  "name_km" text,
  "aliases" text array NOT NULL DEFAULT '{}',
  "kind" text,
  "field" text,
  "lead_id" text COLLATE "C",
  "place_id" text COLLATE "C",
  CONSTRAINT "inspection_key" PRIMARY KEY ("id")
);
CREATE INDEX "inspection_report_id_index" ON "inspection" ("report_id");
CREATE INDEX "inspection_section_id_index" ON "inspection" ("section_id");
CREATE INDEX "inspection_name_index" ON "inspection" ("name");
CREATE INDEX "inspection_lead_id_index" ON "inspection" ("lead_id");
CREATE INDEX "inspection_place_id_index" ON "inspection" ("place_id");
CREATE TABLE "sanction" (
  "report_id" text COLLATE "C",
  "section_id" text COLLATE "C",
  "line_start" integer,
  "line_end" integer,
  "id" text COLLATE "C" NOT NULL,
  "name" text COLLATE "vi-x-icu" NOT NULL,
  "name_en" text,
  "name_km" text,
  "aliases" text array NOT NULL DEFAULT '{}',
  "kind" text,
  "inspection_id" text COLLATE "C",
  "agency_id" text COLLATE "C",
  CONSTRAINT "sanction_key" PRIMARY KEY ("id")
);
CREATE INDEX "sanction_report_id_index" ON "sanction" ("report_id");
CREATE INDEX "sanction_section_id_index" ON "sanction" ("section_id");
CREATE INDEX "sanction_name_index" ON "sanction" ("name");
CREATE INDEX "sanction_inspection_id_index" ON "sanction" ("inspection_id");
CREATE INDEX "sanction_agency_id_index" ON "sanction" ("agency_id");
CREATE TABLE "citizen_reception" (
  "report_id" text COLLATE "C",
  "section_id" text COLLATE "C",
  "line_start" integer,
  "line_end" integer,
  "id" text COLLATE "C" NOT NULL,
  "name" text COLLATE "vi-x-icu" NOT NULL,
  "name_en" text,
  "name_km" text,
  "aliases" text array NOT NULL DEFAULT '{}',
  "kind" text,
  "agency_id" text COLLATE "C",
  CONSTRAINT "citizen_reception_key" PRIMARY KEY ("id")
);
CREATE INDEX "citizen_reception_report_id_index" ON "citizen_reception" ("report_id");
CREATE INDEX "citizen_reception_section_id_index" ON "citizen_reception" ("section_id");
CREATE INDEX "citizen_reception_name_index" ON "citizen_reception" ("name");
CREATE INDEX "citizen_reception_agency_id_index" ON "citizen_reception" ("agency_id");
CREATE TABLE "link" (
  "id" text COLLATE "C" NOT NULL,
  "role" text NOT NULL,
  "valid_from" date,
  "valid_to" date,
  "from_id" text COLLATE "C" NOT NULL,
  "to_id" text COLLATE "C" NOT NULL,
  CONSTRAINT "link_key" PRIMARY KEY ("id")
);
CREATE INDEX "link_from_id_index" ON "link" ("from_id");
CREATE INDEX "link_to_id_index" ON "link" ("to_id");
CREATE TABLE "media_outlet" (
  "report_id" text COLLATE "C",
  "section_id" text COLLATE "C",
  "line_start" integer,
  "line_end" integer,
  "id" text COLLATE "C" NOT NULL,
  "name" text COLLATE "vi-x-icu" NOT NULL,
  "name_en" text,
  "name_km" text,
  "aliases" text array NOT NULL DEFAULT '{}',
  "kind" text,
  "url" text,
  "agency_id" text COLLATE "C",
  "place_id" text COLLATE "C",
  CONSTRAINT "media_outlet_key" PRIMARY KEY ("id")
);
CREATE INDEX "media_outlet_report_id_index" ON "media_outlet" ("report_id");
CREATE INDEX "media_outlet_section_id_index" ON "media_outlet" ("section_id");
CREATE INDEX "media_outlet_name_index" ON "media_outlet" ("name");
CREATE INDEX "media_outlet_agency_id_index" ON "media_outlet" ("agency_id");
CREATE INDEX "media_outlet_place_id_index" ON "media_outlet" ("place_id");
CREATE TABLE "media_output" (
  "report_id" text COLLATE "C",
  "section_id" text COLLATE "C",
  "line_start" integer,
  "line_end" integer,
  "id" text COLLATE "C" NOT NULL,
  "name" text COLLATE "vi-x-icu" NOT NULL,
  "name_en" text,
  "name_km" text,
  "aliases" text array NOT NULL DEFAULT '{}',
  "kind" text,
  "language" text,
  "status" text,
  "topic" text,
  "outlet_id" text COLLATE "C",
  "partner_id" text COLLATE "C",
  CONSTRAINT "media_output_key" PRIMARY KEY ("id")
);
CREATE INDEX "media_output_report_id_index" ON "media_output" ("report_id");
CREATE INDEX "media_output_section_id_index" ON "media_output" ("section_id");
CREATE INDEX "media_output_name_index" ON "media_output" ("name");
CREATE INDEX "media_output_outlet_id_index" ON "media_output" ("outlet_id");
CREATE INDEX "media_output_partner_id_index" ON "media_output" ("partner_id");
CREATE TABLE "observation" (
  "report_id" text COLLATE "C",
  "section_id" text COLLATE "C",
  "line_start" integer,
  "line_end" integer,
  "id" text COLLATE "C" NOT NULL,
  "figure" text COLLATE "C" NOT NULL,
  "value" numeric,
  "unit" text NOT NULL,
  "precision" numeric,
  "qualifier" text,
  "status" text NOT NULL,
  "stated_as" text,
  "complete" boolean,
  "recorded_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(),
  "indicator_id" text COLLATE "C" NOT NULL,
  "subject_id" text COLLATE "C" NOT NULL,
  "period_id" text COLLATE "C",
  "part_of" text COLLATE "C",
  "superseded_by_id" text COLLATE "C",
  CONSTRAINT "observation_key" PRIMARY KEY ("id")
);
CREATE INDEX "observation_report_id_index" ON "observation" ("report_id");
CREATE INDEX "observation_section_id_index" ON "observation" ("section_id");
CREATE INDEX "observation_figure_index" ON "observation" ("figure");
CREATE INDEX "observation_indicator_id_index" ON "observation" ("indicator_id");
CREATE INDEX "observation_subject_id_index" ON "observation" ("subject_id");
CREATE INDEX "observation_period_id_index" ON "observation" ("period_id");
CREATE INDEX "observation_part_of_index" ON "observation" ("part_of");
CREATE INDEX "observation_superseded_by_id_index" ON "observation" ("superseded_by_id");
CREATE TABLE "coordinate" (
  "observation_id" text COLLATE "C" NOT NULL,
  "dimension" text COLLATE "C" NOT NULL,
  "member" text COLLATE "C" NOT NULL,
  "member_id" text COLLATE "C" NOT NULL,
  CONSTRAINT "coordinate_key" PRIMARY KEY ("observation_id", "dimension")
);
CREATE INDEX "coordinate_observation_id_index" ON "coordinate" ("observation_id");
CREATE INDEX "coordinate_member_id_index" ON "coordinate" ("member_id");
CREATE INDEX "coordinate_dimension_member_index" ON "coordinate" ("dimension", "member");
CREATE TABLE "observation_count" (
  "observation_id" text COLLATE "C" NOT NULL,
  "thing_id" text COLLATE "C" NOT NULL,
  CONSTRAINT "observation_count_key" PRIMARY KEY ("observation_id", "thing_id")
);
CREATE INDEX "observation_count_observation_id_index" ON "observation_count" ("observation_id");
CREATE INDEX "observation_count_thing_id_index" ON "observation_count" ("thing_id");
CREATE TABLE "training" (
  "report_id" text COLLATE "C",
  "section_id" text COLLATE "C",
  "line_start" integer,
  "line_end" integer,
  "id" text COLLATE "C" NOT NULL,
  "name" text COLLATE "vi-x-icu" NOT NULL,
  "name_en" text,
  "name_km" text,
  "aliases" text array NOT NULL DEFAULT '{}',
  "status" text,
  "agency_id" text COLLATE "C",
  CONSTRAINT "training_key" PRIMARY KEY ("id")
);
CREATE INDEX "training_report_id_index" ON "training" ("report_id");
CREATE INDEX "training_section_id_index" ON "training" ("section_id");
CREATE INDEX "training_name_index" ON "training" ("name");
CREATE INDEX "training_agency_id_index" ON "training" ("agency_id");
CREATE TABLE "personnel_action" (
  "report_id" text COLLATE "C",
  "section_id" text COLLATE "C",
  "line_start" integer,
  "line_end" integer,
  "id" text COLLATE "C" NOT NULL,
  "name" text COLLATE "vi-x-icu" NOT NULL,
  "name_en" text,
  "name_km" text,
  "aliases" text array NOT NULL DEFAULT '{}',
  "kind" text,
  "status" text,
  "agency_id" text COLLATE "C",
  CONSTRAINT "personnel_action_key" PRIMARY KEY ("id")
);
CREATE INDEX "personnel_action_report_id_index" ON "personnel_action" ("report_id");
CREATE INDEX "personnel_action_section_id_index" ON "personnel_action" ("section_id");
CREATE INDEX "personnel_action_name_index" ON "personnel_action" ("name");
CREATE INDEX "personnel_action_agency_id_index" ON "personnel_action" ("agency_id");
CREATE TABLE "planned_task" (
  "report_id" text COLLATE "C",
  "section_id" text COLLATE "C",
  "line_start" integer,
  "line_end" integer,
  "id" text COLLATE "C" NOT NULL,
  "name" text COLLATE "vi-x-icu" NOT NULL,
  "name_en" text,
  "name_km" text,
  "aliases" text array NOT NULL DEFAULT '{}',
  "number" text NOT NULL,
  "position" integer NOT NULL,
  "condition" text,
  "period_id" text COLLATE "C",
  "parent_id" text COLLATE "C",
  "responsible_id" text COLLATE "C",
  CONSTRAINT "planned_task_key" PRIMARY KEY ("id")
);
CREATE INDEX "planned_task_report_id_index" ON "planned_task" ("report_id");
CREATE INDEX "planned_task_section_id_index" ON "planned_task" ("section_id");
CREATE INDEX "planned_task_name_index" ON "planned_task" ("name");
CREATE INDEX "planned_task_period_id_index" ON "planned_task" ("period_id");
CREATE INDEX "planned_task_parent_id_index" ON "planned_task" ("parent_id");
CREATE INDEX "planned_task_responsible_id_index" ON "planned_task" ("responsible_id");
CREATE TABLE "project" (
  "report_id" text COLLATE "C",
  "section_id" text COLLATE "C",
  "line_start" integer,
  "line_end" integer,
  "id" text COLLATE "C" NOT NULL,
  "name" text COLLATE "vi-x-icu" NOT NULL,
  "name_en" text,
  "name_km" text,
  "aliases" text array NOT NULL DEFAULT '{}',
  "kind" text,
  "phase" text,
  "status" text,
  "parent_id" text COLLATE "C",
  "owner_id" text COLLATE "C",
  CONSTRAINT "project_key" PRIMARY KEY ("id")
);
CREATE INDEX "project_report_id_index" ON "project" ("report_id");
CREATE INDEX "project_section_id_index" ON "project" ("section_id");
CREATE INDEX "project_name_index" ON "project" ("name");
CREATE INDEX "project_parent_id_index" ON "project" ("parent_id");
CREATE INDEX "project_owner_id_index" ON "project" ("owner_id");
CREATE TABLE "bid_package" (
  "report_id" text COLLATE "C",
  "section_id" text COLLATE "C",
  "line_start" integer,
  "line_end" integer,
  "id" text COLLATE "C" NOT NULL,
  "name" text COLLATE "vi-x-icu" NOT NULL,
  "name_en" text,
  "name_km" text,
  "aliases" text array NOT NULL DEFAULT '{}',
  "category" text,
  "status" text,
  "contract_value" numeric,
  "project_id" text COLLATE "C",
  CONSTRAINT "bid_package_key" PRIMARY KEY ("id")
);
CREATE INDEX "bid_package_report_id_index" ON "bid_package" ("report_id");
CREATE INDEX "bid_package_section_id_index" ON "bid_package" ("section_id");
CREATE INDEX "bid_package_name_index" ON "bid_package" ("name");
CREATE INDEX "bid_package_project_id_index" ON "bid_package" ("project_id");
CREATE TABLE "report" (
  "report_id" text COLLATE "C",
  "section_id" text COLLATE "C",
  "line_start" integer,
  "line_end" integer,
  "id" text COLLATE "C" NOT NULL,
  "name" text COLLATE "vi-x-icu" NOT NULL,
  "name_en" text,
  "name_km" text,
  "aliases" text array NOT NULL DEFAULT '{}',
  "number" text NOT NULL,
  "issued_on" date,
  "signatory" text,
  "signatory_title" text,
  "issuer_id" text COLLATE "C",
  "place_id" text COLLATE "C",
  "result_period_id" text COLLATE "C",
  "plan_period_id" text COLLATE "C",
  CONSTRAINT "report_key" PRIMARY KEY ("id")
);
CREATE INDEX "report_report_id_index" ON "report" ("report_id");
CREATE INDEX "report_section_id_index" ON "report" ("section_id");
CREATE INDEX "report_name_index" ON "report" ("name");
CREATE INDEX "report_issuer_id_index" ON "report" ("issuer_id");
CREATE INDEX "report_place_id_index" ON "report" ("place_id");
CREATE INDEX "report_result_period_id_index" ON "report" ("result_period_id");
CREATE INDEX "report_plan_period_id_index" ON "report" ("plan_period_id");
CREATE TABLE "section" (
  "report_id" text COLLATE "C",
  "section_id" text COLLATE "C",
  "line_start" integer,
  "line_end" integer,
  "id" text COLLATE "C" NOT NULL,
  "name" text COLLATE "vi-x-icu" NOT NULL,
  "name_en" text,
  "name_km" text,
  "aliases" text array NOT NULL DEFAULT '{}',
  "number" text NOT NULL,
  "position" integer NOT NULL,
  "parent_id" text COLLATE "C",
  CONSTRAINT "section_key" PRIMARY KEY ("id")
);
CREATE INDEX "section_report_id_index" ON "section" ("report_id");
CREATE INDEX "section_section_id_index" ON "section" ("section_id");
CREATE INDEX "section_name_index" ON "section" ("name");
CREATE INDEX "section_parent_id_index" ON "section" ("parent_id");
CREATE TABLE "recipient" (
  "report_id" text COLLATE "C",
  "section_id" text COLLATE "C",
  "line_start" integer,
  "line_end" integer,
  "id" text COLLATE "C" NOT NULL,
  "name" text COLLATE "vi-x-icu" NOT NULL,
  "name_en" text,
  "name_km" text,
  "aliases" text array NOT NULL DEFAULT '{}',
  "position" integer NOT NULL,
  "agency_id" text COLLATE "C",
  CONSTRAINT "recipient_key" PRIMARY KEY ("id")
);
CREATE INDEX "recipient_report_id_index" ON "recipient" ("report_id");
CREATE INDEX "recipient_section_id_index" ON "recipient" ("section_id");
CREATE INDEX "recipient_name_index" ON "recipient" ("name");
CREATE INDEX "recipient_agency_id_index" ON "recipient" ("agency_id");
CREATE TABLE "evaluation_point" (
  "report_id" text COLLATE "C",
  "section_id" text COLLATE "C",
  "line_start" integer,
  "line_end" integer,
  "id" text COLLATE "C" NOT NULL,
  "name" text COLLATE "vi-x-icu" NOT NULL,
  "name_en" text,
  "name_km" text,
  "aliases" text array NOT NULL DEFAULT '{}',
  "polarity" text,
  "cause" text,
  "status" text,
  CONSTRAINT "evaluation_point_key" PRIMARY KEY ("id")
);
CREATE INDEX "evaluation_point_report_id_index" ON "evaluation_point" ("report_id");
CREATE INDEX "evaluation_point_section_id_index" ON "evaluation_point" ("section_id");
CREATE INDEX "evaluation_point_name_index" ON "evaluation_point" ("name");
CREATE TABLE "vulnerability_notice" (
  "report_id" text COLLATE "C",
  "section_id" text COLLATE "C",
  "line_start" integer,
  "line_end" integer,
  "id" text COLLATE "C" NOT NULL,
  "name" text COLLATE "vi-x-icu" NOT NULL,
  "name_en" text,
  "name_km" text,
  "aliases" text array NOT NULL DEFAULT '{}',
  "vendor" text,
  "product" text,
  "severity" text,
  "action" text,
  "system_id" text COLLATE "C",
  CONSTRAINT "vulnerability_notice_key" PRIMARY KEY ("id")
);
CREATE INDEX "vulnerability_notice_report_id_index" ON "vulnerability_notice" ("report_id");
CREATE INDEX "vulnerability_notice_section_id_index" ON "vulnerability_notice" ("section_id");
CREATE INDEX "vulnerability_notice_name_index" ON "vulnerability_notice" ("name");
CREATE INDEX "vulnerability_notice_system_id_index" ON "vulnerability_notice" ("system_id");
CREATE TABLE "security_incident" (
  "report_id" text COLLATE "C",
  "section_id" text COLLATE "C",
  "line_start" integer,
  "line_end" integer,
  "id" text COLLATE "C" NOT NULL,
  "name" text COLLATE "vi-x-icu" NOT NULL,
  "name_en" text,
  "name_km" text,
  "aliases" text array NOT NULL DEFAULT '{}',
  "occurred_on" date,
  "severity" text,
  "status" text,
  "system_id" text COLLATE "C",
  "notice_id" text COLLATE "C",
  CONSTRAINT "security_incident_key" PRIMARY KEY ("id")
);
CREATE INDEX "security_incident_report_id_index" ON "security_incident" ("report_id");
CREATE INDEX "security_incident_section_id_index" ON "security_incident" ("section_id");
CREATE INDEX "security_incident_name_index" ON "security_incident" ("name");
CREATE INDEX "security_incident_system_id_index" ON "security_incident" ("system_id");
CREATE INDEX "security_incident_notice_id_index" ON "security_incident" ("notice_id");
CREATE TABLE "operator" (
  "report_id" text COLLATE "C",
  "section_id" text COLLATE "C",
  "line_start" integer,
  "line_end" integer,
  "id" text COLLATE "C" NOT NULL,
  "name" text COLLATE "vi-x-icu" NOT NULL,
  "name_en" text,
  "name_km" text,
  "aliases" text array NOT NULL DEFAULT '{}',
  "sector" text,
  "parent_id" text COLLATE "C",
  "place_id" text COLLATE "C",
  CONSTRAINT "operator_key" PRIMARY KEY ("id")
);
CREATE INDEX "operator_report_id_index" ON "operator" ("report_id");
CREATE INDEX "operator_section_id_index" ON "operator" ("section_id");
CREATE INDEX "operator_name_index" ON "operator" ("name");
CREATE INDEX "operator_parent_id_index" ON "operator" ("parent_id");
CREATE INDEX "operator_place_id_index" ON "operator" ("place_id");
CREATE TABLE "licence" (
  "report_id" text COLLATE "C",
  "section_id" text COLLATE "C",
  "line_start" integer,
  "line_end" integer,
  "id" text COLLATE "C" NOT NULL,
  "name" text COLLATE "vi-x-icu" NOT NULL,
  "name_en" text,
  "name_km" text,
  "aliases" text array NOT NULL DEFAULT '{}',
  "kind" text,
  "action" text,
  "holder_id" text COLLATE "C",
  "place_id" text COLLATE "C",
  "agency_id" text COLLATE "C",
  CONSTRAINT "licence_key" PRIMARY KEY ("id")
);
CREATE INDEX "licence_report_id_index" ON "licence" ("report_id");
CREATE INDEX "licence_section_id_index" ON "licence" ("section_id");
CREATE INDEX "licence_name_index" ON "licence" ("name");
CREATE INDEX "licence_holder_id_index" ON "licence" ("holder_id");
CREATE INDEX "licence_place_id_index" ON "licence" ("place_id");
CREATE INDEX "licence_agency_id_index" ON "licence" ("agency_id");
ALTER TABLE "event" ADD CONSTRAINT "event_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "event" ADD CONSTRAINT "event_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "activity" ADD CONSTRAINT "activity_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "activity" ADD CONSTRAINT "activity_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "activity" ADD CONSTRAINT "activity_agency_id_fk" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "agency" ADD CONSTRAINT "agency_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "agency" ADD CONSTRAINT "agency_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "agency" ADD CONSTRAINT "agency_parent_id_fk" FOREIGN KEY ("parent_id") REFERENCES "agency"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "agency" ADD CONSTRAINT "agency_place_id_fk" FOREIGN KEY ("place_id") REFERENCES "place"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "place" ADD CONSTRAINT "place_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "place" ADD CONSTRAINT "place_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "place" ADD CONSTRAINT "place_parent_id_fk" FOREIGN KEY ("parent_id") REFERENCES "place"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "document" ADD CONSTRAINT "document_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "document" ADD CONSTRAINT "document_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "document" ADD CONSTRAINT "document_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "agency"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "topic" ADD CONSTRAINT "topic_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "topic" ADD CONSTRAINT "topic_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "topic" ADD CONSTRAINT "topic_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "agency"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "online_service" ADD CONSTRAINT "online_service_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "online_service" ADD CONSTRAINT "online_service_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "online_service" ADD CONSTRAINT "online_service_system_id_fk" FOREIGN KEY ("system_id") REFERENCES "infrastructure_system"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "digital_certificate" ADD CONSTRAINT "digital_certificate_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "digital_certificate" ADD CONSTRAINT "digital_certificate_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "digital_certificate" ADD CONSTRAINT "digital_certificate_system_id_fk" FOREIGN KEY ("system_id") REFERENCES "infrastructure_system"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "unit" ADD CONSTRAINT "unit_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "unit" ADD CONSTRAINT "unit_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "dimension" ADD CONSTRAINT "dimension_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "dimension" ADD CONSTRAINT "dimension_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "dimension_member" ADD CONSTRAINT "dimension_member_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "dimension_member" ADD CONSTRAINT "dimension_member_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "dimension_member" ADD CONSTRAINT "dimension_member_dimension_id_fk" FOREIGN KEY ("dimension_id") REFERENCES "dimension"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "period" ADD CONSTRAINT "period_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "period" ADD CONSTRAINT "period_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "indicator" ADD CONSTRAINT "indicator_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "indicator" ADD CONSTRAINT "indicator_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "indicator" ADD CONSTRAINT "indicator_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "indicator" ADD CONSTRAINT "indicator_numerator_id_fk" FOREIGN KEY ("numerator_id") REFERENCES "indicator"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "indicator" ADD CONSTRAINT "indicator_denominator_id_fk" FOREIGN KEY ("denominator_id") REFERENCES "indicator"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "indicator" ADD CONSTRAINT "indicator_across_id_fk" FOREIGN KEY ("across_id") REFERENCES "dimension"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "infrastructure_system" ADD CONSTRAINT "infrastructure_system_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "infrastructure_system" ADD CONSTRAINT "infrastructure_system_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "infrastructure_system" ADD CONSTRAINT "infrastructure_system_owner_id_fk" FOREIGN KEY ("owner_id") REFERENCES "agency"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "infrastructure_system" ADD CONSTRAINT "infrastructure_system_host_id_fk" FOREIGN KEY ("host_id") REFERENCES "infrastructure_system"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "infrastructure_system" ADD CONSTRAINT "infrastructure_system_operator_id_fk" FOREIGN KEY ("operator_id") REFERENCES "operator"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "integration" ADD CONSTRAINT "integration_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "integration" ADD CONSTRAINT "integration_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "integration" ADD CONSTRAINT "integration_system_id_fk" FOREIGN KEY ("system_id") REFERENCES "infrastructure_system"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "integration" ADD CONSTRAINT "integration_counterpart_id_fk" FOREIGN KEY ("counterpart_id") REFERENCES "infrastructure_system"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "integration" ADD CONSTRAINT "integration_via_id_fk" FOREIGN KEY ("via_id") REFERENCES "infrastructure_system"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "inspection" ADD CONSTRAINT "inspection_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "inspection" ADD CONSTRAINT "inspection_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "inspection" ADD CONSTRAINT "inspection_lead_id_fk" FOREIGN KEY ("lead_id") REFERENCES "agency"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "inspection" ADD CONSTRAINT "inspection_place_id_fk" FOREIGN KEY ("place_id") REFERENCES "place"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "sanction" ADD CONSTRAINT "sanction_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "sanction" ADD CONSTRAINT "sanction_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "sanction" ADD CONSTRAINT "sanction_inspection_id_fk" FOREIGN KEY ("inspection_id") REFERENCES "inspection"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "sanction" ADD CONSTRAINT "sanction_agency_id_fk" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "citizen_reception" ADD CONSTRAINT "citizen_reception_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "citizen_reception" ADD CONSTRAINT "citizen_reception_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "citizen_reception" ADD CONSTRAINT "citizen_reception_agency_id_fk" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "link" ADD CONSTRAINT "link_from_id_fk" FOREIGN KEY ("from_id") REFERENCES "thing"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "link" ADD CONSTRAINT "link_to_id_fk" FOREIGN KEY ("to_id") REFERENCES "thing"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "media_outlet" ADD CONSTRAINT "media_outlet_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "media_outlet" ADD CONSTRAINT "media_outlet_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "media_outlet" ADD CONSTRAINT "media_outlet_agency_id_fk" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "media_outlet" ADD CONSTRAINT "media_outlet_place_id_fk" FOREIGN KEY ("place_id") REFERENCES "place"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "media_output" ADD CONSTRAINT "media_output_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "media_output" ADD CONSTRAINT "media_output_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "media_output" ADD CONSTRAINT "media_output_outlet_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "media_outlet"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "media_output" ADD CONSTRAINT "media_output_partner_id_fk" FOREIGN KEY ("partner_id") REFERENCES "thing"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "observation" ADD CONSTRAINT "observation_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "observation" ADD CONSTRAINT "observation_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "observation" ADD CONSTRAINT "observation_indicator_id_fk" FOREIGN KEY ("indicator_id") REFERENCES "indicator"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "observation" ADD CONSTRAINT "observation_subject_id_fk" FOREIGN KEY ("subject_id") REFERENCES "thing"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "observation" ADD CONSTRAINT "observation_period_id_fk" FOREIGN KEY ("period_id") REFERENCES "period"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "observation" ADD CONSTRAINT "observation_superseded_by_id_fk" FOREIGN KEY ("superseded_by_id") REFERENCES "observation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "coordinate" ADD CONSTRAINT "coordinate_observation_id_fk" FOREIGN KEY ("observation_id") REFERENCES "observation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "coordinate" ADD CONSTRAINT "coordinate_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "dimension_member"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "observation_count" ADD CONSTRAINT "observation_count_observation_id_fk" FOREIGN KEY ("observation_id") REFERENCES "observation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "observation_count" ADD CONSTRAINT "observation_count_thing_id_fk" FOREIGN KEY ("thing_id") REFERENCES "thing"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "training" ADD CONSTRAINT "training_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "training" ADD CONSTRAINT "training_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "training" ADD CONSTRAINT "training_agency_id_fk" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "personnel_action" ADD CONSTRAINT "personnel_action_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "personnel_action" ADD CONSTRAINT "personnel_action_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "personnel_action" ADD CONSTRAINT "personnel_action_agency_id_fk" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "planned_task" ADD CONSTRAINT "planned_task_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "planned_task" ADD CONSTRAINT "planned_task_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "planned_task" ADD CONSTRAINT "planned_task_period_id_fk" FOREIGN KEY ("period_id") REFERENCES "period"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "planned_task" ADD CONSTRAINT "planned_task_parent_id_fk" FOREIGN KEY ("parent_id") REFERENCES "planned_task"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "planned_task" ADD CONSTRAINT "planned_task_responsible_id_fk" FOREIGN KEY ("responsible_id") REFERENCES "agency"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "project" ADD CONSTRAINT "project_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "project" ADD CONSTRAINT "project_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "project" ADD CONSTRAINT "project_parent_id_fk" FOREIGN KEY ("parent_id") REFERENCES "project"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "project" ADD CONSTRAINT "project_owner_id_fk" FOREIGN KEY ("owner_id") REFERENCES "agency"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "bid_package" ADD CONSTRAINT "bid_package_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "bid_package" ADD CONSTRAINT "bid_package_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "bid_package" ADD CONSTRAINT "bid_package_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "report" ADD CONSTRAINT "report_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "report" ADD CONSTRAINT "report_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "report" ADD CONSTRAINT "report_issuer_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "agency"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "report" ADD CONSTRAINT "report_place_id_fk" FOREIGN KEY ("place_id") REFERENCES "place"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "report" ADD CONSTRAINT "report_result_period_id_fk" FOREIGN KEY ("result_period_id") REFERENCES "period"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "report" ADD CONSTRAINT "report_plan_period_id_fk" FOREIGN KEY ("plan_period_id") REFERENCES "period"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "section" ADD CONSTRAINT "section_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "section" ADD CONSTRAINT "section_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "section" ADD CONSTRAINT "section_parent_id_fk" FOREIGN KEY ("parent_id") REFERENCES "section"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "recipient" ADD CONSTRAINT "recipient_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "recipient" ADD CONSTRAINT "recipient_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "recipient" ADD CONSTRAINT "recipient_agency_id_fk" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "evaluation_point" ADD CONSTRAINT "evaluation_point_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "evaluation_point" ADD CONSTRAINT "evaluation_point_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "vulnerability_notice" ADD CONSTRAINT "vulnerability_notice_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "vulnerability_notice" ADD CONSTRAINT "vulnerability_notice_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "vulnerability_notice" ADD CONSTRAINT "vulnerability_notice_system_id_fk" FOREIGN KEY ("system_id") REFERENCES "infrastructure_system"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "security_incident" ADD CONSTRAINT "security_incident_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "security_incident" ADD CONSTRAINT "security_incident_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "security_incident" ADD CONSTRAINT "security_incident_system_id_fk" FOREIGN KEY ("system_id") REFERENCES "infrastructure_system"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "security_incident" ADD CONSTRAINT "security_incident_notice_id_fk" FOREIGN KEY ("notice_id") REFERENCES "vulnerability_notice"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "operator" ADD CONSTRAINT "operator_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "operator" ADD CONSTRAINT "operator_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "operator" ADD CONSTRAINT "operator_parent_id_fk" FOREIGN KEY ("parent_id") REFERENCES "operator"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "operator" ADD CONSTRAINT "operator_place_id_fk" FOREIGN KEY ("place_id") REFERENCES "place"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "licence" ADD CONSTRAINT "licence_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "licence" ADD CONSTRAINT "licence_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "licence" ADD CONSTRAINT "licence_holder_id_fk" FOREIGN KEY ("holder_id") REFERENCES "thing"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "licence" ADD CONSTRAINT "licence_place_id_fk" FOREIGN KEY ("place_id") REFERENCES "place"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "licence" ADD CONSTRAINT "licence_agency_id_fk" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED;
`;
