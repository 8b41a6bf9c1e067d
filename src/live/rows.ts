import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLFormattedError,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionSetNode,
  type VariableDefinitionNode,
} from "graphql";
import { JsonData, textOf } from "../engine/run/answer.js";
import type { Asked as Subscribed } from "./asked.js";
import { listsAt } from "./elements.js";
import type { Gathered } from "./gathering.js";
import { Away } from "./message.js";
import type { Projection } from "./projection.js";
import { Refused, type RowReader } from "./row-reader.js";

/** Which rows are read, and what of each. */
export interface RowsAsked {
  /** The list of the root that holds them. */
  list: string;
  /** The condition that they must meet besides, as it was written; empty where there is none. */
  where: string;
  /** What is asked of each, and by which field of the event or the page. */
  nodes: readonly { path: readonly string[]; selectionSet: SelectionSetNode }[];
  definitions: readonly VariableDefinitionNode[];
  fragments: readonly FragmentDefinitionNode[];
  variables: Record<string, unknown>;
}

/** What the fields of events ask of the rows of a list. */
export function askedOf(
  list: string,
  {
    nodes,
    args,
    operation,
    fragments,
    given,
  }: Pick<Subscribed, "nodes" | "args" | "operation" | "fragments" | "given">,
  projection: Pick<Projection, "nodes">,
): RowsAsked {
  const where = nodes[0]?.arguments?.find(({ name }) => name.value === "where");
  return {
    list,
    where: where && args.where != null ? print(where.value) : "",
    nodes: projection.nodes,
    definitions: operation.variableDefinitions ?? [],
    fragments: Object.values(fragments),
    variables: given,
  };
}

/** A row as it is now: its JSON for each field that asks for it, and what is wrong with it. */
export interface Row {
  json: readonly string[];
  errors?: readonly GraphQLFormattedError[];
}

interface Asked {
  data?: unknown;
  errors?: GraphQLFormattedError[];
}

/** As many as one page of a list holds. */
const MOST = 1000;

/** Reads the rows of events as if a client had asked for them: all at once, as far as one request may. */
export class Rows implements Gathered {
  readonly document: DocumentNode;
  readonly names: { ids: string; first: string };
  /** What so many rows cost, as far as that is known. */
  readonly #costs = new Map<number, number>();
  readonly #operation: OperationDefinitionNode;
  #most = MOST;

  /** Whoever makes it so has seen to it that a page of rows costs no more than it may. */
  constructor(
    private readonly asked: RowsAsked,
    private readonly reader: RowReader,
  ) {
    const taken = asked.definitions.map(({ variable }) => variable.name.value);
    this.names = { ids: unlike(taken, "ids"), first: unlike(taken, "first") };
    this.document = parse(this.#text());
    this.#operation = this.document.definitions[0] as OperationDefinitionNode;
  }

  /** Asks for a row that there is not: throws where one costs more than a request may, or what is asked has no meaning. */
  static async prepare(asked: RowsAsked, reader: RowReader): Promise<Rows> {
    const rows = new Rows(asked, reader);
    const context = reader.createContext();
    const { errors } = await rows.#ask([""], context);
    if (errors) throw new Refused(errors);
    rows.#most = Math.max(1, Math.min(MOST, Math.floor(reader.mostCost / rows.costOf(1))));
    return rows;
  }

  get variables(): Record<string, unknown> {
    return this.asked.variables;
  }

  costOf(rows: number): number {
    return this.#costs.get(rows) ?? rows * (this.#costs.get(1) ?? Number.POSITIVE_INFINITY);
  }

  /** The keys of the rows, and what is asked of them. */
  get lists(): number {
    return 1 + this.asked.nodes.length;
  }

  /** Those of some rows that are there. */
  async read(ids: readonly string[]): Promise<Map<string, Row>> {
    const rows = new Map<string, Row>();
    for (let start = 0; start < ids.length; start += this.#most)
      await this.#read(ids.slice(start, start + this.#most), rows);
    return rows;
  }

  async #read(ids: readonly string[], rows: Map<string, Row>): Promise<void> {
    const gathered = await this.reader.gathering?.read(this, ids);
    if (gathered) return take(gathered, rows);
    const { data, errors } = await this.reader.turn(() => this.#ask(ids));
    const [first] = errors ?? [];
    if (first && ids.length > 1 && first.extensions?.code !== "TIMED_OUT") {
      // What is wrong with one row is not for the others to suffer.
      const half = Math.ceil(ids.length / 2);
      await this.#read(ids.slice(0, half), rows);
      await this.#read(ids.slice(half), rows);
      return;
    }
    if (errors) for (const id of ids) rows.set(id, { json: [], errors });
    if (!(data instanceof JsonData)) return;
    take(listsAt(2, textOf(data.json)), rows, errors);
  }

  async #ask(ids: readonly string[], context = this.reader.createContext()): Promise<Asked> {
    const { engine, format } = this.reader;
    const execution = {
      document: this.document,
      operation: this.#operation,
      variables: this.#variables(ids),
      context,
    };
    // What is refused as a whole is thrown.
    const answer = await engine.execute(execution).catch((error) => ({ data: null, errors: [error] }));
    this.#costs.set(ids.length, context.trace.cost);
    const { data, errors } = answer;
    if (!errors) return { data };
    const formatted = errors.map((error) => this.#placed(format(error)));
    if (formatted.some(({ extensions }) => extensions?.code === "SERVICE_UNAVAILABLE")) throw new Away();
    return { data, errors: formatted };
  }

  /** An error with its path from the event on. */
  #placed({ message, path = [], extensions }: GraphQLFormattedError): GraphQLFormattedError {
    const [, alias = "", , ...inner] = path;
    const own = this.asked.nodes[Number(String(alias).slice(1))]?.path;
    return { message, path: own === undefined ? [] : [...own, ...inner], ...(extensions && { extensions }) };
  }

  #variables(ids: readonly string[]): Record<string, unknown> {
    return { ...this.asked.variables, [this.names.ids]: ids, [this.names.first]: ids.length };
  }

  /** The ids and the rows are two lists of one page, so that no name of a client's is in the way. */
  #text(): string {
    const { list, where, nodes, definitions, fragments } = this.asked;
    const { ids, first } = this.names;
    const own = `$${ids}: [ID!]!, $${first}: Int!`;
    const condition = `{ id: { in: $${ids} } }`;
    const both = where === "" ? condition : `{ and: [${condition}, ${where}] }`;
    const rows = nodes.map(({ selectionSet }, place) => `n${place}: nodes ${print(selectionSet)}`);
    return [
      `query (${[own, ...definitions.map(print)].join(", ")}) {`,
      `${list}(where: ${both}, first: $${first}) { keys: nodes { key: id } ${rows.join(" ")} } }`,
      ...fragments.map(print),
    ].join("\n");
  }
}

/** Takes rows as they stand in lists: first their keys, then what is asked of them. */
function take(
  [keys = [], ...lists]: readonly (readonly string[])[],
  rows: Map<string, Row>,
  errors?: readonly GraphQLFormattedError[],
): void {
  for (const [place, key] of keys.entries())
    rows.set(JSON.parse(key).key, {
      json: lists.map((list) => list[place] ?? "null"),
      ...(errors && { errors }),
    });
}

/** A name that is none of those taken. */
function unlike(taken: readonly string[], name: string): string {
  return taken.includes(name) ? unlike(taken, `${name}_`) : name;
}
