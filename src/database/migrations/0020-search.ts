import type { MigrationInterface, QueryRunner } from "typeorm";
import { THING_COLUMNS } from "./0004-thing-columns.js";
import { FOLDED } from "./0008-folding.js";

/** Search reads words rather than letters: labels apart from other texts, abbreviations either way, and slips only in words that nothing has. */
export class Search1632268800020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(WORDS);
    await runner.query(enterThing(LABELS_AND_TEXTS));
    await runner.query(SOUGHT);
    await enterAgain(runner);
    await runner.query("UPDATE abbreviation SET name = name");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION sought;
      DROP FUNCTION slips;
      DROP INDEX "observation_stated_words_index";
      ALTER TABLE "abbreviation_writing" DROP COLUMN "words";
      ${keepWritings("abbreviation_id, writing", "fold(w)")}
      ${enterThing(ALL_WORDS)}`);
    await enterAgain(runner);
    await runner.query("DROP FUNCTION words_of");
  }
}

/** The trigger of each kind of thing reads its words anew. */
async function enterAgain(runner: QueryRunner): Promise<void> {
  const triggers: { table: string }[] = await runner.query(
    "SELECT tgrelid::regclass::text AS table FROM pg_trigger WHERE tgname = 'thing_entry'",
  );
  for (const { table } of triggers) await runner.query(`UPDATE ${table} SET name = name`);
}

const keepWritings = (columns: string, writing: string): string => `
CREATE OR REPLACE FUNCTION keep_writings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM abbreviation_writing WHERE abbreviation_id = OLD.id;
  IF TG_OP <> 'DELETE' THEN
    -- What is longer than the texts in which abbreviations are read stands in none of them.
    INSERT INTO abbreviation_writing (${columns})
      SELECT DISTINCT NEW.id, ${writing} FROM unnest(ARRAY[NEW.short, NEW.name] || NEW.aliases) w WHERE length(fold(w)) BETWEEN 1 AND 200;
  END IF;
  RETURN NULL;
