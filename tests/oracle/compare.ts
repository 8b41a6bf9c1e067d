import { getMetadataStorage, ID } from "type-graphql";
import type { Column } from "../../resolvers/model/columns.js";
import type { Model } from "../../resolvers/model/model.js";
import { compareExact, exact } from "./decimal.js";
import type { Row, Rows, Value } from "./rows.js";
import { byAlphabet, byCodePoint, composed } from "./text.js";

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
  readonly [field: string]: string | Order;
}

/** The names on the way to a direction, and the direction; by a member, the code of the dimension too. */
export function wayOf(order: Order): { names: string[]; direction: string; dimension?: string } {
  const [[name, inner] = []] = Object.entries(order);
  if (name === undefined || inner === undefined) throw new Error("An order names nothing.");
  if (typeof inner === "string") return { names: [name], direction: inner };
  if (name === "member")
    return { names: ["dimension"], direction: String(inner.direction), dimension: String(inner.dimension) };
  const { names, ...rest } = wayOf(inner);
  return { names: [name, ...names], ...rest };
}

/** The member that a figure has in a dimension. */
export function memberOf(rows: Rows, model: Model, row: Row | undefined, dimension: string): Row | undefined {
  const coordinates = row ? rows.follow(row, model, "dimensions") : [];
  const found = coordinates.find((one) => one.dimension === composed(dimension));
  const members = Array.from(rows.catalogue.models).find(({ name }) => name === "DimensionMember");
  return found && members ? rows.byId(members, String(found.memberId)) : undefined;
}

/** By the members' places, then by their ids. */
export const byMember = <Item>(member: (item: Item) => Row | undefined, down: boolean): Term<Item>[] => [
  { value: (item) => member(item)?.position ?? null, compare: numbers, down },
  { value: (item) => member(item)?.id ?? null, compare: codePoints, down },
];

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
    : model.order.map((name): ReturnType<typeof wayOf> => ({ names: [name], direction: "ASC" }));
  const all = [
    ...asked,
    ...model.key.map((name): ReturnType<typeof wayOf> => ({ names: [name], direction: "ASC" })),
  ];
  return compareBy(
    all.flatMap(({ names, direction, dimension }): Term<Row>[] => {
      const { target, find } = along(rows, model, names.slice(0, -1));
      if (dimension !== undefined)
        return byMember((row) => memberOf(rows, target, find(row), dimension), direction === "DESC");
      const property = names.at(-1) as string;
      const value = (row: Row) => find(row)?.[property] ?? null;
      const compare = comparing(target, columnOf(target, property));
      return [{ value, compare, down: direction === "DESC" }];
    }),
  );
}
