import type { SearchQuery } from "./search-queries.js";

/** How many of the first things that a search finds are looked at. */
export const SEEN = 10;

/** What a search found: the first ids, and how many there are. */
export interface Found {
  first: readonly string[];
  total: number;
}

/** How well searches found what was meant. */
export interface Scores {
  /** The share of the things meant that are among the first. */
  recall: number;
  /** Of as many first things as are meant, the share that is meant. */
  precision: number;
  /** The share of the searches for what is not there that find nothing. */
  nothing: number;
  /** How many things all of those find. */
  noise: number;
}

const share = (part: number, all: number): number => Math.round((1000 * part) / all) / 1000;

/** Scores of searches and what they found. */
export function scoresOf(searches: readonly (readonly [SearchQuery, Found])[]): Scores {
  const present = searches.filter(([{ ids }]) => ids.length > 0);
  const absent = searches.filter(([{ ids }]) => ids.length === 0);
  const meant = present.reduce((sum, [{ ids }]) => sum + ids.length, 0);
  const among = (most: (query: SearchQuery) => number) =>
    present.reduce(
      (sum, [query, { first }]) =>
        sum + first.slice(0, most(query)).filter((id) => query.ids.includes(id)).length,
      0,
    );
  return {
    recall: share(
      among(() => SEEN),
      meant,
    ),
    precision: share(
      among(({ ids }) => ids.length),
      meant,
    ),
    nothing: share(absent.filter(([, { total }]) => total === 0).length, absent.length),
    noise: absent.reduce((sum, [, { total }]) => sum + total, 0),
  };
}
