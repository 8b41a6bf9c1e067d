import {
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from "graphql";
import type { Random } from "./random.js";

/** A query as a client sends it. */
export interface Operation {
  query: string;
  variables: Record<string, unknown>;
}

/** A value that a field of a type has, as GraphQL writes it; undefined where none is known. */
export type Sample = (type: string, field: string) => unknown;

/** What a value in the making is for: a field of a type, and how it is compared. */
interface Purpose {
  type: string;
  field: string;
  operator?: string;
}

const TEXTS = ["", "a", "TRÀ VINH", "tra", "%", "_", "\\", "ព្រះ", "😀", "'\"", "số\n", "0"];
const DEEPEST = 4;

/** Makes random operations that are valid, or nearly always so: whoever runs them validates them first. */
export class Operations {
  #variables: Record<string, unknown> = {};
  #declared: string[] = [];
  #fragments: string[] = [];
  #names = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly random: Random,
    private readonly sample: Sample,
  ) {}

  next(): Operation {
    this.#variables = {};
    this.#declared = [];
    this.#fragments = [];
    this.#names = 0;
    const query = this.schema.getQueryType() as GraphQLCompositeType & { getFields(): object };
    const fields = Object.values(query.getFields()) as GraphQLField<unknown, unknown>[];
    const roots = this.#some(3, () => this.#field("Query", this.random.pick(fields), DEEPEST));
    if (this.#chance(0.1)) roots.push("__typename");
    const declared = this.#declared.length > 0 ? `(${this.#declared.join(", ")})` : "";
    const text = `query Random${declared} { ${roots.join(" ")} }`;
    return { query: [text, ...this.#fragments].join("\n"), variables: this.#variables };
  }

  #chance(of: number): boolean {
    return this.random.next() < of;
  }

  #name(stem: string): string {
    this.#names += 1;
    return `${stem}${this.#names}`;
  }

  #some<Item>(most: number, make: () => Item): Item[] {
    return Array.from({ length: 1 + this.random.below(most) }, make);
  }

  #field(type: string, field: GraphQLField<unknown, unknown>, depth: number): string {
    const named = getNamedType(field.type);
    if (field.name === "groups") return this.#groups(field, depth);
    const args = this.#arguments(type, field);
    const key = args || this.#chance(0.15) ? `${this.#name("k")}: ` : "";
    const set = isCompositeType(named) ? ` ${this.#selection(named, depth - 1)}` : "";
    return `${key}${field.name}${args}${this.#directives()}${set}`;
  }

  /** Groups whose keys are among what they are grouped by, but for a few. */
  #groups(field: GraphQLField<unknown, unknown>, depth: number): string {
    const type = getNamedType(field.type) as GraphQLObjectType;
    const types = (of: string) =>
      getNamedType(
        (of === "by" ? field.args.find(({ name }) => name === of) : type.getFields()[of])?.type,
      ) as never;
    const by = Array.from({ length: this.random.below(3) }, () => this.#by(types("by"), types("keys"), 2));
    const order = this.#chance(0.4) ? by.map(({ order: own }) => `{ keys: ${own} }`) : [];
    if (this.#chance(0.3)) order.unshift(`{ count: ${this.random.pick(["ASC", "DESC"])} }`);
    const rest = this.#arguments("", {
      ...field,
      args: field.args.filter(({ name }) => !["by", "orderBy"].includes(name)),
    });
    const args = [
      `by: [${by.map(({ input }) => input).join(", ")}]`,
      ...(order.length > 0 ? [`orderBy: [${order.join(", ")}]`] : []),
    ];
    const keys = by.length > 0 ? `keys { ${by.map(({ key }) => key).join(" ")} }` : "";
    const others = this.#chance(0.03) ? this.#selection(type, depth - 1) : `{ ${this.#measures(type)} }`;
    return `${this.#name("k")}: groups(${args.join(", ")}${rest && `, ${rest.slice(1, -1)}`}) { ${keys} ...${others} }`;
  }

  #measures(type: GraphQLObjectType): string {
    const fields = Object.values(type.getFields()).filter(({ name }) => name !== "keys");
    return this.#some(3, () => this.#field("", this.random.pick(fields), 1)).join(" ");
  }

  /** One thing to group by, the key that it makes, and how to order by that. */
  #by(
    by: GraphQLInputObjectType,
    keys: GraphQLObjectType,
    depth: number,
  ): Record<"input" | "key" | "order", string> {
    const fields = Object.values(by.getFields()).filter(({ type }) => depth > 0 || !isInputObjectType(type));
    const { name, type } = this.random.pick(fields);
    if (isInputObjectType(type)) {
      const inner = this.#by(
        type,
        getNamedType(keys.getFields()[name]?.type) as GraphQLObjectType,
        depth - 1,
      );
      return {
        input: `{ ${name}: ${inner.input} }`,
        key: `${name} { ${inner.key} }`,
        order: `{ ${name}: ${inner.order} }`,
      };
    }
    const direction = this.random.pick(["ASC", "DESC"]);
    if (name === "dimension") {
      const code = JSON.stringify(this.sample("Coordinate", "dimension") ?? "level");
      return {
        input: `{ dimension: ${code} }`,
        key: `${this.#name("m")}: member(dimension: ${code})`,
        order: `{ id: ${direction} }`,
      };
    }
    const value = this.random.pick((type as GraphQLEnumType).getValues()).name;
    const part = this.#chance(0.5) ? `(part: ${value})` : "";
    const key = value === "VALUE" ? name : `${this.#name("d")}: ${name}${part} { start end label }`;
    const input = this.#chance(0.1)
      ? this.#variable(`${by.name}!`, { [name]: value })
      : `{ ${name}: ${value} }`;
    return { input, key, order: `{ ${name}: ${direction} }` };
  }

  #directives(): string {
    if (!this.#chance(0.06)) return "";
    const value = this.#chance(0.5);
    const condition = this.#chance(0.5) ? this.#variable("Boolean!", value) : value;
    return ` @${this.random.pick(["include", "skip"])}(if: ${condition})`;
  }

  #selection(type: GraphQLCompositeType, depth: number): string {
    const selections = this.#some(4, () => this.#selected(type, depth)).filter((text) => text !== "");
    return `{ ${selections.length > 0 ? selections.join(" ") : "__typename"} }`;
  }

  #selected(type: GraphQLCompositeType, depth: number): string {
    if (this.#chance(0.08)) return "__typename";
    if (isAbstractType(type) && this.#chance(0.4)) return this.#fragment(type, depth);
    if (this.#chance(0.06)) return `...${this.#directives()} ${this.#selection(type, depth)}`;
    if (this.#chance(0.04)) return this.#spread(type, depth);
    const fields = Object.values("getFields" in type ? type.getFields() : {}).filter(
      (field) => depth > 0 || !isCompositeType(getNamedType(field.type)),
    );
    if (fields.length === 0) return "";
    return this.#field(type.name, this.random.pick(fields), depth);
  }

  /** A fragment on one of the types that an object of the interface may have. */
  #fragment(type: GraphQLCompositeType & { name: string }, depth: number): string {
    const possible = this.schema.getPossibleTypes(this.schema.getType(type.name) as never);
    const one = this.random.pick(possible);
    return `... on ${one.name}${this.#directives()} ${this.#selection(one, depth)}`;
  }

  #spread(type: GraphQLCompositeType, depth: number): string {
    const name = this.#name("F");
    this.#fragments.push(`fragment ${name} on ${type.name} ${this.#selection(type, depth)}`);
    return `...${name}${this.#directives()}`;
  }

  #arguments(type: string, { name, args, type: returns }: GraphQLField<unknown, unknown>): string {
    const model = getNamedType(returns).name.replace(/Connection$/, "");
    const given = args.flatMap((arg) => {
      if (arg.name === "after" || (!isNonNullType(arg.type) && this.#chance(0.6))) return [];
      return `${arg.name}: ${this.#argument(arg, { type: type === "Query" ? model : type, field: name })}`;
    });
    return given.length > 0 ? `(${given.join(", ")})` : "";
  }

  #argument(arg: GraphQLArgument, { type, field }: Purpose): string {
    if (arg.name === "first") return this.#given(arg.type, this.random.below(this.#chance(0.02) ? 3000 : 6));
    if (arg.name === "id") return this.#given(arg.type, this.sample(type, "id") ?? "agency:none");
    if (arg.name === "text") return this.#given(arg.type, String(this.sample("Thing", "name")).slice(0, 9));
    return this.#value(arg.type, { type, field }, 2);
  }

  /** A literal or a variable of a value made beforehand. */
  #given(type: GraphQLInputType, value: unknown): string {
    return this.#chance(0.3) ? this.#variable(String(type), value) : literal(value, type);
  }

  #variable(type: string, value: unknown): string {
    const name = this.#name("v");
    this.#declared.push(`$${name}: ${type}`);
    this.#variables[name] = value;
    return `$${name}`;
  }

  /** A value of an input type: a literal with variables in some places, or a variable for all of it. */
  #value(type: GraphQLInputType, purpose: Purpose, depth: number): string {
    if (!isNonNullType(type) && this.#chance(0.02)) return this.#given(type, null);
    if (this.#chance(0.12)) return this.#variable(String(type), this.#plain(type, purpose, depth));
    if (isNonNullType(type)) return this.#value(type.ofType, purpose, depth);
    if (isListType(type))
      return `[${this.#items(() => this.#value(type.ofType, purpose, depth)).join(", ")}]`;
    if (!isInputObjectType(type)) return literal(this.#leaf(type, purpose), type);
    const fields = this.#chosen(type, purpose, depth).map(
      ({ name, type: inner, purpose: of }) => `${name}: ${this.#value(inner, of, depth - 1)}`,
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
    const exactlyOne = /Order$/.test(type.name) && !this.#chance(0.03);
    const count = exactlyOne ? 1 : this.random.below(3);
    const names = new Set(
      Array.from({ length: all.length > 0 ? count : 0 }, () => this.random.pick(all).name),
    );
    const model = type.name.replace(/(Where|Order|Relation|Having)$/, "");
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
    if (name === "Boolean") return this.#chance(0.5);
    const sampled = this.#chance(0.85) ? this.sample(of, field) : undefined;
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
