import type { MigrationInterface, QueryRunner } from "typeorm";

/** The table of each kind of thing, by the prefix of its ids. */
const KINDS = {
  report: "report",
  section: "section",
  recipient: "recipient",
  evaluation: "evaluation_point",
  agency: "agency",
  place: "place",
  operator: "operator",
  licence: "licence",
  system: "infrastructure_system",
  integration: "integration",
  notice: "vulnerability_notice",
  incident: "security_incident",
  outlet: "media_outlet",
  output: "media_output",
  service: "online_service",
  certificate: "digital_certificate",
  document: "document",
  topic: "topic",
  project: "project",
  package: "bid_package",
  inspection: "inspection",
  sanction: "sanction",
  reception: "citizen_reception",
  training: "training",
  personnel: "personnel_action",
  event: "event",
  activity: "activity",
  task: "planned_task",
  unit: "unit",
  dimension: "dimension",
  member: "dimension_member",
  period: "period",
  indicator: "indicator",
};

/** Text without case and diacritics, and one table that knows every thing by name. */
export class Things1632268800002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FUNCTIONS);
    for (const [prefix, table] of Object.entries(KINDS)) {
      const events = "AFTER INSERT OR UPDATE OR DELETE";
      await runner.query(
        `CREATE TRIGGER thing_entry ${events} ON "${table}" FOR EACH ROW EXECUTE FUNCTION enter_thing('${prefix}')`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      "DROP FUNCTION enter_thing CASCADE; DROP INDEX thing_words_index; DROP FUNCTION fold CASCADE",
    );
  }
}

const FUNCTIONS = `
CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

-- unaccent() is only stable, because its dictionary could be changed; ours is not, and an index needs it immutable.
CREATE FUNCTION fold(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT lower(public.unaccent('public.unaccent'::regdictionary, normalize(words, NFC)))
$$;

CREATE FUNCTION enter_thing() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  prefix text := TG_ARGV[0];
  all_words text;
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM thing WHERE id = OLD.id;
    RETURN NULL;
  END IF;
  IF split_part(NEW.id, ':', 1) <> prefix THEN
    RAISE check_violation USING MESSAGE = format('The id of a row of %I begins with %L, not %L.', TG_TABLE_NAME, prefix || ':', NEW.id);
  END IF;
  all_words := fold(concat_ws(' ', NEW.name, NEW.name_en, NEW.name_km, array_to_string(NEW.aliases, ' '),
    to_jsonb(NEW) ->> 'number', to_jsonb(NEW) ->> 'code'));
  INSERT INTO thing (id, kind, name, words) VALUES (NEW.id, upper(prefix), NEW.name, all_words)
  ON CONFLICT (id) DO UPDATE SET name = excluded.name, words = excluded.words
  WHERE (thing.name, thing.words) IS DISTINCT FROM (excluded.name, excluded.words);
  RETURN NULL;
END
$$;

CREATE INDEX thing_words_index ON thing USING gin (words gin_trgm_ops);
`;
