import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from "graphql";
import type { Random } from "./random.js";

/** A value that a field of a type has, as GraphQL writes it; undefined where none is known. */
export type Sample = (type: string, field: string) => unknown;

/** What a value in the making is for: a field of a type, and how it is compared. */
export interface Purpose {
  type: string;
  field: string;
  operator?: string;
}

const TEXTS = ["", "a", "TRÀ VINH", "tra", "%", "_", "\\", "ព្រះ", "😀", "'\"", "số\n", "0"];

/** Random values for the arguments of one operation, and the variables that some of them are given by. */
export class Values {
  /** What the operation declares of its variables. */
  readonly declared: string[] = [];
  readonly variables: Record<string, unknown> = {};

  constructor(
    private readonly random: Random,
    private readonly sample: Sample,
  ) {}

  /** A literal or a variable of a value made beforehand. */
  given(type: GraphQLInputType, value: unknown): string {
    return this.random.chance(0.3) ? this.variable(String(type), value) : literal(value, type);
  }

  variable(type: string, value: unknown): string {
    const name = `v${this.declared.length + 1}`;
    this.declared.push(`$${name}: ${type}`);
    this.variables[name] = value;
    return `$${name}`;
  }

  /** A value of an input type: a literal with variables in some places, or a variable for all of it. */
  value(type: GraphQLInputType, purpose: Purpose, depth: number): string {
    if (!isNonNullType(type) && this.random.chance(0.02)) return this.given(type, null);
    if (this.random.chance(0.12)) return this.variable(String(type), this.#plain(type, purpose, depth));
    if (isNonNullType(type)) return this.value(type.ofType, purpose, depth);
    if (isListType(type)) return `[${this.#items(() => this.value(type.ofType, purpose, depth)).join(", ")}]`;
    if (!isInputObjectType(type)) return literal(this.#leaf(type, purpose), type);
    const fields = this.#chosen(type, purpose, depth).map(
      ({ name, type: inner, purpose: of }) => `${name}: ${this.value(inner, of, depth - 1)}`,
    );
    return `{ ${fields.join(", ")} }`;
  }

  /** The same as a plain value, for a variable. */
  #plain(type: GraphQLInputType, purpose: Purpose, depth: number): unknown {
    if (isNonNullType(type)) return this.#plain(type.ofType, purpose, depth);
    if (isListType(type)) return this.#items(() => this.#plain(type.ofType, purpose, depth));
    if (!isInputObjectType(type)) return this.#leaf(type, purpose);
    const entries = this.#chosen(type, purpose, depth).map(({ name, type: inner, purpose: of }) => [
      name,
      this.#plain(inner, of, depth - 1),
    ]);
    return Object.fromEntries(entries);
  }

  #items<Item>(make: () => Item): Item[] {
    return Array.from({ length: this.random.below(3) }, make);
  }

  /** Some fields of an input, with what each is for. */
  #chosen(type: GraphQLInputObjectType, purpose: Purpose, depth: number) {
    const leaf = (inner: GraphQLInputType) => {
      const named = getNamedType(inner);
      return !isInputObjectType(named) || named.name.endsWith("Filter");
    };
    const all = Object.values(type.getFields()).filter(({ type: inner }) => depth > 0 || leaf(inner));
    const exactlyOne = /Order$/.test(type.name) && !this.random.chance(0.03);
    const count = exactlyOne ? 1 : this.random.below(3);
    const names = new Set(
      Array.from({ length: all.length > 0 ? count : 0 }, () => this.random.pick(all).name),
    );
    const model = type.name.replace(/(Where|Order|Relation|Having|Term)$/, "");
    return all
      .filter(({ name }) => names.has(name))
      .map(({ name, type: inner }) => ({
        name,
        type: inner,
        purpose: type.name.endsWith("Filter") ? { ...purpose, operator: name } : { type: model, field: name },
      }));
  }

  #leaf(type: GraphQLInputType, { type: of, field, operator }: Purpose): unknown {
    if (isEnumType(type)) return this.random.pick(type.getValues()).name;
    const { name } = getNamedType(type);
    if (name === "Boolean") return this.random.chance(0.5);
    const sampled = this.random.chance(0.85) ? this.sample(of, field) : undefined;
    if (name === "Int") return typeof sampled === "number" ? sampled : this.random.below(20);
    if (name === "Date") return sampled ?? "2021-06-15";
    if (name === "DateTime") return sampled ?? "2021-06-15T00:00:00.000Z";
    if (name === "Decimal") return sampled ?? String(this.random.below(1000) / 4);
    const text = String(sampled ?? this.random.pick(TEXTS));
    if (operator !== "contains" && operator !== "startsWith") return text;
    const from = operator === "contains" ? this.random.below(text.length || 1) : 0;
    return Array.from(text)
      .slice(from, from + 1 + this.random.below(6))
      .join("");
  }
}

/** A plain value as GraphQL writes it. */
function literal(value: unknown, type: GraphQLInputType): string {
  if (value === null || !isEnumType(getNamedType(type))) return JSON.stringify(value);
  return Array.isArray(value) ? `[${value.join(", ")}]` : String(value);
}
