import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
} from "graphql";
import type { Catalogue } from "../../../resolvers/model/catalogue.js";
import type { Sizes } from "../../../resolvers/model/sizes.js";
import { Statement } from "../../../resolvers/sql/statement.js";
import { InputError } from "../../../schema/errors.js";
import { ENTITIES, SERVICE } from "../../../schema/federation.js";
import { Compiler } from "./compiler.js";
import { type Amount, sum } from "./amounts.js";
import { Costs } from "./cost.js";
import { Entities } from "./entities.js";
import { pageCost } from "./page-cost.js";
import { isMeta, Meta } from "./introspection.js";
import { WEIGHTS } from "./weights.js";
import { type Asked, Selection, Uncompilable } from "./selection.js";
import type { Variables } from "./variable-shape.js";
import { type CountUses, Written } from "./written.js";

/** Places of a list: from the first up to the second. */
type Range = readonly [from: number, to: number];

/** A field of the root that a column of the statement answers. */
export interface StatementField {
  by: "statement";
  field: Asked;
  given: Amount;
  column: number;
  /** The values and checks of the statement that are its own. */
  values: Range;
  checks: Range;
  /** What it asks of entities, where that is what it asks. */
  entities?: Entities;
}

/** How one field of the root is answered. */
export type Answered =
  /** By a column of the statement. */
  | StatementField
  /** By ordinary execution, for a reason. */
  | { by: "resolvers"; field: Asked; given: Amount; reason?: unknown }
  /** By the log of changes, whichever way all else is answered. */
  | { by: "log"; field: Asked; given: Amount }
  /** By itself: __typename. */
  | { by: "constant"; field: Asked; json: string }
  /** By the schema, which says the same every time. */
  | { by: "schema"; field: Asked };

/** An operation as one SQL statement, and what is left to ordinary execution. */
export interface Plan {
  fields: Answered[];
  /** Absent where no field could be compiled. */
  text?: string;
  /** What the operation costs, whichever way it is answered. */
  cost: Amount;
  /** How many characters the values of all its arguments have. */
  characters: Amount;
  /** How many entities it refers to. */
  representations: Amount;
  /** The parameters; slots among them are read from the variables of each request. */
  values: unknown[];
  /** Slots that must have a sound value, besides the parameters. */
  checks: unknown[];
  /** The tables and views that the statement reads. */
  tables: readonly string[];
}

/** An operation in its document. */
export interface Operation {
  document: DocumentNode;
  operation: OperationDefinitionNode;
}

/** More parameters than this cannot be sent to PostgreSQL. */
const MOST_PARAMETERS = 60_000;

/** What operations are compiled for. */
export interface Target {
  schema: GraphQLSchema;
  catalogue: Catalogue;
  /** How much the tables hold. */
  sizes: Sizes;
  /** Throws where an operation asks for more values of the schema's own description than it may. */
  countMeta(values: number): void;
  /** Throws where it uses more of what it says than it may. */
  countUses: CountUses;
}

/** Why a field of the root is left to ordinary execution; undefined where it is not. */
type Left = (field: Asked) => { reason?: unknown } | undefined;

/** Compiles an operation. */
export function compile(
  { schema, catalogue, sizes, countMeta, countUses }: Target,
  { document, operation }: Operation,
  variables: Variables,
  left: Left = () => undefined,
): Plan {
  const query = schema.getQueryType() as GraphQLObjectType;
  const written = new Written(countUses);
  const selection = new Selection(schema, fragmentsOf(document), variables, written);
  const statement = new Statement();
  const compiler = new Compiler(catalogue, selection, statement);
  const columns: string[] = [];
  const known: string[] = [];
  const costs = new Costs(catalogue, selection, sizes);
  const asked: Amount[] = [WEIGHTS.request];
  const meta = new Meta(schema, selection, countMeta);
  const referred: Amount[] = [];
  const fields = selection.rootFields(query, operation.selectionSet).map((one): Answered => {
    const { name, nodes } = one;
    const definition = query.getFields()[name];
    const field: Asked = definition && isNonNullType(definition.type) ? { ...one, required: true } : one;
    if (name === "__typename") return { by: "constant", field, json: JSON.stringify(query.name) };
    if (name === SERVICE) {
      asked.push(WEIGHTS.meta * meta.countAll());
      return { by: "schema", field };
    }
    if (isMeta(name)) {
      const { values, constant } = meta.count(name, nodes);
      asked.push(WEIGHTS.meta * values);
      return { by: constant ? "schema" : "resolvers", field, given: values };
    }
    if (!definition) return { by: "resolvers", field, given: 0 };
    const polled = catalogue.polled.get(name);
    const entities = name === ENTITIES ? entitiesOf(definition, nodes, catalogue, selection) : undefined;
    if (entities instanceof GraphQLError) return { by: "resolvers", field, given: 0, reason: entities };
    if (entities) referred.push(entities.count);
    const { cost, given } = polled
      ? pageCost(polled, definition, nodes, { costs, selection, sizes })
      : (entities?.cost(costs) ?? costs.root(definition, nodes));
    asked.push(cost);
    if (polled) return { by: "log", field, given };
    const otherwise = left(field);
    if (otherwise) return { by: "resolvers", field, given, ...otherwise };
    const { values, checks } = statement;
    const from = { values: values.length, checks: checks.length };
    try {
      const sql = entities?.sql(compiler, statement) ?? compiler.root(definition, nodes);
      known.push(...statement.named.splice(0).map((named) => statement.known(named)));
      if (values.length > MOST_PARAMETERS) throw new Uncompilable(`${values.length} parameters`);
      columns.push(sql);
      return {
        by: "statement",
        field,
        given,
        column: columns.length - 1,
        values: [from.values, values.length],
        checks: [from.checks, checks.length],
        ...(entities && { entities }),
      };
    } catch (error) {
      if (!isLeftToResolvers(error)) throw error;
      values.length = from.values;
      checks.length = from.checks;
      statement.named.length = 0;
      return { by: "resolvers", field, given, reason: error };
    }
  });
  const cost = sum(...asked, ...Array.from(statement.views, costs.view));
  const reckoned = { fields, cost, characters: written.characters, representations: sum(...referred) };
  if (columns.length === 0) return { ...reckoned, values: [], checks: [], tables: [] };
  const selected = columns.map((sql, index) => `to_json(${sql}) AS "${index}"`).join(", ");
  // Outside of what is selected, so that each code is looked for once, however many rows are compared with it.
  const text = statement.whole(
    `SELECT ${selected}${known.length > 0 ? ` WHERE ${known.join(" AND ")}` : ""}`,
  );
  const { values, checks, tables } = statement;
  return { ...reckoned, text, values, checks, tables: Array.from(tables) };
}

/** What cannot be compiled, and what is wrong with a field's arguments: ordinary execution reports that at its path. */
const isLeftToResolvers = (error: unknown): boolean =>
  error instanceof Uncompilable || error instanceof InputError || error instanceof GraphQLError;

/** What a field asks of entities, or why that cannot be read. */
function entitiesOf(...asked: ConstructorParameters<typeof Entities>): Entities | GraphQLError {
  try {
    return new Entities(...asked);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

function fragmentsOf(document: DocumentNode): Record<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment]));
}
