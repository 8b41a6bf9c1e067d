import type { Defined } from "../../entities/base.js";
import type { LinkRole } from "../../schema/enums/general.js";
import { type Column, type Entity, whereCodes } from "./columns.js";

/** An argument of a one-relation's field, by which it chooses among the rows that a table between leads to. */
export interface RelationArgument {
  name: string;
  description: string;
  /** The column of the table between that must equal it; a row of ours leads to one row for each of its values. */
  column: string;
  /** What its values are codes of. */
  codeOf: Defined;
  /** What it is unless it is given; no code of anything. */
  defaultValue?: string;
  /** Where rows are grouped and ordered by it: the property by which the rows that it chooses are in order, ties by their keys. */
  order?: string;
}

/** What an argument is, and where the codes are found that it takes. */
export const describe = ({ description, codeOf }: RelationArgument): string =>
  description + whereCodes(codeOf);

/** A way from a row to rows of another entity. */
export interface Way {
  /** The property of this row whose value, or one of whose values, is looked for. */
  from: string;
  /** The property of the target that must equal it, or hold it. */
  to: string;
  /** A table between the two: the row's key stands in near, the target's in far. */
  through?: { table: string; near: string; far: string; role?: string; argument?: RelationArgument };
}

/** How one entity's rows lead to another's; declared once, read by the schema, the filters and the SQL. */
export interface RelationDeclaration extends Way {
  target: Entity;
  /** one: a row or null; many: a connection; list: a plain list, for what is always short; part: columns of the row itself. */
  shape: "one" | "many" | "list" | "part";
  description: string;
  /** More ways of a many-relation; what several of them lead to belongs to it once. */
  also?: readonly Omit<Way, "from">[];
  /** Whether superseded rows belong to it too. */
  history?: true;
  /** Whether a one-relation always finds its row. */
  required?: true;
  /** The only property of the target that a one-relation gives. */
  pick?: string;
  /** A view with the target's columns in which one row is found without the others: it is read instead of what computes them all. */
  lookUp?: string;
}

/** A declared relation whose target is known. */
export interface Relation extends Omit<RelationDeclaration, "target"> {
  readonly target: Model;
  /** Of a relation of things of any kind: the kinds that declare it otherwise, and how. */
  readonly kinds?: readonly Kind[];
}

/** A kind of thing: what its ids begin with, and a relation of it. */
export interface Kind {
  prefix: string;
  model: Model;
  relation: Relation;
}

/** Every way that a relation leads, those of the kinds apart. */
export const waysOf = (relation: Pick<Relation, "from" | "to" | "through" | "also">): Way[] => [
  relation,
  ...(relation.also ?? []).map((way) => ({ from: relation.from, ...way })),
];

/** An argument of a field. */
export interface Argument {
  type: object;
  description: string;
  list?: true;
  nullable?: true;
  defaultValue?: unknown;
}

/** A field that is computed of a row's columns. */
export interface Expression {
  type: object;
  description: string;
  arguments: Record<string, Argument>;
  /** Its SQL for the row of an alias; `args` are the arguments in SQL, and `table` names a table that it reads. */
  sql(alias: string, args: Record<string, string>, table: (name: string) => string): string;
}

/** What a guard sees of the rows of a group, in SQL. */
export interface GuardedRows {
  alias: string;
  /** Whether superseded versions are among them. */
  history: boolean;
  /** Whether all rows of a group have one value there, because they are grouped by it. */
  shares(path: string): boolean;
}

/** What is computed over the rows of a group. */
export type MeasureFunction = "count" | "countDistinct" | "sum" | "avg" | "min" | "max";

/** What the schema and the SQL are derived from: an entity's columns and its relations. */
export interface Model {
  entity: Entity;
  name: string;
  /** The stem of the domain that declares it. */
  domain: string;
  table: string;
  columns: Map<string, Column>;
  relations: Record<string, Relation>;
  /** The fields that are computed of its columns; null where a row has nothing to compute them of. */
  expressions: Record<string, Expression>;
  /** The order of its rows where none is asked for. */
  order: readonly string[];
  /** The properties that distinguish its rows. */
  key: readonly string[];
  /** Whether its rows are computed by a view. */
  view?: true;
  /** A property that is null in rows that still count; the others are history. */
  current?: string;
  /** The properties whose values may be added. */
  measures: string[];
  /**
   * A text in SQL where the rows of a group must not be computed with, and null elsewhere; `present` are the conditions
   * that a row's value is there and meets the measure's own filter.
   */
  guard?: (
    rows: GuardedRows,
    property: string,
    fn: MeasureFunction,
    present: readonly string[],
  ) => string | undefined;
  /** The property whose unit its measures are in. */
  unit?: string;
}

/** A relation with an argument that chooses its row. */
export type Choice = Relation & { through: { argument: RelationArgument } };

export const isChoice = (relation: Relation): relation is Choice => relation.through?.argument !== undefined;

/** One by whose argument rows are grouped and ordered. */
export type Placed = Choice & { through: { argument: { order: string } } };

export const isPlaced = (relation: Relation): relation is Placed =>
  isChoice(relation) && relation.through.argument.order !== undefined;

/** The relations of a model by whose arguments rows are grouped and ordered, by their names. */
export const choicesOf = ({ relations }: Model): [string, Placed][] =>
  Object.entries(relations).filter((entry): entry is [string, Placed] => isPlaced(entry[1]));

/** Whether rows can be filtered by what the relation leads to. */
export const filterable = ({ shape, pick, through }: Relation): boolean =>
  shape !== "part" && pick === undefined && through?.argument === undefined;

/** Whether rows can be ordered and grouped by what the relation leads to. */
export const orderable = (relation: Relation): boolean => relation.shape === "one" && filterable(relation);

/** To-one: the row whose `to` this row's key names. */
export function one(
  target: Entity,
  from: string,
  description: string,
  more: Partial<RelationDeclaration> = {},
): RelationDeclaration {
  return { target, shape: "one", from, to: "id", description, ...more };
}

/** An object made of columns of the row itself; null where the row has no value in `from`. */
export function part(target: Entity, from: string, description: string): RelationDeclaration {
  return { target, shape: "part", from, to: from, description };
}

/** To-many: the rows whose key names this one. */
export function many(
  target: Entity,
  to: string,
  description: string,
  more: Partial<RelationDeclaration> = {},
): RelationDeclaration {
  return { target, shape: "many", from: "id", to, description, ...more };
}

/** To-many through links: what this thing's links lead to, or what links to it, in one role or in any. */
export function linked(
  target: Entity,
  way: "to" | "from",
  description: string,
  role?: keyof typeof LinkRole,
): RelationDeclaration {
  const [near, far] = way === "to" ? ["from_id", "to_id"] : ["to_id", "from_id"];
  return many(target, "id", description, { through: { table: "link", near, far, ...(role && { role }) } });
}
