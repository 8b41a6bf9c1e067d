import type { Column } from "../../resolvers/model/columns.js";
import type { Model } from "../../resolvers/model/model.js";
import type { RatioAsk, TermAsk } from "./asks.js";
import { unknownCodes } from "./codes.js";
import { meets } from "./conditions.js";
import { compareExact, type Exact, exact, productOf, quotientOf, written } from "./decimal.js";
import { isRefused, measure } from "./measures.js";
import { Refusal } from "./refusal.js";
import { hasNull } from "./refusals.js";
import type { Row, Rows } from "./rows.js";

/** What a quotient is compared as. */
export const QUOTIENT: Column = { property: "ratio", sql: "", cast: "numeric", list: false, required: false };

/** A ratio as it is answered. */
export interface AnsweredRatio {
  value: string | null;
  numerator: string | null;
  denominator: string | null;
  formula: string;
  origin: string;
}

const PERCENT = "100";
const DECIMALS = 2;
const MOST_DECIMALS = 20;

/** Whatever is wrong with the arguments of a ratio, in whichever of the words that hold. */
export function ratioMistakeOf(
  rows: Rows,
  model: Model,
  { of, to, decimals = DECIMALS }: RatioAsk,
): Refusal | undefined {
  const found: string[] = [of, to].flatMap(({ where }) =>
    where ? Array.from(unknownCodes(rows, model, where), ({ reason }) => reason.source) : [],
  );
  if ([of, to].some(({ where }) => where && hasNull(where))) found.push("null");
  if (decimals < 0 || decimals > MOST_DECIMALS) found.push("decimals must be from 0 to 20");
  return found.length > 0 ? new Refusal(new RegExp(found.join("|"))) : undefined;
}

/** A term's number, null where there is none, and what it is counted or measured in. */
interface Term {
  number: Exact | null;
  unit: Row | "rows" | undefined;
}

function termOf(rows: Rows, model: Model, all: readonly Row[], { where, sum }: TermAsk): Term | Refusal {
  const members = where ? all.filter((row) => meets(rows, model, row, where)) : all;
  if (sum === undefined) return { number: { units: BigInt(members.length), scale: 0 }, unit: "rows" };
  const found = measure(rows, model, members, { fn: "sum", property: sum });
  if (isRefused(found)) return found;
  const valued = members.find((row) => row[sum] !== null);
  const unit = valued && model.relations.measure ? rows.one(valued, model, "measure") : undefined;
  return { number: found === null ? null : exact(String(found)), unit: valued && (unit ?? valued) };
}

/** Money by things is no share, whatever it is multiplied by. */
function unlike(model: Model, one: Term, other: Term): boolean {
  if (model.name !== "Observation" || one.number === null || other.number === null) return false;
  const code = ({ unit }: Term) => (unit === "rows" ? null : (unit?.code ?? unit?.unit));
  const counts = ({ unit }: Term) => unit === "rows" || unit?.measured === false;
  return code(one) !== code(other) && !(counts(one) && counts(other));
}

/** A ratio as it is answered; a refusal where it must not be computed. */
export function ratioOf(
  rows: Rows,
  model: Model,
  all: readonly Row[],
  ask: RatioAsk,
): AnsweredRatio | Refusal {
  const [one, other] = [termOf(rows, model, all, ask.of), termOf(rows, model, all, ask.to)];
  if (isRefused(one) || isRefused(other)) {
    const reasons = [one, other].flatMap((term) => (isRefused(term) ? term.reason.source : []));
    return new Refusal(new RegExp(`^ratio: (of|to): sum: .*(${reasons.join("|")})`));
  }
  if (unlike(model, one, other)) return new Refusal(/^ratio: value: .* which only counts of things may be/);
  const [of, to] = [one.number, other.number];
  const factor = exact(ask.factor ?? PERCENT);
  const shown = (number: Exact | null) => (number === null ? "?" : written(number));
  const made: AnsweredRatio = {
    value: null,
    numerator: of && written(of),
    denominator: to && written(to),
    formula: `${shown(of)} / ${shown(to)} × ${written(factor)}`,
    origin: "COMPUTED",
  };
  if (of === null || to === null || to.units === 0n) return made;
  const product = productOf(of, factor);
  const value = quotientOf(product, to, ask.decimals ?? DECIMALS);
  made.value = written(value);
  made.formula += ` ${compareExact(productOf(value, to), product) === 0 ? "=" : "≈"} ${made.value}`;
  return made;
}

/** The ratios in conditions on groups or in an order of them, wherever they stand. */
export function ratiosIn(input: unknown): RatioAsk[] {
  if (Array.isArray(input)) return input.flatMap(ratiosIn);
  if (typeof input !== "object" || input === null) return [];
  return Object.entries(input).flatMap(([name, value]) => {
    if (name === "ratio" && value) return [value as RatioAsk];
    return ["and", "or", "not"].includes(name) ? ratiosIn(value) : [];
  });
}
