import type { MigrationInterface, QueryRunner } from "typeorm";

/** Lists, whole ones and those of a reference, are read in their order from an index. */
export class OrderedIndexes1632268800007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const { table, columns } of INDEXES) {
      await runner.query(`DROP INDEX ${nameOf(table, columns.slice(0, 1))}`);
      await runner.query(createIndex(table, columns));
    }
    await runner.query(LATEST);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [, name] of LATEST.matchAll(/CREATE INDEX ("\w+")/g)) await runner.query(`DROP INDEX ${name}`);
    for (const { table, columns } of INDEXES) {
      await runner.query(`DROP INDEX ${nameOf(table, columns)}`);
      await runner.query(createIndex(table, columns.slice(0, 1)));
    }
  }
}

const nameOf = (table: string, columns: string[]): string => `"${table}_${columns.join("_")}_index"`;

const createIndex = (table: string, columns: string[]): string =>
  `CREATE INDEX ${nameOf(table, columns)} ON "${table}" (${columns.map((column) => `"${column}"`).join(", ")})`;

/** Whole lists in their order, and the latest first of what has a date. */
const LATEST = `
  CREATE INDEX "security_incident_occurred_on_id_index" ON "security_incident" ("occurred_on", "id");
  CREATE INDEX "security_incident_latest_index" ON "security_incident" ("occurred_on" DESC NULLS LAST, "id");
  CREATE INDEX "security_incident_system_id_latest_index" ON "security_incident" ("system_id", "occurred_on" DESC NULLS LAST, "id");
  CREATE INDEX "document_latest_index" ON "document" ("issued_on" DESC NULLS LAST, "id");
  CREATE INDEX "document_issuer_id_latest_index" ON "document" ("issuer_id", "issued_on" DESC NULLS LAST, "id");
  CREATE INDEX "observation_report_id_line_start_id_index" ON "observation" ("report_id", "line_start", "id");
`;

/** Table, and columns of which an index had the first alone. */
const INDEXES = `
  thing: name id
  event: name id
  activity: name id
  activity: agency_id line_start id
  agency: name id
  agency: parent_id name id
  agency: place_id name id
  place: name id
  place: parent_id name id
  document: name id
  document: issuer_id name id
  topic: name id
  topic: issuer_id line_start id
  online_service: name id
  online_service: system_id level id
  digital_certificate: name id
  digital_certificate: system_id name id
  unit: name id
  dimension: name id
  dimension_member: name id
  dimension_member: dimension_id position id
  period: name id
  indicator: name id
  indicator: unit_id code id
  indicator: numerator_id code id
  indicator: denominator_id code id
  indicator: across_id code id
  infrastructure_system: name id
  infrastructure_system: owner_id name id
  infrastructure_system: host_id name id
  infrastructure_system: operator_id name id
  integration: name id
  integration: system_id name id
  integration: counterpart_id name id
  integration: via_id name id
  inspection: name id
  inspection: lead_id name id
  inspection: place_id name id
  sanction: name id
  sanction: inspection_id name id
  sanction: agency_id name id
  citizen_reception: name id
  citizen_reception: agency_id name id
  link: from_id id
  link: to_id id
  media_outlet: name id
  media_outlet: agency_id name id
  media_outlet: place_id name id
  media_output: name id
  media_output: outlet_id name id
  media_output: partner_id name id
  observation: indicator_id report_id line_start id
  observation: subject_id report_id line_start id
  observation: period_id report_id line_start id
  observation: superseded_by_id report_id line_start id
  coordinate: member_id dimension observation_id
  training: name id
  training: agency_id name id
  personnel_action: name id
  personnel_action: agency_id name id
  planned_task: name id
  planned_task: period_id position id
  planned_task: parent_id position id
  planned_task: responsible_id position id
  project: name id
  project: parent_id name id
  project: owner_id name id
  bid_package: name id
  bid_package: project_id name id
  report: name id
  report: issuer_id issued_on id
  report: place_id issued_on id
  report: result_period_id issued_on id
  report: plan_period_id issued_on id
  section: name id
  section: parent_id report_id position id
  recipient: name id
  recipient: agency_id report_id position id
  evaluation_point: name id
  vulnerability_notice: name id
  vulnerability_notice: system_id name id
  security_incident: name id
  security_incident: system_id occurred_on id
  security_incident: notice_id occurred_on id
  operator: name id
  operator: parent_id name id
  operator: place_id name id
  licence: name id
  licence: holder_id name id
  licence: place_id name id
  licence: agency_id name id
`
  .trim()
  .split("\n")
  .map((line) => {
    const [table = "", columns = ""] = line.trim().split(": ");
    return { table, columns: columns.split(" ") };
  });
