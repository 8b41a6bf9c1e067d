import { InputError } from "../../schema/errors.js";
import { snake } from "../../entities/naming.js";
import type { Model } from "../model/model.js";
import { type Computed, type GroupRows, filterSql, measureSql } from "./measure.js";
import { sqlOf } from "./rows.js";
import { derive, type Slot, type Statement } from "./statement.js";

/** One term of a ratio: the rows that meet a condition, counted, or summed in one of their numbers. */
interface Term {
  where?: object | null;
  sum?: string | null;
}

/** What a client says of a ratio. */
export interface RatioArgs {
  of: Term;
  to: Term;
  factor?: string | Slot | null;
  decimals?: number | Slot | null;
}

/** A factor and a number of decimals unless the request says so: percent, as reports state them. */
export const RATIO = { factor: "100", decimals: 2, most: 20 };

/** The name by which a request asks for the sum of a number. */
export const measureName = (property: string): string => snake(property).toUpperCase();

/** The two terms of a ratio in SQL, and why one must not be divided by the other. */
export function termsSql(
  rows: GroupRows,
  { of, to }: RatioArgs,
): { of: string; to: string; refusal?: string } {
  const [divided, divisor] = [termSql(rows, of), termSql(rows, to)];
  const reasons = [
    ...(divided.refusal ? [`'ratio: of: ' || ${divided.refusal}`] : []),
    ...(divisor.refusal ? [`'ratio: to: ' || ${divisor.refusal}`] : []),
  ];
  const { unit } = rows.model;
  if (unit !== undefined && (of.sum != null || to.sum != null)) {
    const [one, other] = [unitSql(rows, of, divided), unitSql(rows, to, divisor)];
    const known = `${divided.sql} IS NOT NULL AND ${divisor.sql} IS NOT NULL`;
    reasons.push(`CASE WHEN ${known} THEN 'ratio: ' || quotient_refusal(${one}, ${other}) END`);
  }
  return {
    of: divided.sql,
    to: divisor.sql,
    ...(reasons.length > 0 && { refusal: `coalesce(${reasons.join(", ")})` }),
  };
}

function termSql(rows: GroupRows, { where = null, sum }: Term): Computed {
  if (sum != null) return measureSql(rows, { fn: "sum", property: propertyOf(rows.model, sum), where });
  const { sql, present } = measureSql(rows, { fn: "count", where });
  return { sql: `${sql}::numeric`, present };
}

function propertyOf({ name, measures }: Model, sum: string): string {
  const property = measures.find((measure) => measureName(measure) === sum);
  if (property === undefined) throw new Error(`${name} has no ${sum} to be added.`);
  return property;
}

/** The unit of a sum, which all of its rows have; rows themselves have none. */
function unitSql({ model, alias }: GroupRows, { sum }: Term, { present }: Computed): string {
  if (sum == null) return "NULL";
  return `min(${alias}.${sqlOf(model, model.unit as string)} COLLATE "C")${filterSql(present)}`;
}

/**
 * The exact quotient of two numbers in SQL times the factor, rounded half away from zero, and how it is written down. What is
 * not asked for has no parameters either, since PostgreSQL takes none that its text does not name.
 */
export class Quotient {
  readonly #decimals: number | Slot;
  #value: { sql: string; product: string; factor: string } | undefined;

  constructor(
    private readonly of: string,
    private readonly to: string,
    private readonly args: RatioArgs,
    private readonly statement: Statement,
  ) {
    this.#decimals = derive(args.decimals ?? RATIO.decimals, checked);
    statement.checks.push(this.#decimals);
  }

  get value(): string {
    return this.#computed().sql;
  }

  get formula(): string {
    const { of, to } = this;
    const { sql, product, factor } = this.#computed();
    const shown = (term: string) => `coalesce(${term}::text, '?')`;
    const equals = `CASE WHEN ${sql} * ${to} = ${product} THEN ' = ' ELSE ' ≈ ' END`;
    return `concat(${shown(of)}, ' / ', ${shown(to)}, ' × ', trim_scale(${factor}), ${equals} || ${sql})`;
  }

  #computed() {
    if (this.#value) return this.#value;
    const { of, to, args, statement } = this;
    const power = (sign: string) =>
      statement.bind(
        derive(this.#decimals, (decimals) => `1e${sign}${decimals}`),
        "numeric",
      );
    const factor = statement.bind(args.factor ?? RATIO.factor, "numeric");
    const product = `(${of} * ${factor})`;
    const rounded = `div(abs(${product}) * 2 * ${power("")} + abs(${to}), 2 * abs(${to})) * ${power("-")}`;
    const sql = `(CASE WHEN ${to} <> 0 THEN trim_scale(sign(${product}) * sign(${to}) * ${rounded}) END)`;
    this.#value = { sql, product, factor };
    return this.#value;
  }
}

function checked(decimals: number): number {
  if (decimals < 0 || decimals > RATIO.most)
    throw new InputError(`ratio: decimals must be from 0 to ${RATIO.most}, not ${decimals}.`);
  return decimals;
}
