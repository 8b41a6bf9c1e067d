import { Observation } from "../../entities/observation.js";
import type { ThingKind } from "../../schema/enums/general.js";
import { InputError } from "../../schema/errors.js";
import { columnsOf } from "../model/columns.js";
import { derive, type Ranking, type Slot, type Statement } from "./statement.js";

const LONGEST = 200;

/** From so many letters on, a text may stand inside a word: shorter ones stand inside many that have nothing to do with it. */
const INSIDE = 6;

function sought(text: string): string {
  const trimmed = text.trim();
  if (trimmed.length === 0 || trimmed.length > LONGEST)
    throw new InputError(`text must have from 1 to ${LONGEST} characters, not ${trimmed.length}.`);
  return trimmed;
}

const FIGURES = { table: "observation", current: "supersededById", columns: columnsOf(Observation) };

/** The things that figures which state a text are about: what they measure, and of whom. */
function statedBy(phrase: string, statement: Statement): string {
  const figure = statement.alias();
  const from = statement.from(FIGURES, figure);
  const stated = `${figure}.stated_as IS NOT NULL AND (' ' || words_of(${figure}.stated_as) || ' ') ~ (' ' || ${phrase} || ' ')`;
  return `ARRAY(SELECT unnest(ARRAY[${figure}.indicator_id, ${figure}.subject_id]) FROM ${from} WHERE ${stated})`;
}

/**
 * Ranks things by how well their words fit a text; docs/asking.md says how. What the text asks of words is made of it once in
 * a statement, as regular expressions that the index of trigrams serves (the SQL function sought).
 */
export function searchFor(args: Record<string, unknown>): Ranking {
  const text = args.text as string | Slot;
  const kinds = args.kinds as (keyof typeof ThingKind)[] | Slot | null | undefined;
  const given = derive(text, sought);
  const key = {};
  const asked = (statement: Statement) => {
    const value = statement.once(key, () => `sought(${statement.bind(given, "text")})`);
    const [phrase, near, slipped, words] = [1, 2, 3, 4].map((index) => `(${value})[${index}]`);
    // An empty pattern is met by whatever words there are.
    const some = [5, 6, 7, 8, 9].map((index) => `coalesce((${value})[${index}], '')`);
    const length = `length(${words})`;
    const end = `CASE WHEN ${length} < 3 THEN ' ' ELSE '' END`;
    const part = `(CASE WHEN ${length} < ${INSIDE} THEN ' ' ELSE '' END || ${phrase} || ${end})`;
    return { phrase, near, slipped, words, part, some };
  };
  return {
    condition(statement, alias) {
      const { phrase, near, part, some } = asked(statement);
      const words = `${alias}.words`;
      const together = [...some, near].map((pattern) => `${words} ~ ${pattern}`).join(" AND ");
      const stated = `${alias}.id = ANY(${statedBy(phrase as string, statement)})`;
      const fits = `(${words} ~ ${part} OR (${together}) OR ${stated})`;
      // What people look for is what an abbreviation stands in, unless they ask for abbreviations.
      if (!kinds) return `${fits} AND ${alias}.kind <> 'ABBREVIATION'`;
      return `${fits} AND ${alias}.kind = ANY(${statement.bind(kinds, "text[]")})`;
    },
    score(statement, alias) {
      const { phrase, slipped, near, words: given, part } = asked(statement);
      const words = `${alias}.words`;
      const ranks = [
        `chr(10) || ' ' || ${phrase} || ' ' || chr(10)`,
        `chr(10) || ' ' || ${phrase}`,
        `'^[^' || chr(9) || ']* ' || ${phrase} || ' '`,
        `'^[^' || chr(9) || ']*' || ${part}`,
        part,
        `chr(10) || ' ' || ${slipped} || ' ' || chr(10)`,
        `' ' || ${slipped} || ' '`,
        near,
      ];
      const cases = ranks.map((pattern, rank) => `WHEN ${words} ~ (${pattern}) THEN ${ranks.length - rank}`);
      return `((CASE ${cases.join(" ")} ELSE 0 END) + round((similarity(${given}, ${words}) / 2)::numeric, 4))`;
    },
  };
}
