import type { MigrationInterface, QueryRunner } from "typeorm";

/** The index of a reference has the rows of each id in the order that they are given in. */
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
  CREATE INDEX "security_incident_occurred_on_index" ON "security_incident" ("occurred_on");
  CREATE INDEX "security_incident_latest_index" ON "security_incident" ("occurred_on" DESC NULLS LAST, "id");
  CREATE INDEX "security_incident_system_id_latest_index" ON "security_incident" ("system_id", "occurred_on" DESC NULLS LAST, "id");
  CREATE INDEX "document_latest_index" ON "document" ("issued_on" DESC NULLS LAST, "id");
  CREATE INDEX "document_issuer_id_latest_index" ON "document" ("issuer_id", "issued_on" DESC NULLS LAST, "id");
  CREATE INDEX "observation_report_id_line_start_index" ON "observation" ("report_id", "line_start");
`;

/** Table, reference and order. */
const INDEXES = `
  activity: agency_id line_start
  agency: parent_id name
  agency: place_id name
  place: parent_id name
  document: issuer_id name
  topic: issuer_id line_start
  online_service: system_id level
  digital_certificate: system_id name
  dimension_member: dimension_id position
  indicator: unit_id code
  indicator: numerator_id code
  indicator: denominator_id code
  indicator: across_id code
  infrastructure_system: owner_id name
  infrastructure_system: host_id name
  infrastructure_system: operator_id name
  integration: system_id name
  integration: counterpart_id name
  integration: via_id name
  inspection: lead_id name
  inspection: place_id name
  sanction: inspection_id name
  sanction: agency_id name
  citizen_reception: agency_id name
  link: from_id id
  link: to_id id
  media_outlet: agency_id name
  media_outlet: place_id name
  media_output: outlet_id name
  media_output: partner_id name
  observation: indicator_id report_id line_start
  observation: subject_id report_id line_start
  observation: period_id report_id line_start
  observation: superseded_by_id report_id line_start
  coordinate: member_id dimension
  training: agency_id name
  personnel_action: agency_id name
  planned_task: period_id position
  planned_task: parent_id position
  planned_task: responsible_id position
  project: parent_id name
  project: owner_id name
  bid_package: project_id name
  report: issuer_id issued_on
  report: place_id issued_on
  report: result_period_id issued_on
  report: plan_period_id issued_on
  section: parent_id report_id position
  recipient: agency_id report_id position
  vulnerability_notice: system_id name
  security_incident: system_id occurred_on
  security_incident: notice_id occurred_on
  operator: parent_id name
  operator: place_id name
  licence: holder_id name
  licence: place_id name
  licence: agency_id name
`
  .trim()
  .split("\n")
  .map((line) => {
    const [table = "", columns = ""] = line.trim().split(": ");
    return { table, columns: columns.split(" ") };
  });
