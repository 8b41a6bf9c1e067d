import { type Given, Slot } from "../../../resolvers/sql/statement.js";
import { InputError } from "../../../schema/errors.js";
import type { Answered, Plan } from "./plan.js";

/** The plan's parameters for one request, or the fields of the root of which one cannot be used, and why. */
export function bind(
  { fields, values, checks }: Plan,
  given: Given,
): unknown[] | Map<string, { reason: InputError }> {
  const refused = new Map<string, { reason: InputError }>();
  const read = (kind: "values" | "checks") => (value: unknown, index: number) => {
    if (!(value instanceof Slot)) return value;
    try {
      return value.read(given);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const owner = fields.find(
        (field) => field.by === "statement" && index >= field[kind][0] && index < field[kind][1],
      );
      refused.set((owner as Answered).field.key, { reason: error });
      return null;
    }
  };
  const bound = values.map(read("values"));
  checks.forEach(read("checks"));
  return refused.size > 0 ? refused : bound;
}
