import { LimitError, ReportError } from "../../schema/errors.js";

/** The most that one request may ask for; the README explains each. */
export interface Limits {
  tokens: number;
  lines: number;
  depth: number;
  fields: number;
  repeats: number;
  rootFields: number;
  aliases: number;
  fragments: number;
  directives: number;
  conditions: number;
  listSize: number;
  representations: number;
  cost: number;
  introspection: number;
  resolved: number;
  uses: number;
  characters: number;
}

/** What each limit counts, as an error names it. */
const WORDS: Record<keyof Limits, string> = {
  tokens: "tokens in a query",
  lines: "lines in a query",
  depth: "levels of nesting, of fields or of input values",
  fields: "fields in a query, its fragments expanded",
  repeats: "fields selected again in the same place",
  rootFields: "fields at the root of a query",
  aliases: "aliases in a query",
  fragments: "fragments in a query",
  directives: "directives in a query",
  conditions: "fields of input objects, that is conditions and orders",
  listSize: "items in one list of input values",
  representations: "representations of entities",
  cost: "microseconds of work, about",
  introspection: "values of the schema's own description in an answer",
  uses: "fields of input objects, each as often as it is used",
  characters: "characters of values in arguments, each as often as it is used",
  resolved: "values where keys are longer than 63 letters or an object has more than 1000",
};

/** Holds what is asked of the schema's own description to the limit, of which 0 forbids even to ask. */
export function checkIntrospection(limits: Limits, values: number): void {
  if (limits.introspection === 0)
    throw new ReportError(
      "GRAPHQL_VALIDATION_FAILED",
      "This server does not describe its schema (introspection is off).",
    );
  counter(limits)("introspection", values);
}

/** What counts up to a limit, and refuses what goes beyond. */
export type Count = (limit: keyof Limits, requested: number) => void;

/** Throws where more is requested than a limit allows. Counting stops there, so no more than `requested` is known. */
export const counter =
  (limits: Limits): Count =>
  (limit, requested) => {
    const maximum = limits[limit];
    if (requested > maximum) throw limitError(limit, maximum, requested);
  };

/** Says that more is requested than a limit allows. */
export const limitError = (limit: keyof Limits, maximum: number, requested: number): LimitError =>
  new LimitError(limit, maximum, requested, WORDS[limit]);
