import { type Given, Slot } from "../../../resolvers/sql/statement.js";

/** A number, or one that is known once an operation's variables are. */
export type Amount = number | Slot;

/** What an amount comes to for one request; each is part of many others, and reckoned once. */
export function amountFor(amount: Amount, given: Given): number {
  if (!(amount instanceof Slot)) return amount;
  given.reckoned ??= new Map();
  const known = given.reckoned.get(amount);
  if (known !== undefined) return known as number;
  const value = amount.read(given) as number;
  given.reckoned.set(amount, value);
  return value;
}

const combined =
  (combine: (values: number[]) => number) =>
  (...amounts: Amount[]): Amount => {
    if (amounts.every((amount) => typeof amount === "number")) return combine(amounts);
    return new Slot((given) => combine(amounts.map((amount) => amountFor(amount, given))));
  };

export const sum = combined((values) => values.reduce((total, value) => total + value, 0));
/** Nothing of anything is nothing, even of what has no bound. */
export const product = combined((values) =>
  values.includes(0) ? 0 : values.reduce((total, value) => total * value, 1),
);
export const least = combined((values) => Math.min(...values));
export const most = combined((values) => Math.max(0, ...values));

/** Amounts that were made of the same before. */
export class Known {
  readonly #next = new Map<unknown, Known>();
  #amount: Amount | undefined;

  /** The amount that is made of some keys: by `make`, unless it was made already. */
  of(keys: readonly unknown[], make: () => Amount): Amount {
    const [key, ...others] = keys;
    if (keys.length === 0) {
      this.#amount ??= make();
      return this.#amount;
    }
    const next = this.#next.get(key) ?? new Known();
    this.#next.set(key, next);
    return next.of(others, make);
  }
}
