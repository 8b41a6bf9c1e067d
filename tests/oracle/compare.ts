import { getMetadataStorage, ID } from "type-graphql";
import type { Column } from "../../resolvers/model/columns.js";
import type { Model } from "../../resolvers/model/model.js";
import { compareExact, exact } from "./decimal.js";
import type { Row, Rows, Value } from "./rows.js";
import { byAlphabet, byCodePoint } from "./text.js";

type There = Exclude<Value, null>;

/** How two values that are there stand to each other. */
export type Compare = (left: There, right: There) => number;

const codePoints: Compare = (left, right) => byCodePoint(String(left), String(right));
const numbers: Compare = (left, right) => Number(left) - Number(right);

/** How the values of a column are ordered. */
export function comparing({ name }: Model, column: Column): Compare {
  const { graphql, cast, property } = column;
  if (cast === "integer" || cast === "boolean") return numbers;
  if (cast === "numeric") return (left, right) => compareExact(exact(String(left)), exact(String(right)));
  if (graphql?.enumName) return byDeclaration(graphql.enumName);
  const coded = name === "Coordinate" && (property === "dimension" || property === "member");
  // Days and moments of four-digit years are in order as texts.
  if (!graphql || graphql.type === ID || coded || cast !== "text") return codePoints;
  return (left, right) => byAlphabet(String(left), String(right));
}

function byDeclaration(enumName: string): Compare {
  const declared = getMetadataStorage().enums.find(({ name }) => name === enumName);
  const order = Object.keys(declared?.enumObj ?? {});
  return (left, right) => order.indexOf(String(left)) - order.indexOf(String(right));
}

/** The column of a name; the schema offers no other. */
export function columnOf(model: Model, property: string): Column {
  const column = model.columns.get(property);
  if (!column) throw new Error(`${model.name} has no column ${property}.`);
  return column;
}

/** What rows are ordered by: a value, how such values compare, and which way. */
export interface Term<Item> {
  value: (item: Item) => Value;
  compare: Compare;
  down: boolean;
}

/** By the first term, ties by the next; absent values last. */
export function compareBy<Item>(terms: readonly Term<Item>[]): (left: Item, right: Item) => number {
  return (left, right) => {
    for (const { value, compare, down } of terms) {
      const [one, other] = [value(left), value(right)];
      if (one === null && other === null) continue;
      if (one === null) return 1;
      if (other === null) return -1;
      const found = compare(one, other);
      if (found !== 0) return down ? -found : found;
    }
    return 0;
  };
}

/** An item of `orderBy`: one field, or one of a related row. */
export interface Order {
  readonly [field: string]: "ASC" | "DESC" | Order;
}

/** The names on the way to a direction, and the direction. */
export function wayOf(order: Order): { names: string[]; direction: "ASC" | "DESC" } {
  const [[name, inner] = []] = Object.entries(order);
  if (name === undefined || inner === undefined) throw new Error("An order names nothing.");
  if (typeof inner === "string") return { names: [name], direction: inner };
  const { names, direction } = wayOf(inner);
  return { names: [name, ...names], direction };
}

/** The row that to-one relations lead to, and its model. */
export function along(rows: Rows, model: Model, names: readonly string[]) {
  let target = model;
  const models = names.map((name) => {
    const from = target;
    const relation = from.relations[name];
    if (!relation) throw new Error(`${from.name} has no relation ${name}.`);
    target = relation.target;
    return from;
  });
  const find = (row: Row): Row | undefined =>
    names.reduce<Row | undefined>((at, name, index) => at && rows.one(at, models[index] as Model, name), row);
  return { target, find };
}

/** The total order of a list. */
export function orderOf(
  rows: Rows,
  model: Model,
  orderBy: readonly Order[] | undefined,
): (left: Row, right: Row) => number {
  // An empty list asks for no order, as its absence does.
  const asked = orderBy?.length
    ? orderBy.map(wayOf)
    : model.order.map((name) => ({ names: [name], direction: "ASC" }));
  const all = [...asked, ...model.key.map((name) => ({ names: [name], direction: "ASC" }))];
  return compareBy(
    all.map(({ names, direction }) => {
      const { target, find } = along(rows, model, names.slice(0, -1));
      const property = names.at(-1) as string;
      return {
        value: (row: Row) => find(row)?.[property] ?? null,
        compare: comparing(target, columnOf(target, property)),
        down: direction === "DESC",
      };
    }),
  );
}
