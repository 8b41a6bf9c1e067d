import type { MigrationInterface, QueryRunner } from "typeorm";
import { CHECK_VIEWS, DROP_CHECK_VIEWS } from "./0003-checks.js";

/**
 * Text is folded by a rule that no server's dictionaries change, and sorts by a named collation rather than the
 * database's own: names and other words by the Vietnamese alphabet, the values of enums by code point.
 */
export class Folding1632268800008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(foldAs(FOLDED));
    await refoldThings(runner);
    await collate(runner, "vi-x-icu", "C", COLLATED_CHECKS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await collate(runner, "default", "default", CHECK_VIEWS);
    await runner.query(foldAs(UNACCENTED));
    await refoldThings(runner);
  }
}

const foldAs = (folded: string): string => `
CREATE OR REPLACE FUNCTION fold(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT ${folded}
$$;`;

/** Combining marks are dropped, đ becomes d, and all is written small. */
export const FOLDED = String.raw`lower(translate(regexp_replace(normalize(words, NFD), '[\u0300-\u036f]', '', 'g'), 'đĐ', 'dd') COLLATE "und-x-icu")`;
const UNACCENTED = "lower(public.unaccent('public.unaccent'::regdictionary, normalize(words, NFC)))";

/** The trigger of each kind of thing folds its words anew. */
async function refoldThings(runner: QueryRunner): Promise<void> {
  const triggers: { table: string }[] = await runner.query(
    "SELECT tgrelid::regclass::text AS table FROM pg_trigger WHERE tgname = 'thing_entry'",
  );
  for (const { table } of triggers) await runner.query(`UPDATE ${table} SET name = name`);
}

/** What the rules explain is made of words in some and of codes in others; the columns of a view have one collation. */
const COLLATED_CHECKS = CHECK_VIEWS.replace(
  "e.status, e.line_start),",
  `e.status, e.line_start) COLLATE "vi-x-icu",`,
);

async function collate(runner: QueryRunner, words: string, codes: string, views: string): Promise<void> {
  // The columns of a view cannot be altered.
  await runner.query(DROP_CHECK_VIEWS);
  for (const table of new Set([...Object.keys(WORDS), ...Object.keys(CODES)])) {
    const changes = [
      ...(WORDS[table] ?? "").split(" ").map((column) => ({ column, collation: words })),
      ...(CODES[table] ?? "").split(" ").map((column) => ({ column, collation: codes })),
    ];
    const alterations = changes
      .filter(({ column }) => column !== "")
      .map(({ column, collation }) => `ALTER "${column}" TYPE text COLLATE "${collation}"`);
    if (alterations.length > 0) await runner.query(`ALTER TABLE "${table}" ${alterations.join(", ")}`);
  }
  await runner.query(views);
}

/** Columns of words, by table. */
const WORDS: Record<string, string> = {
  activity: "name_en name_km",
  agency: "name_en name_km code_scheme code",
  bid_package: "name_en name_km category",
  citizen_reception: "name_en name_km",
  digital_certificate: "name_en name_km",
  dimension: "name_en name_km code",
  dimension_member: "name_en name_km code_scheme code",
  document: "name_en name_km number",
  evaluation_point: "name_en name_km cause",
  event: "name_en name_km ordinal",
  indicator: "name_en name_km code_scheme code domain",
  infrastructure_system: "name_en name_km code_scheme code",
  inspection: "name_en name_km field",
  integration: "name_en name_km",
  licence: "name_en name_km",
  media_outlet: "name_en name_km url",
  media_output: "name_en name_km topic",
  observation: "unit stated_as",
  online_service: "name_en name_km",
  operator: "name_en name_km",
  period: "name_en name_km",
  personnel_action: "name_en name_km",
  place: "name_en name_km code_scheme code",
  planned_task: "name_en name_km number condition",
  project: "name_en name_km phase",
  recipient: "name_en name_km",
  report: "name_en name_km number signatory signatory_title",
  sanction: "name_en name_km",
  section: "name_en name_km number",
  security_incident: "name_en name_km",
  thing: "name_en name_km",
  topic: "name_en name_km",
  training: "name_en name_km",
  unit: "name_en name_km code symbol",
  vulnerability_notice: "name_en name_km vendor product",
};

/** Columns that are compared by code point: the values of codes, and the folded words of things. */
const CODES: Record<string, string> = {
  activity: "status",
  agency: "level branch kind",
  bid_package: "status",
  citizen_reception: "kind",
  digital_certificate: "subject medium",
  document: "type status direction",
  evaluation_point: "polarity status",
  event: "kind mode",
  indicator: "basis",
  infrastructure_system: "category",
  inspection: "kind",
  integration: "status",
  licence: "kind action",
  link: "role",
  media_outlet: "kind",
  media_output: "kind language status",
  observation: "qualifier status",
  online_service: "level",
  operator: "sector",
  period: "scheme kind",
  personnel_action: "kind status",
  place: "level kind",
  project: "kind status",
  sanction: "kind",
  security_incident: "severity status",
  thing: "words",
  topic: "document_type",
  training: "status",
  vulnerability_notice: "severity action",
};
