import { type GraphQLField, type GraphQLObjectType, getNamedType } from "graphql";
import { type Choice, isChoice, type Model } from "../../../resolvers/model/model.js";
import type { Sizes } from "../../../resolvers/model/sizes.js";
import { derive, type Slot } from "../../../resolvers/sql/statement.js";
import { PAGE } from "../../../schema/page.js";
import { type Amount, product, sum } from "./amounts.js";
import { entriesOf, type Finding } from "./finding.js";
import type { Asked, Nodes, Selection } from "./selection.js";
import { WEIGHTS } from "./weights.js";

type Field = GraphQLField<unknown, unknown>;

/** Rows for which something is asked. */
export interface Rows {
  count: Amount;
  /** Whether each is there once, so that together they lead to each related row once at most. */
  distinct: boolean;
}

/** A list for each of some rows, or the one of the root. */
export interface List {
  model: Model;
  parents: Rows;
  /** How many rows each list has, and all of them together, at most. */
  each: number;
  all: Amount;
  /** How many ways lead to its rows, each of which is read by itself. */
  ways?: number;
  /** The column that the list is found by. */
  key?: string;
}

/** What each row of a list costs that is put in order; `sorts` where all are read for it. */
export function orderingOf(
  { model, key }: { model: Model; key?: string },
  orderBy: unknown,
  sizes: Sizes,
): { each: number; sorts: boolean } {
  const asked = Array.isArray(orderBy) ? orderBy : [];
  const terms = asked.length > 0 ? asked : model.order.map((property) => ({ [property]: "ASC" }));
  const [first] = terms;
  const joins = terms.reduce((total, term) => total + joinsOf(model, term), 0);
  const alone = terms.reduce((total, term) => total + aloneOf(model, term), 0);
  const [name] = Object.keys(first ?? { [model.key[0] as string]: "ASC" });
  const column = model.columns.get(name as string)?.sql;
  const served = column !== undefined && sizes.indexed(model.table, ...(key ? [key] : []), column);
  if (joins === 0 && served) return { each: 0, sorts: false };
  return { each: WEIGHTS.sorted + joins * WEIGHTS.ordered + alone, sorts: true };
}

/** What computing the rows that an item of an order or of keys goes through costs for one row. */
function aloneOf(model: Model, item: unknown): number {
  const [entry] = entriesOf(item);
  const relation = entry && model.relations[entry[0]];
  if (!relation) return 0;
  return (relation.lookUp ? WEIGHTS.alone : 0) + aloneOf(relation.target, entry[1]);
}

/** How many to-one relations an item of an order or of keys goes through. */
function joinsOf(model: Model, item: unknown): number {
  const [entry] = entriesOf(item);
  if (!entry) return 0;
  const relation = model.relations[entry[0]];
  // A chosen row is gone to for its place, and what names it for its key.
  if (relation && isChoice(relation)) return 3;
  return relation ? 1 + joinsOf(relation.target, entry[1]) : 0;
}

/** What it costs to group rows, and how many columns a group has. */
export function groupingOf(
  { model, rows }: { model: Model; rows: Amount },
  { by, where, having, orderBy }: Record<string, unknown>,
  type: GraphQLObjectType,
  asked: Asked[],
  selection: Selection,
  finding: Finding,
): { cost: Amount; columns: number } {
  const { read, keyed, computed, distinct, joined, lookup } = WEIGHTS;
  const keys = Array.isArray(by) ? by : [];
  const joins = keys.reduce(
    (total, key) =>
      total +
      joined * joinsOf(model, key) +
      aloneOf(model, key) +
      (entriesOf(key)[0]?.[0] === "dimension" ? lookup : 0),
    0,
  );
  let columns = keys.length;
  const measures = asked
    .filter(({ name }) => name !== "keys" && name !== "__typename")
    .map(({ name, nodes }): Amount => {
      const field = type.getFields()[name];
      const inner = getNamedType(field?.type) as GraphQLObjectType;
      const fields = name === "count" ? 1 : selection.fieldsOf(inner, nodes).length;
      columns += fields;
      const args = field ? selection.readableArguments(field, nodes) : {};
      const weight = name === "countDistinct" ? distinct : computed;
      const over = (condition: unknown) => sum(product(rows, weight), finding.test(model, condition, rows));
      // A term is computed once, whatever is asked of the ratio.
      if (name === "ratio")
        return sum(...[args.of, args.to].map((term) => over(Object.fromEntries(entriesOf(term)).where)));
      return product(fields, over(args.where));
    });
  const terms = [...ratiosIn(having), ...ratiosIn(orderBy)].flatMap(({ of, to }) => [of, to]);
  const decisive = terms.map((term) => finding.test(model, Object.fromEntries(entriesOf(term)).where, rows));
  const each =
    computed * terms.length + read + keyed * keys.length + joins + computed * entriesOf(having).length;
  return {
    cost: sum(product(rows, each), finding.test(model, where, rows), ...measures, ...decisive),
    columns,
  };
}

/** The ratios that groups are chosen or ordered by, wherever in the conditions they stand. */
function ratiosIn(input: unknown): Record<string, unknown>[] {
  if (Array.isArray(input)) return input.flatMap(ratiosIn);
  return entriesOf(input).flatMap(([name, value]) => {
    if (name === "ratio") return [Object.fromEntries(entriesOf(value))];
    return ["and", "or", "not"].includes(name) ? ratiosIn(value) : [];
  });
}

export const typeOf = (field: Field) => getNamedType(field.type) as GraphQLObjectType;

/** The chosen rows that fields of a group, and of its keys, ask for. */
export function choicesIn(
  model: Model,
  type: GraphQLObjectType,
  asked: readonly Asked[],
  selection: Selection,
): { field: Field; choice: Choice; nodes: Nodes }[] {
  return asked.flatMap(({ name, nodes }) => {
    const field = type.getFields()[name];
    const relation = model.relations[name];
    if (!field || (name !== "keys" && !relation)) return [];
    if (relation && isChoice(relation)) return [{ field, choice: relation, nodes }];
    const inner = typeOf(field);
    return choicesIn(relation?.target ?? model, inner, selection.fieldsOf(inner, nodes), selection);
  });
}

/** How many are asked for; what may not be asked for is refused when it is read. */
export const sizeOf = (first: unknown): Amount =>
  derive((first as number | Slot | null | undefined) ?? PAGE.default, (size) =>
    Math.min(Math.max(size, 0), PAGE.max),
  ) as Amount;
