import type { MigrationInterface, QueryRunner } from "typeorm";

/** The table of all things holds all that every thing has, so that things of mixed kinds are read from one table; and every indicator has a code. */
export class ThingColumns1632268800004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(COLUMNS);
    const triggers: { table: string }[] = await runner.query(
      "SELECT tgrelid::regclass::text AS table FROM pg_trigger WHERE tgname = 'thing_entry'",
    );
    for (const { table } of triggers)
      await runner.query(`
        UPDATE thing SET name_en = t.name_en, name_km = t.name_km, aliases = t.aliases, report_id = t.report_id,
          section_id = t.section_id, line_start = t.line_start, line_end = t.line_end
        FROM ${table} t WHERE t.id = thing.id`);
    await runner.query(CONSTRAINTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE indicator ALTER COLUMN code DROP NOT NULL;
      ALTER TABLE thing DROP COLUMN name_en, DROP COLUMN name_km, DROP COLUMN aliases, DROP COLUMN report_id,
        DROP COLUMN section_id, DROP COLUMN line_start, DROP COLUMN line_end;
      ${enterThing("name, words", "NEW.name, all_words")}`);
  }
}

/** What the table of all things keeps of each, and from where. */
export const THING_COLUMNS = {
  columns: "name, name_en, name_km, aliases, words, report_id, section_id, line_start, line_end",
  values:
    "NEW.name, NEW.name_en, NEW.name_km, NEW.aliases, all_words, NEW.report_id, NEW.section_id, NEW.line_start, NEW.line_end",
};

/** The trigger's function: what it keeps of each thing besides its id and kind. */
const enterThing = (columns: string, values: string): string => `
CREATE OR REPLACE FUNCTION enter_thing() RETURNS trigger LANGUAGE plpgsql AS $$
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
  -- Comparing trigrams takes time that grows with the square of a text's length: what stands first is searched.
  all_words := left(fold(concat_ws(' ', NEW.name, NEW.name_en, NEW.name_km, to_jsonb(NEW) ->> 'number',
    to_jsonb(NEW) ->> 'code', array_to_string(NEW.aliases, ' '))), 1000);
  INSERT INTO thing (id, kind, ${columns}) VALUES (NEW.id, upper(prefix), ${values})
  ON CONFLICT (id) DO UPDATE SET (${columns}) = ROW (${columns.replace(/\w+/g, "excluded.$&")})
  WHERE (${columns.replace(/\w+/g, "thing.$&")}) IS DISTINCT FROM (${columns.replace(/\w+/g, "excluded.$&")});
  RETURN NULL;
END
$$;`;

const COLUMNS = `
ALTER TABLE thing
  ADD COLUMN name_en text,
  ADD COLUMN name_km text,
  ADD COLUMN aliases text array NOT NULL DEFAULT '{}',
  ADD COLUMN report_id text COLLATE "C",
  ADD COLUMN section_id text COLLATE "C",
  ADD COLUMN line_start integer,
  ADD COLUMN line_end integer;
${enterThing(THING_COLUMNS.columns, THING_COLUMNS.values)}
`;

const CONSTRAINTS = `
ALTER TABLE indicator ALTER COLUMN code SET NOT NULL;
CREATE INDEX thing_name_index ON thing (name);
CREATE INDEX thing_report_id_index ON thing (report_id);
CREATE INDEX thing_section_id_index ON thing (section_id);
ALTER TABLE thing
  ADD CONSTRAINT thing_report_id_fk FOREIGN KEY (report_id) REFERENCES report (id) DEFERRABLE INITIALLY DEFERRED,
  ADD CONSTRAINT thing_section_id_fk FOREIGN KEY (section_id) REFERENCES section (id) DEFERRABLE INITIALLY DEFERRED;
`;
