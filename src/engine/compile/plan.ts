import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from "graphql";
import { Slot, Statement } from "../../../resolvers/sql/statement.js";
import { InputError } from "../../../schema/errors.js";
import { Compiler } from "./compiler.js";
import { type Cost, Costs, sum } from "./cost.js";
import { type Asked, Selection, Uncompilable } from "./selection.js";
import type { Variables } from "./variable-shape.js";

/** How one field of the root is answered. */
export type Answered =
  /** By a column of the statement; its parameters are those from `from` up to `to`. */
  | { by: "statement"; field: Asked; column: number; from: number; to: number }
  /** By ordinary execution. */
  | { by: "resolvers"; field: Asked }
  /** By itself: __typename. */
  | { by: "constant"; field: Asked; json: string };

/** An operation as one SQL statement, and what is left to ordinary execution. */
export interface Plan {
  fields: Answered[];
  /** Absent where no field could be compiled. */
  text?: string;
  /** What the operation costs, whichever way it is answered. */
  cost: Cost;
  /** The parameters; slots among them are read from the variables of each request. */
  values: unknown[];
}

/** An operation in its document. */
export interface Operation {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
}

/** More parameters than this cannot be sent to PostgreSQL. */
const MOST_PARAMETERS = 60_000;

/** Compiles an operation; the fields of the root that `left` tells go to ordinary execution. */
export function compile(
  { schema, document, operation }: Operation,
  variables: Variables,
  left: (key: string) => boolean = () => false,
): Plan {
  const query = schema.getQueryType() as GraphQLObjectType;
  const selection = new Selection(schema, fragmentsOf(document), variables);
  const statement = new Statement();
  const compiler = new Compiler(selection, statement);
  const columns: string[] = [];
  const costs = new Costs(selection);
  const asked: Cost[] = [];
  const fields = selection.rootFields(query, operation.selectionSet).map((field): Answered => {
    const { key, name, nodes } = field;
    if (name === "__typename") return { by: "constant", field, json: JSON.stringify(query.name) };
    const definition = query.getFields()[name];
    if (definition) asked.push(costs.of(definition, nodes));
    if (!definition || left(key)) return { by: "resolvers", field };
    const from = statement.values.length;
    try {
      const sql = compiler.root(definition, nodes);
      const to = statement.values.length;
      if (to > MOST_PARAMETERS) throw new Uncompilable(`${to} parameters`);
      columns.push(sql);
      return { by: "statement", field, column: columns.length - 1, from, to };
    } catch (error) {
      if (!isLeftToResolvers(error)) throw error;
      statement.values.length = from;
      return { by: "resolvers", field };
    }
  });
  const cost = sum(asked);
  if (columns.length === 0) return { fields, cost, values: [] };
  const text = statement.whole(
    `SELECT ${columns.map((sql, index) => `to_json(${sql}) AS "${index}"`).join(", ")}`,
  );
  return { fields, cost, text, values: statement.values };
}

/** What cannot be compiled, and what is wrong with a field's arguments: ordinary execution tells that at its path. */
const isLeftToResolvers = (error: unknown): boolean =>
  error instanceof Uncompilable || error instanceof InputError || error instanceof GraphQLError;

/** The plan's parameters for the variables, or the fields of the root of which one cannot be used. */
export function bind({ fields, values }: Plan, variables: Variables): unknown[] | Set<string> {
  const refused = new Set<string>();
  const bound = values.map((value, index) => {
    if (!(value instanceof Slot)) return value;
    try {
      return value.read(variables);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const owner = fields.find(
        (field) => field.by === "statement" && index >= field.from && index < field.to,
      );
      refused.add((owner as Answered).field.key);
      return null;
    }
  });
  return refused.size > 0 ? refused : bound;
}

function fragmentsOf(document: DocumentNode): Record<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment]));
}
