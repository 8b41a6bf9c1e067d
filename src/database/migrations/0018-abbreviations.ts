import type { MigrationInterface, QueryRunner } from "typeorm";

/** Short forms that officials use, each way to write them folded, and what a text looks like when it is written otherwise. */
export class Abbreviations1632268800018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(FUNCTIONS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION written_otherwise;
      DROP FUNCTION as_like;
      DROP FUNCTION as_regexp;
      DROP TABLE "abbreviation_writing";
      DROP TABLE "abbreviation";
      DROP FUNCTION keep_writings;
      DELETE FROM thing WHERE kind = 'ABBREVIATION'`);
  }
}

const TABLES = `
CREATE TABLE "abbreviation" (
  "report_id" text COLLATE "C",
  "section_id" text COLLATE "C",
  "line_start" integer,
  "line_end" integer,
  "id" text COLLATE "C" NOT NULL,
  "name" text COLLATE "vi-x-icu" NOT NULL,
  "name_en" text COLLATE "vi-x-icu",
  "name_km" text COLLATE "vi-x-icu",
  "aliases" text array NOT NULL DEFAULT '{}',
  "short" text COLLATE "vi-x-icu" NOT NULL,
  CONSTRAINT "abbreviation_key" PRIMARY KEY ("id"),
  CONSTRAINT "abbreviation_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "report"("id") DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT "abbreviation_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "section"("id") DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX "abbreviation_report_id_index" ON "abbreviation" ("report_id");
CREATE INDEX "abbreviation_section_id_index" ON "abbreviation" ("section_id");
CREATE INDEX "abbreviation_name_id_index" ON "abbreviation" ("name", "id");
CREATE TABLE "abbreviation_writing" (
  "abbreviation_id" text COLLATE "C" NOT NULL,
  "writing" text COLLATE "C" NOT NULL,
  CONSTRAINT "abbreviation_writing_key" PRIMARY KEY ("abbreviation_id", "writing"),
  CONSTRAINT "abbreviation_writing_abbreviation_id_fk" FOREIGN KEY ("abbreviation_id") REFERENCES "abbreviation"("id") DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX "abbreviation_writing_abbreviation_id_index" ON "abbreviation_writing" ("abbreviation_id");
CREATE INDEX "abbreviation_writing_writing_index" ON "abbreviation_writing" ("writing");
`;

const FUNCTIONS = String.raw`
CREATE FUNCTION keep_writings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM abbreviation_writing WHERE abbreviation_id = OLD.id;
  IF TG_OP <> 'DELETE' THEN
    -- What is longer than the texts in which abbreviations are read stands in none of them.
    INSERT INTO abbreviation_writing (abbreviation_id, writing)
      SELECT DISTINCT NEW.id, fold(w) FROM unnest(ARRAY[NEW.short, NEW.name] || NEW.aliases) w WHERE length(fold(w)) BETWEEN 1 AND 200;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER abbreviation_writings AFTER INSERT OR UPDATE OR DELETE ON "abbreviation" FOR EACH ROW EXECUTE FUNCTION keep_writings();
CREATE TRIGGER thing_entry AFTER INSERT OR UPDATE OR DELETE ON "abbreviation" FOR EACH ROW EXECUTE FUNCTION enter_thing('abbreviation');

-- The regular expression, and the pattern of LIKE, that a text alone meets.
CREATE FUNCTION as_regexp(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT regexp_replace(words, '[][\\.*+?^$(){}|]', '\\\&', 'g')
$$;
CREATE FUNCTION as_like(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT regexp_replace(words, '[\\%_]', '\\\&', 'g')
$$;

-- What folded texts meet in which a given text is found with any of its abbreviations written in another way: a regular
-- expression, and behind it up to four patterns of LIKE, one of which each such text meets too unless it is found as it is
-- given: by them an index reads few other texts.
-- Null for a text without abbreviations.
CREATE FUNCTION written_otherwise(given text, first boolean) RETURNS text[] LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
DECLARE
  folded text COLLATE "C" := fold(given);
  begin_word CONSTANT text := '(?<![a-z0-9])';
  end_word CONSTANT text := '(?![a-z0-9])';
  known text;
  found text[];
  around text[];
  writings text[];
  pattern text;
  likes text[];
BEGIN
  IF length(folded) > 200 THEN
    RETURN NULL;
  END IF;
  SELECT string_agg(DISTINCT as_regexp(writing), '|') INTO known FROM abbreviation_writing WHERE strpos(folded, writing) > 0;
  IF known IS NULL THEN
    RETURN NULL;
  END IF;
  -- Of the writings that begin at one place, a regular expression takes the longest.
  found := ARRAY(SELECT m[1] FROM regexp_matches(folded, begin_word || '(' || known || ')' || end_word, 'g') m);
  IF found = '{}' THEN
    RETURN NULL;
  END IF;
  around := regexp_split_to_array(folded, begin_word || '(?:' || known || ')' || end_word);
  pattern := CASE WHEN first THEN '^' ELSE '' END || as_regexp(around[1]);
  likes := ARRAY[CASE WHEN first THEN '' ELSE '%' END || as_like(around[1])];
  FOR n IN 1 .. cardinality(found) LOOP
    writings := ARRAY(SELECT DISTINCT other.writing FROM abbreviation_writing own JOIN abbreviation_writing other USING (abbreviation_id)
      WHERE own.writing = found[n]);
    pattern := pattern || '(?:' || as_regexp(found[n]) || '|' || begin_word
      || '(?:' || (SELECT string_agg(as_regexp(w), '|') FROM unnest(writings) w) || ')' || end_word || ')' || as_regexp(around[n + 1]);
    -- Of several abbreviations the last may be written anyhow: what is read in vain does not meet the regular expression.
    likes := ARRAY(SELECT l || w || as_like(around[n + 1]) FROM unnest(likes) l,
      (SELECT as_like(w) AS w FROM unnest(writings) w WHERE cardinality(likes) * cardinality(writings) <= 4
       UNION ALL SELECT '%' WHERE cardinality(likes) * cardinality(writings) > 4) writing);
  END LOOP;
  likes := ARRAY(SELECT l || '%' FROM unnest(likes) l);
  RETURN pattern || array_remove(likes, CASE WHEN first THEN '' ELSE '%' END || as_like(folded) || '%');
END
$$;
`;
