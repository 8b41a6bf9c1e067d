import {
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredArgument,
} from "graphql";
import { NOISE, ODD_JSON, ODD_NAMES, oddLiteral, shaken } from "./fuzz-values.js";
import { Operations } from "./operations.js";
import type { Random } from "./random.js";

const WORDS = /"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"|\w+|\.\.\.|\s+|[\s\S]/g;

const repeat = (count: number, make: (index: number) => string, between = " "): string =>
  Array.from({ length: count }, (_, index) => make(index)).join(between);

/** Makes the JSON of requests whose documents are valid, nearly valid, made of odd parts, or large in some way. */
export class FuzzDocuments {
  readonly #operations: Operations;
  readonly #roots: GraphQLField<unknown, unknown>[];
  readonly #types: string[];
  readonly #fields: string[];

  constructor(
    schema: GraphQLSchema,
    private readonly random: Random,
  ) {
    this.#operations = new Operations(schema, random, (type, field) =>
      type === "Thing" && field === "name" ? "Trà Vinh" : undefined,
    );
    this.#roots = Object.values((schema.getQueryType() as GraphQLObjectType).getFields());
    this.#types = Object.keys(schema.getTypeMap());
    this.#fields = [
      ...this.#roots.map(({ name }) => name),
      "nodes",
      "edges",
      "node",
      "name",
      "id",
      "totalCount",
      "pageInfo",
    ];
  }

  next(): string {
    const { random } = this;
    const ways: [weight: number, make: () => string][] = [
      [3, () => JSON.stringify(this.#operations.next())],
      [3, () => this.#shakenOperation()],
      [2, () => JSON.stringify({ query: this.#free(), variables: { v1: random.below(9) } })],
      [2, () => this.#oddVariable()],
      [1, () => JSON.stringify({ query: this.#large(1 + random.below(random.chance(0.3) ? 1000 : 20)) })],
    ];
    const all = ways.flatMap(([weight, make]) => Array.from({ length: weight }, () => make));
    return random.pick(all)();
  }

  #shakenOperation(): string {
    const { random } = this;
    const { query, variables } = this.#operations.next();
    const strange = () =>
      random.chance(0.4)
        ? random.pick(NOISE)
        : random.chance(0.5)
          ? random.pick(ODD_NAMES)
          : oddLiteral(random);
    return JSON.stringify({ query: shaken(query.match(WORDS) ?? [], random, strange), variables });
  }

  /** Documents by the grammar, whose names, types and values need not exist or fit. */
  #free(): string {
    const { random } = this;
    const kind = random.pick(["", "", "query", "query Q", "query Q", "mutation", "subscription S"]);
    const declared = kind !== "" && random.chance(0.5) ? this.#declared() : "";
    const fragments = repeat(
      random.below(4),
      (index) =>
        `fragment F${index} on ${random.pick([...this.#types, "None"])}${this.#directives()} ${this.#set(3)}`,
    );
    const second = random.chance(0.1) ? `query R ${this.#set(2)}` : "";
    return `${kind}${declared}${this.#directives()} ${this.#set(4)} ${fragments} ${second}`;
  }

  #declared(): string {
    const { random } = this;
    const one = (index: number) => {
      const type = random.pick([
        "Int",
        "Boolean!",
        "[ID!]!",
        "[[Decimal]]",
        random.pick(this.#types),
        "None",
      ]);
      const value = random.chance(0.3) ? ` = ${oddLiteral(random)}` : "";
      return `$${random.chance(0.7) ? `v${index}` : this.#name()}: ${type}${value}${this.#directives()}`;
    };
    return `(${repeat(1 + random.below(3), one, ", ")})`;
  }

  #name(): string {
    return this.random.chance(0.3) ? this.random.pick(ODD_NAMES) : this.random.pick(this.#fields);
  }

  #directives(): string {
    const { random } = this;
    if (!random.chance(0.15)) return "";
    const name = random.pick([
      "include",
      "skip",
      "include",
      "deprecated",
      "specifiedBy",
      "defer",
      "constructor",
    ]);
    const value = random.pick(["true", "false", "$v1", "$v0", oddLiteral(random)]);
    return ` @${name}${random.chance(0.9) ? `(if: ${value})` : ""}`.repeat(1 + random.below(2));
  }

  #set(depth: number): string {
    const { random } = this;
    const selection = (): string => {
      if (random.chance(0.12)) return `...F${random.below(4)}${this.#directives()}`;
      if (random.chance(0.12) && depth > 0)
        return `...${random.chance(0.7) ? ` on ${random.pick(this.#types)}` : ""}${this.#directives()} ${this.#set(depth - 1)}`;
      const alias = random.chance(0.3) ? `${this.#name()}: ` : "";
      const args = random.chance(0.3) ? `(${repeat(1 + random.below(2), () => this.#argument(), ", ")})` : "";
      const set = depth > 0 && random.chance(0.6) ? ` ${this.#set(depth - 1)}` : "";
      return `${alias}${this.#name()}${args}${this.#directives()}${set}`;
    };
    const noise = random.chance(0.1) ? random.pick(NOISE) : " ";
    return `{${repeat(1 + random.below(3), selection)}${noise}}`;
  }

  #argument(): string {
    const name = this.random.pick([
      "where",
      "orderBy",
      "first",
      "after",
      "id",
      "text",
      "if",
      "name",
      ...ODD_NAMES,
    ]);
    return `${name}: ${oddLiteral(this.random)}`;
  }

  /** An argument of the root or of groups, in which a variable of the right type stands somewhere; its value is odd. */
  #oddVariable(): string {
    const { random } = this;
    const root = random.pick(this.#roots.filter(({ args }) => args.length > 0));
    const { groups } = (getNamedType(root.type) as GraphQLObjectType).getFields();
    const within = groups && random.chance(0.3) ? groups : root;
    const name = random.chance(0.3) ? random.pick(ODD_NAMES) : "v";
    const { name: given, type } = random.pick(within.args);
    const place = this.#place(type, `$${name}`, 5);
    const others = within.args
      .filter((other) => other.name !== given && isRequiredArgument(other))
      .map((other) => `, ${other.name}: ${other.name === "by" ? "[]" : '"agency:x"'}`);
    const byDefault = random.chance(0.2) ? ` = ${oddLiteral(random)}` : "";
    const args = `(${given}: ${place.text}${others.join("")})`;
    const asked =
      within === root ? `${root.name}${args} { __typename }` : `${root.name} { groups${args} { count } }`;
    const query = `query ($${name}: ${place.type}${byDefault}) { ${asked} }`;
    return `{"query":${JSON.stringify(query)},"variables":{${JSON.stringify(name)}:${random.pick(ODD_JSON)}}}`;
  }

  /** A value of a type in which a variable stands at some place, and the type of that. */
  #place(type: GraphQLInputType, variable: string, depth: number): { text: string; type: string } {
    const { random } = this;
    const here = isNonNullType(type) ? type.ofType : type;
    if (depth === 0 || random.chance(0.2) || isLeafType(here)) return { text: variable, type: String(type) };
    if (isListType(here)) {
      const item = this.#place(here.ofType, variable, depth);
      return { ...item, text: `[${item.text}]` };
    }
    const field = random.pick(Object.values((here as GraphQLInputObjectType).getFields()));
    const inner = this.#place(field.type, variable, depth - 1);
    return { ...inner, text: `{ ${field.name}: ${inner.text} }` };
  }

  /** Documents that grow in one direction, to which work might answer that grows faster. */
  #large(size: number): string {
    const doubled = Math.min(size, 30);
    const ways = [
      () =>
        `{...F0} ${repeat(size, (i) => `fragment F${i} on Query{...F${i + 1} ...F${i + 1}}`)} fragment F${size} on Query{reports{totalCount}}`,
      () =>
        `{agencies{nodes{...F0}}} ${repeat(doubled, (i) => `fragment F${i} on Agency{parent{...F${i + 1}} ...{parent{...F${i + 1}}}}`)} fragment F${doubled} on Agency{id}`,
      () => `{agencies(where:${"{parent:".repeat(doubled)}{}${"}".repeat(doubled)}){totalCount}}`,
      () =>
        `{agencies(where:${"{documents:{some:{issuer:".repeat(doubled)}{}${"}}}".repeat(doubled)}){totalCount}}`,
      () =>
        `query($n:Int=1){agencies(first:$n){nodes{${"documents(first:$n){nodes{issuer{".repeat(doubled)}id${"}}}".repeat(doubled)}}}}`,
      () => `${"\n".repeat(size * 100)}{${repeat(100, (i) => `x${i}`)}}`,
      () => `{${"a".repeat(size)}}`,
      () => `{__typename} fragment F on Query{${repeat(size * 4, () => "__typename")}}`,
      () => `{__schema{types{${"fields{type{".repeat(doubled)}name${"}}".repeat(doubled)}}}}`,
      () => `{__type(name:"Query"){${repeat(size, (i) => `a${i}:fields{name description}`)}}}`,
      () => `{things{nodes{${"... on Agency{".repeat(doubled)}id${"}".repeat(doubled)}}}}`,
      () => `{agencies(where:{id:{in:[${repeat(size, () => '"agency:x"', ",")}]}}){totalCount}}`,
      () => `{agencies(where:{or:[${repeat(size, () => '{name:{contains:"a"}}', ",")}]}){totalCount}}`,
      () => `{agencies(orderBy:[${repeat(size, () => "{name:ASC}", ",")}]){totalCount}}`,
      () => `query(${repeat(size, (i) => `$v${i}:Int=1`)}){agencies(first:$v0){totalCount}}`,
      () => `{search(text:"${"a ".repeat(size)}"){totalCount}}`,
      () => `{agencies{${repeat(size, (i) => `g${i}:groups(by:[{level:VALUE}]){count}`)}}}`,
    ];
    return this.random.pick(ways)();
  }
}