END
$$;`;

const WORDS = String.raw`
-- The words of a text, folded, with one blank between them; whatever ASCII has beside letters and digits parts words, and so
-- do blanks and dashes of other scripts.
-- An index is made without a search path, so it calls no function of ours that calls another.
CREATE FUNCTION words_of(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT btrim(regexp_replace(${FOLDED} COLLATE "C", '[\u0001-\u002f\u003a-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f]+', ' ', 'g'))
$$;
ALTER TABLE "abbreviation_writing" ADD COLUMN "words" text COLLATE "C" NOT NULL DEFAULT '';
CREATE INDEX "observation_stated_words_index" ON "observation" USING gin ((' ' || words_of("stated_as") || ' ') gin_trgm_ops)
  WHERE "superseded_by_id" IS NULL AND "stated_as" IS NOT NULL;
${keepWritings("abbreviation_id, writing, words", "fold(w), words_of(w)")}
`;

/** What is kept of a thing to be searched: one text of all its words. */
const ALL_WORDS = `left(fold(concat_ws(' ', NEW.name, NEW.name_en, NEW.name_km, given ->> 'number',
    given ->> 'code', array_to_string(NEW.aliases, ' '))), 1000)`;

/** The same, folded at once with a sign of no script between them: each label on a line of its own, and behind a tab the other texts that hold words people look for. */
const LABELS_AND_TEXTS = String.raw`left(E'\n ' || regexp_replace(words_of(array_to_string(ARRAY[NEW.name, given ->> 'number', given ->> 'code',
      given ->> 'short', given ->> 'symbol'] || NEW.aliases || ARRAY[NEW.name_en, NEW.name_km], U&'\E000')), U&' ?\E000 ?', E' \n ', 'g') || E' \n', 1000)
    || left(coalesce(E'\t ' || nullif(regexp_replace(words_of(nullif(concat_ws(U&'\E000', given ->> 'topic', given ->> 'condition', given ->> 'cause',
      given ->> 'field', given ->> 'phase', given ->> 'vendor', given ->> 'product', given ->> 'signatory', given ->> 'signatory_title',
      given ->> 'url'), '')), U&' ?\E000 ?', E' \t ', 'g'), '') || ' ', ''), 1000)`;

const enterThing = (words: string): string => `
CREATE OR REPLACE FUNCTION enter_thing() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  prefix text := TG_ARGV[0];
  given jsonb := to_jsonb(NEW);
  all_words text;
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM thing WHERE id = OLD.id;
    RETURN NULL;
  END IF;
  IF split_part(NEW.id, ':', 1) <> prefix THEN
    RAISE check_violation USING MESSAGE = format('The id of a row of %I begins with %L, not %L.', TG_TABLE_NAME, prefix || ':', NEW.id);
  END IF;
  -- What stands first is searched: of a long text an index would hold every part.
  all_words := ${words};
  INSERT INTO thing (id, kind, ${THING_COLUMNS.columns}) VALUES (NEW.id, upper(prefix), ${THING_COLUMNS.values})
  ON CONFLICT (id) DO UPDATE SET (${THING_COLUMNS.columns}) = ROW (${THING_COLUMNS.columns.replace(/\w+/g, "excluded.$&")})
  WHERE (${THING_COLUMNS.columns.replace(/\w+/g, "thing.$&")}) IS DISTINCT FROM (${THING_COLUMNS.columns.replace(/\w+/g, "excluded.$&")});
  RETURN NULL;
END
$$;`;

const SOUGHT = String.raw`
-- A regular expression for a word with one slip: two neighbours exchanged, and in longer words a letter left out, put in or
-- replaced too.
CREATE FUNCTION slips(word text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT string_agg(slip, '|') FROM generate_series(1, length(word) + 1) n, LATERAL (
    SELECT left(word, n - 1) || substr(word, n + 1, 1) || substr(word, n, 1) || substr(word, n + 2) AS slip WHERE n < length(word)
    UNION ALL SELECT left(word, n - 1) || '[^ ]' || substr(word, n) WHERE length(word) > 4
    UNION ALL SELECT left(word, n - 1) || '[^ ]?' || substr(word, n + 1) WHERE length(word) > 4 AND n <= length(word)) one
$$;

-- What the words of a thing meet that fits a text: 1 the words as they are given, whichever way abbreviations are written;
-- 2 all of them in one label or text in any order, of two words near each other, and 3 side by side, with a slip in each word
-- that nothing has; 4 the words without more; 5 to 9 some of them, by which an index reads. Null where there are none.
CREATE FUNCTION sought(given text) RETURNS text[] LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
DECLARE
  all_words text COLLATE "C" := words_of(given);
  known text;
  found text[] := '{}';
  around text[];
  units text[] := '{}';
  phrase text := '';
  size integer := 0;
  unit text;
  word text;
BEGIN
  IF all_words = '' THEN
    RETURN NULL;
  END IF;
  SELECT string_agg(DISTINCT as_regexp(w.words), '|') INTO known FROM abbreviation_writing w
    WHERE w.words <> '' AND strpos(' ' || all_words || ' ', ' ' || w.words || ' ') > 0;
  IF known IS NULL THEN
    around := ARRAY[all_words];
  ELSE
    found := ARRAY(SELECT m[1] FROM regexp_matches(all_words, '(?<![^ ])(' || known || ')(?![^ ])', 'g') m);
    around := regexp_split_to_array(all_words, '(?<![^ ])(?:' || known || ')(?![^ ])');
  END IF;
  FOR n IN 1 .. cardinality(around) LOOP
    FOREACH word IN ARRAY string_to_array(btrim(around[n]), ' ') LOOP
      CONTINUE WHEN word = '';
      unit := as_regexp(word);
      phrase := phrase || ' ' || unit;
      -- Numbers that differ in a digit are different numbers, and most short words have a neighbour.
      IF word ~ '^[a-z]{4,20}$' AND NOT EXISTS (SELECT FROM thing t WHERE t.words LIKE '% ' || word || ' %') THEN
        unit := slips(word) || CASE WHEN n = cardinality(around) AND all_words LIKE '%' || word THEN '|' || word || '[^ ]*' ELSE '' END;
      END IF;
      units := units || unit;
      size := size + 1;
    END LOOP;
    IF n <= cardinality(found) THEN
      SELECT string_agg(DISTINCT as_regexp(other.words), '|'), size + max(cardinality(string_to_array(other.words, ' '))) INTO unit, size
        FROM abbreviation_writing own JOIN abbreviation_writing other USING (abbreviation_id) WHERE own.words = found[n] AND other.words <> '';
      phrase := phrase || ' (?:' || unit || ')';
      units := units || unit;
    END IF;
  END LOOP;
  RETURN ARRAY[substr(phrase, 2),
    -- Two words that stand apart mean something else more often than three do.
    (SELECT CASE WHEN size < 3 THEN ' ' ELSE '[\n\t]' END
        || string_agg('(?=' || CASE WHEN size < 3 THEN '(?:[^ \n\t]+ ){0,2}(?:' ELSE '[^\n\t]* (?:' END || u || ') )', '')
      FROM (SELECT DISTINCT u FROM unnest(units) u) d),
    (SELECT string_agg('(?:' || u || ')', ' ' ORDER BY n) FROM unnest(units) WITH ORDINALITY s (u, n)), all_words]
    || ARRAY(SELECT ' (?:' || u || ') ' FROM (SELECT DISTINCT u FROM unnest(units) u) d
      ORDER BY position('[^ ]' in u) > 0, u !~ '[0-9]', length(u) DESC, u LIMIT 5);
END
$$;
`;
