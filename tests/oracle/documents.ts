import { type GraphQLField, type GraphQLSchema, getNamedType } from "graphql";
import { snake } from "../../entities/naming.js";
import type { GroupsAsk, KeyAsk, ListAsk, MeasureAsk, RatioAsk, TermAsk } from "./asks.js";
import { stepsOf } from "./keys.js";
import { fieldsOf } from "./lists.js";

type Field = GraphQLField<unknown, unknown> | undefined;

/** A question as a client sends it. */
export interface Sent {
  query: string;
  variables: Record<string, unknown>;
}

/** Writes a question down, with its arguments as variables. */
export function documentOf(schema: GraphQLSchema, ask: ListAsk): Sent {
  const writer = new Writer(schema);
  const list = writer.list(fieldsOf(schema, "Query")[ask.field], ask, "");
  const declared = writer.declared.length > 0 ? `(${writer.declared.join(", ")})` : "";
  return { query: `query${declared} { ${list} }`, variables: writer.variables };
}

class Writer {
  readonly declared: string[] = [];
  readonly variables: Record<string, unknown> = {};

  constructor(private readonly schema: GraphQLSchema) {}

  list(field: Field, ask: ListAsk, alias: string): string {
    const { where, orderBy, first, after } = ask;
    const connection = fieldsOf(this.schema, getNamedType(field?.type)?.name ?? "");
    const groups = ask.groups.map((one, index) => this.#groups(connection.groups, one, `g${index}`));
    const parts = [
      ...(ask.columns ? [`nodes { ${this.#node(ask)} }`] : []),
      ...(ask.edges
        ? ["edges { cursor node { id } }", "pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"]
        : []),
      ...(ask.total ? ["totalCount"] : []),
      ...groups,
    ];
    return `${alias}${ask.field}${this.#arguments(field, { where, orderBy, first, after })} { ${parts.join(" ")} }`;
  }

  #node({ model, columns = [], ones, members = [], short, inner }: ListAsk): string {
    const fields = fieldsOf(this.schema, model.name);
    const shortOf = (name: string) =>
      "id" in fieldsOf(this.schema, getNamedType(fields[name]?.type)?.name ?? "") ? "id" : "dimension member";
    return [
      "id",
      ...columns,
      ...ones.map((name) => `${name} { id }`),
      ...members.map((code, index) => `d${index}: member(dimension: ${JSON.stringify(code)}) { id }`),
      ...short.map((name) => `${name} { ${shortOf(name)} }`),
      ...inner.map((list, index) => this.list(fields[list.field], list, `l${index}: `)),
    ].join(" ");
  }

  #groups(field: Field, ask: GroupsAsk, alias: string): string {
    const { by, where, having, orderBy, first, keys, measures, ratios } = ask;
    const group = fieldsOf(this.schema, getNamedType(field?.type)?.name ?? "");
    const given = this.#arguments(field, {
      by,
      where,
      having: asSaid(having),
      orderBy: asSaid(orderBy),
      first,
    });
    const named = keys.map((key, index) => this.#key(key, index)).join(" ");
    const measured = measures.map((one, index) => this.#measure(group[one.fn], one, `m${index}`));
    const divided = ratios.map((one, index) => this.#ratio(group.ratio, one, `r${index}`));
    return `${alias}: groups${given} { ${named && `keys { ${named} } `}${[...measured, ...divided].join(" ")} }`;
  }

  #ratio(field: Field, { of, to, factor, decimals }: RatioAsk, alias: string): string {
    const given = this.#arguments(field, { of: termOf(of), to: termOf(to), factor, decimals });
    return `${alias}: ratio${given} { value numerator denominator formula origin }`;
  }

  #measure(field: Field, { fn, property, where }: MeasureAsk, alias: string): string {
    const selection = property === undefined ? "" : ` { ${property} }`;
    return `${alias}: ${fn}${this.#arguments(field, { where })}${selection}`;
  }

  /** A key under an alias of its own, and what lies deeper always as `v`. */
  #key({ by, named }: KeyAsk, index: number): string {
    const { names, what } = stepsOf(by);
    return names.reduceRight((inner, name, at) => {
      const alias = at === 0 ? `k${index}` : "v";
      if (at < names.length - 1) return `${alias}: ${name} { ${inner} }`;
      if (name === "dimension" && what !== "VALUE")
        return `${alias}: member(dimension: ${JSON.stringify(what)}) { id code position }`;
      if (what === "VALUE") return `${alias}: ${name}`;
      return `${alias}: ${name}${named ? `(part: ${what})` : ""} { start end label }`;
    }, "");
  }

  #arguments(field: Field, given: Record<string, unknown>): string {
    const written = Object.entries(given).flatMap(([name, value]) => {
      if (value === undefined) return [];
      const variable = `v${this.declared.length + 1}`;
      this.declared.push(`$${variable}: ${field?.args.find((arg) => arg.name === name)?.type}`);
      this.variables[variable] = value;
      return [`${name}: $${variable}`];
    });
    return written.length > 0 ? `(${written.join(", ")})` : "";
  }
}

const termOf = ({ where, sum }: TermAsk) => ({ where, ...(sum && { sum: snake(sum).toUpperCase() }) });

/** Conditions on groups, or an order of them, with each term of a ratio as a client says it. */
function asSaid(input: unknown): unknown {
  if (Array.isArray(input)) return input.map(asSaid);
  if (typeof input !== "object" || input === null) return input;
  const said = Object.entries(input).map(([name, value]) => {
    if (name !== "ratio") return [name, ["and", "or", "not"].includes(name) ? asSaid(value) : value];
    const { of, to, ...more } = value as RatioAsk;
    return [name, { of: termOf(of), to: termOf(to), ...more }];
  });
  return Object.fromEntries(said);
}
