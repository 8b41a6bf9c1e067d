import type { ThingKind } from "../../schema/enums/general.js";
import { InputError } from "../../schema/errors.js";
import { derive, type Ranking, type Slot } from "./statement.js";
import { literal } from "./texts.js";

const LONGEST = 200;

function sought(text: string): string {
  const trimmed = text.trim();
  if (trimmed.length === 0 || trimmed.length > LONGEST)
    throw new InputError(`text must have from 1 to ${LONGEST} characters, not ${trimmed.length}.`);
  return trimmed;
}

/**
 * Ranks things by how well their words fit a text: fold() takes case and diacritics away, and trigrams forgive a
 * misspelling or a badly read letter. A text that stands in the words as it is comes before one that is only alike.
 */
export function searchFor(args: Record<string, unknown>): Ranking {
  const text = args.text as string | Slot;
  const kinds = args.kinds as (keyof typeof ThingKind)[] | Slot | null | undefined;
  const words = derive(text, sought);
  const pattern = derive(words, literal);
  return {
    condition(statement, alias) {
      const folded = `fold(${statement.bind(words, "text")})`;
      const like = `${alias}.words LIKE '%' || fold(${statement.bind(pattern, "text")}) || '%'`;
      const fits = `(${like} OR ${folded} <% ${alias}.words)`;
      // What people look for is what an abbreviation stands in, unless they ask for abbreviations.
      if (!kinds) return `${fits} AND ${alias}.kind <> 'ABBREVIATION'`;
      return `${fits} AND ${alias}.kind = ANY(${statement.bind(kinds, "text[]")})`;
    },
    score(statement, alias) {
      const folded = `fold(${statement.bind(words, "text")})`;
      const like = `(${alias}.words LIKE '%' || fold(${statement.bind(pattern, "text")}) || '%')::integer`;
      return `round((${like} + word_similarity(${folded}, ${alias}.words) + similarity(${folded}, ${alias}.words) / 2)::numeric, 4)`;
    },
  };
}
