import {
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type GraphQLUnionType,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInputObjectType,
  isNonNullType,
  isUnionType,
  parse,
  validate,
} from "graphql";
import type { Random } from "./random.js";
import { type Purpose, type Sample, Values } from "./values.js";

/** A query as a client sends it. */
export interface Operation {
  query: string;
  variables: Record<string, unknown>;
}

/** Whether a schema takes an operation. */
export function isValid(schema: GraphQLSchema, { query }: Operation): boolean {
  try {
    return validate(schema, parse(query)).length === 0;
  } catch {
    return false;
  }
}

const DEEPEST = 4;

/** Makes random operations that are valid, or nearly always so: whoever runs them validates them first. */
export class Operations {
  #values: Values;
  #fragments: string[] = [];
  #names = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly random: Random,
    private readonly sample: Sample,
    /** The cursor of the log may move between two asks, though nothing is written. */
    private readonly asksCursor = false,
  ) {
    this.#values = new Values(random, sample);
  }

  next(): Operation {
    this.#values = new Values(this.random, this.sample);
    this.#fragments = [];
    this.#names = 0;
    const query = this.schema.getQueryType() as GraphQLCompositeType & { getFields(): object };
    const fields = (Object.values(query.getFields()) as GraphQLField<unknown, unknown>[]).filter(
      ({ name, args }) =>
        (this.asksCursor || name !== "cursor") &&
        name !== "_service" &&
        !args.some((arg) => arg.name === "after" && isNonNullType(arg.type)),
    );
    const entities = fields.find(({ name }) => name === "_entities");
    const roots = this.#some(3, () =>
      this.#field(
        "Query",
        entities && this.random.chance(0.5) ? entities : this.random.pick(fields),
        DEEPEST,
      ),
    );
    if (this.random.chance(0.1)) roots.push("__typename");
    const { declared: all, variables } = this.#values;
    const declared = all.length > 0 ? `(${all.join(", ")})` : "";
    const text = `query Random${declared} { ${roots.join(" ")} }`;
    return { query: [text, ...this.#fragments].join("\n"), variables };
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
    const key = args || this.random.chance(0.15) ? `${this.#name("k")}: ` : "";
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
    const order = this.random.chance(0.4) ? by.map(({ order: own }) => `{ keys: ${own} }`) : [];
    if (this.random.chance(0.3)) order.unshift(`{ count: ${this.random.pick(["ASC", "DESC"])} }`);
    const rest = this.#arguments("", {
      ...field,
      args: field.args.filter(({ name }) => !["by", "orderBy"].includes(name)),
    });
    const args = [
      `by: [${by.map(({ input }) => input).join(", ")}]`,
      ...(order.length > 0 ? [`orderBy: [${order.join(", ")}]`] : []),
    ];
    const keys = by.length > 0 ? `keys { ${by.map(({ key }) => key).join(" ")} }` : "";
    const others = this.random.chance(0.03)
      ? this.#selection(type, depth - 1)
      : `{ ${this.#measures(type)} }`;
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
        key: `${this.#name("m")}: member(dimension: ${code}) { code position }`,
        order: `{ member: { dimension: ${code}, direction: ${direction} } }`,
      };
    }
    const value = this.random.pick((type as GraphQLEnumType).getValues()).name;
    const part = this.random.chance(0.5) ? `(part: ${value})` : "";
    const key = value === "VALUE" ? name : `${this.#name("d")}: ${name}${part} { start end label }`;
    const input = this.random.chance(0.1)
      ? this.#values.variable(`${by.name}!`, { [name]: value })
      : `{ ${name}: ${value} }`;
    return { input, key, order: `{ ${name}: ${direction} }` };
  }

  #directives(): string {
    if (!this.random.chance(0.06)) return "";
    const value = this.random.chance(0.5);
    const condition = this.random.chance(0.5) ? this.#values.variable("Boolean!", value) : value;
    return ` @${this.random.pick(["include", "skip"])}(if: ${condition})`;
  }

  #selection(type: GraphQLCompositeType, depth: number): string {
    const selections = this.#some(4, () => this.#selected(type, depth)).filter((text) => text !== "");
    return `{ ${selections.length > 0 ? selections.join(" ") : "__typename"} }`;
  }

  #selected(type: GraphQLCompositeType, depth: number): string {
    if (this.random.chance(0.08)) return "__typename";
    if (isAbstractType(type) && (isUnionType(type) || this.random.chance(0.4)))
      return this.#fragment(type, depth);
    if (this.random.chance(0.06)) return `...${this.#directives()} ${this.#selection(type, depth)}`;
    if (this.random.chance(0.04)) return this.#spread(type, depth);
    const fields = Object.values("getFields" in type ? type.getFields() : {}).filter(
      (field) => depth > 0 || !isCompositeType(getNamedType(field.type)),
    );
    if (fields.length === 0) return "";
    return this.#field(type.name, this.random.pick(fields), depth);
  }

  /** A fragment on one of the types that an object of the interface may have. */
  #fragment(type: GraphQLCompositeType & { name: string }, depth: number): string {
    const possible = this.schema.getPossibleTypes(this.schema.getType(type.name) as never);
    const object = this.random.pick(possible);
    const one = isUnionType(type) ? this.random.pick([object, ...object.getInterfaces()]) : object;
    return `... on ${one.name}${this.#directives()} ${this.#selection(one, depth)}`;
  }

  /** What refers to entities: to some that there are, for the most part. */
  #representations(): string {
    const types = (this.schema.getType("_Entity") as GraphQLUnionType).getTypes().map(({ name }) => name);
    const all = Array.from({ length: this.random.below(7) }, () => this.#representation(types));
    if (this.random.chance(0.5)) return this.#values.variable("[_Any!]!", all);
    const items = all.map((one) =>
      this.random.chance(0.3) ? this.#values.variable("_Any!", one) : this.#written(one),
    );
    return `[${items.join(", ")}]`;
  }

  #representation(types: readonly string[]): unknown {
    if (this.random.chance(0.03))
      return this.random.pick([5, true, "agency:x", [], {}, { __typename: null }]);
    const type = this.random.pick(types);
    const other = this.random.pick(types);
    const id = this.random.pick([
      ...Array.from({ length: 12 }, () => this.sample(type, "id")),
      this.sample(other, "id"),
      `${type.toLowerCase()}:none`,
      "none of the form",
      7,
      null,
    ]);
    const __typename = this.random.chance(0.04) ? this.random.pick(["Nobody", "PageInfo"]) : type;
    return { __typename, ...(id !== undefined && { id }) };
  }

  /** A value as a literal, of which a text may come in a variable. */
  #written(value: unknown): string {
    if (typeof value === "string" && this.random.chance(0.2)) return this.#values.variable("String!", value);
    if (Array.isArray(value)) return `[${value.map((item) => this.#written(item)).join(", ")}]`;
    if (typeof value !== "object" || value === null) return JSON.stringify(value);
    const fields = Object.entries(value).map(([key, inner]) => `${key}: ${this.#written(inner)}`);
    return `{ ${fields.join(", ")} }`;
  }

  #spread(type: GraphQLCompositeType, depth: number): string {
    const name = this.#name("F");
    this.#fragments.push(`fragment ${name} on ${type.name} ${this.#selection(type, depth)}`);
    return `...${name}${this.#directives()}`;
  }

  #arguments(type: string, { name, args, type: returns }: GraphQLField<unknown, unknown>): string {
    const model = getNamedType(returns).name.replace(/Connection$/, "");
    const given = args.flatMap((arg) => {
      if (arg.name === "after" || (!isNonNullType(arg.type) && this.random.chance(0.6))) return [];
      return `${arg.name}: ${this.#argument(arg, { type: type === "Query" ? model : type, field: name })}`;
    });
    return given.length > 0 ? `(${given.join(", ")})` : "";
  }

  #argument(arg: GraphQLArgument, { type, field }: Purpose): string {
    if (arg.name === "first")
      return this.#values.given(arg.type, this.random.below(this.random.chance(0.02) ? 3000 : 6));
    if (arg.name === "id") return this.#values.given(arg.type, this.sample(type, "id") ?? "agency:none");
    if (arg.name === "dimension")
      return this.#values.given(arg.type, this.sample("Coordinate", "dimension") ?? "level");
    if (arg.name === "representations") return this.#representations();
    if (arg.name === "text")
      return this.#values.given(arg.type, String(this.sample("Thing", "name")).slice(0, 9));
    return this.#values.value(arg.type, { type, field }, 2);
  }
}
