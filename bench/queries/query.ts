import type { Reshape } from "./reshape.ts";

/** Whose words a question is put in. */
export type Words = "cuulong" | "postgraphile" | "floor";

/** A question that every contender is asked, each in its own words. */
export interface Query {
  name: string;
  /** What it asks for, for the report. */
  asks: string;
  text: Record<Words, string>;
  /** The variables of the request with a number, in the words of a contender: requests differ where the question has any. */
  variables(number: number, words: Words): Record<string, unknown>;
  /** What makes answers comparable; they are compared whole. */
  reshape: Record<Words, Reshape>;
}
