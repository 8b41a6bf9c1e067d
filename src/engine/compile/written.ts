import { type Given, Slot } from "../../../resolvers/sql/statement.js";
import type { Amount } from "./amounts.js";

/** Throws where more is used than may be. */
export type CountUses = (limit: "uses" | "characters", requested: number) => void;

/**
 * What arguments come to, each as often as it is used. Through a fragment or a variable, what a request says once may be
 * used a thousand times, and each time it is worked on.
 */
export class Written {
  #uses = 0;
  #characters = 0;
  readonly #slots = new Map<Slot, number>();

  constructor(private readonly count: CountUses) {}

  add(value: unknown): void {
    if (value instanceof Slot) {
      this.#slots.set(value, (this.#slots.get(value) ?? 0) + 1);
    } else if (typeof value === "string") {
      this.#characters += value.length;
      this.count("characters", this.#characters);
    } else if (Array.isArray(value)) {
      for (const item of value) this.add(item);
    } else if (typeof value === "object" && value !== null) {
      const fields = Object.values(value);
      this.#uses += fields.length;
      this.count("uses", this.#uses);
      for (const field of fields) this.add(field);
    }
  }

  /** The characters of all values. */
  get characters(): Amount {
    if (this.#slots.size === 0) return this.#characters;
    return new Slot((given: Given) => {
      let total = this.#characters;
      for (const [slot, times] of this.#slots) total += times * charactersOf(slot.read(given));
      return total;
    });
  }
}

function charactersOf(value: unknown): number {
  if (typeof value === "string") return value.length;
  return Array.isArray(value) ? value.reduce((total, item) => total + charactersOf(item), 0) : 0;
}
