import { type Given, Slot } from "../../../resolvers/sql/statement.js";

/** A number, or one that is known once an operation's variables are. */
export type Amount = number | Slot;

/** What an amount comes to for one request. */
export const amountFor = (amount: Amount, given: Given): number =>
  amount instanceof Slot ? (amount.read(given) as number) : amount;

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
