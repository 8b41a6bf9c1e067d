/** An exact number: so many units of ten to the minus scale. */
export interface Exact {
  units: bigint;
  scale: number;
}

/** Reads digits as they are written. */
export function exact(text: string): Exact {
  const [, sign = "", whole = "", part = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === "") throw new Error(`${text} is no decimal.`);
  return { units: BigInt(`${sign}${whole}${part}`), scale: part.length };
}

const unitsAt = ({ units, scale }: Exact, at: number): bigint => units * 10n ** BigInt(at - scale);

/** Less than zero, zero or more, as comparisons have it. */
export function compareExact(left: Exact, right: Exact): number {
  const scale = Math.max(left.scale, right.scale);
  const difference = unitsAt(left, scale) - unitsAt(right, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The exact sum. */
export function sumOf(values: readonly Exact[]): Exact {
  const scale = Math.max(0, ...values.map((value) => value.scale));
  return { units: values.reduce((sum, value) => sum + unitsAt(value, scale), 0n), scale };
}

const MEAN_SCALE = 10;

/** The exact mean, rounded half away from zero to ten decimals. */
export const meanOf = (values: readonly Exact[]): Exact =>
  quotientOf(sumOf(values), { units: BigInt(values.length), scale: 0 }, MEAN_SCALE);

const magnitudeOf = (units: bigint): bigint => (units < 0n ? -units : units);

/** One number divided by another that is not zero, rounded half away from zero to so many decimals. */
export function quotientOf(of: Exact, to: Exact, scale: number): Exact {
  const common = Math.max(of.scale, to.scale);
  const [dividend, divisor] = [magnitudeOf(unitsAt(of, common)), magnitudeOf(unitsAt(to, common))];
  const rounded = (2n * dividend * 10n ** BigInt(scale) + divisor) / (2n * divisor);
  return { units: of.units < 0n === to.units < 0n ? rounded : -rounded, scale };
}

/** The exact product. */
export const productOf = (one: Exact, other: Exact): Exact => ({
  units: one.units * other.units,
  scale: one.scale + other.scale,
});

/** Digits without needless zeros. */
export function written({ units, scale }: Exact): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  const point = digits.length - scale;
  const part = digits.slice(point).replace(/0+$/, "");
  return `${units < 0n ? "-" : ""}${digits.slice(0, point)}${part && `.${part}`}`;
}
