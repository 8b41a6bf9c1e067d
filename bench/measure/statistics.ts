import type { Outcome } from "./load.ts";
import type { Measured } from "./measured.ts";

/** Requests a second. */
export const rateOf = ({ requests, seconds }: Outcome): number => requests / seconds;

/** The middle, least and greatest of some numbers. */
export interface Spread {
  median: number;
  least: number;
  most: number;
}

export function spreadOf(numbers: number[]): Spread {
  const sorted = numbers.toSorted((one, other) => one - other);
  const half = sorted.length / 2;
  const median = ((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2;
  return { median, least: sorted[0] ?? 0, most: sorted.at(-1) ?? 0 };
}

/** How many times as many requests one answers as another, repetition by repetition. */
export const ratioOf = (one: Measured, other: Measured): Spread =>
  spreadOf(one.outcomes.map((outcome, index) => rateOf(outcome) / rateOf(other.outcomes[index] as Outcome)));

export const fixed = (number: number, digits: number) =>
  number.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** A median with the least and the most beside it. */
export const bracketed = ({ median, least, most }: Spread): string =>
  `${fixed(median, 2)} (${fixed(least, 2)}–${fixed(most, 2)})`;

/** What a query costs on more data: the time per request on the larger database over that on the smaller. */
export interface Growth {
  query: string;
  cost: Spread;
}
