import { ID, Int, getMetadataStorage } from "type-graphql";
import { getMetadataArgsStorage } from "typeorm";
import { Titled } from "../../entities/base.js";
import { snake } from "../../entities/naming.js";
import type { LinkRole } from "../../schema/enums/general.js";
import type { TypeName } from "../../schema/filter.js";
import { Day, Decimal, Moment } from "../../schema/scalars.js";
import type { Measure, Rows } from "../sql/measure.js";

/** An entity's class. */
export type Entity<Row = object> = abstract new () => Row;

/** One column: how GraphQL and SQL know it. */
export interface Column {
  property: string;
  sql: string;
  /** The SQL type that a value from outside is cast to. */
  cast: string;
  list: boolean;
  /** Whether a row must have a value here. */
  required: boolean;
  /** Whether it is another column under a second name: filtered and ordered by, but not read. */
  alias?: true;
  /** Absent where the column is a key that GraphQL shows only as a relation. */
  graphql?: { type: TypeName; enumName: string | undefined; description: string };
}

/** How one entity's rows lead to another's; declared once, read by the schema, the filters and the SQL. */
export interface Relation {
  target: Entity;
  /** one: a row or null; many: a connection; list: a plain list, for what is always short; part: columns of the row itself. */
  shape: "one" | "many" | "list" | "part";
  description: string;
  /** The property of this row whose value, or one of whose values, is looked for. */
  from: string;
  /** The property of the target that must equal it, or hold it. */
  to: string;
  /** A table between the two: the row's key stands in near, the target's in far. */
  through?: { table: string; near: string; far: string; role?: string };
  /** Whether superseded rows belong to it too. */
  history?: true;
  /** Whether a one-relation always finds its row. */
  required?: true;
  /** The only property of the target that a one-relation gives. */
  pick?: string;
}

/** What the schema and the SQL are derived from: an entity's columns and its relations. */
export interface Model {
  entity: Entity;
  name: string;
  table: string;
  columns: Map<string, Column>;
  relations: Record<string, Relation>;
  /** The order of its rows where none is asked for. */
  order: readonly string[];
  /** The properties that tell its rows apart. */
  key: readonly string[];
  /** Whether its rows are computed by a view. */
  view?: true;
  /** A property that is null in rows that still count; the others are history. */
  current?: string;
  /** The properties whose values may be added. */
  measures: string[];
  /** A text in SQL where the rows of a group must not be computed with, and null elsewhere. */
  guard?: (rows: Rows, property: string, fn: Measure["fn"], filter: string) => string | undefined;
  /** The table that breaks rows down, and its columns: the row's key, the dimension's code and the member's. */
  breakdown?: { table: string; row: string; dimension: string; member: string };
}

const models = new Map<Entity, Model>();

/** The model of an entity; every collection registers one. */
export function modelOf(entity: Entity): Model {
  const model = models.get(entity);
  if (!model) throw new Error(`No collection declares ${entity.name}.`);
  return model;
}

/** Every model that a collection has declared. */
export const allModels = (): Iterable<Model> => models.values();

export function declareModel(model: Model): Model {
  models.set(model.entity, model);
  return model;
}

const CASTS = new Map<TypeName, string>([
  [Int, "integer"],
  [Decimal, "numeric"],
  [Day, "date"],
  [Moment, "timestamptz"],
  [Boolean, "boolean"],
  [ID, "text"],
]);

/** Reads an entity's columns off its TypeORM and TypeGraphQL decorators. */
export function columnsOf(entity: Entity): Map<string, Column> {
  const lineage: unknown[] = [];
  for (
    let cls: unknown = entity;
    typeof cls === "function" && cls.prototype;
    cls = Object.getPrototypeOf(cls)
  )
    lineage.push(cls);
  const storage = getMetadataStorage();
  const columns = new Map<string, Column>();
  for (const { target, propertyName: property, options } of getMetadataArgsStorage().columns) {
    if (!lineage.includes(target) || columns.has(property)) continue;
    const field = storage.fields.find(
      (candidate) => candidate.name === property && lineage.includes(candidate.target),
    );
    const column: Column = {
      property,
      sql: options.name ?? snake(property),
      cast: "text",
      list: options.array === true,
      required: options.nullable !== true && options.default === undefined,
    };
    if (field) {
      const declared = field.getType();
      const type = (Array.isArray(declared) ? declared[0] : declared) as TypeName;
      const enumName = storage.enums.find((candidate) => candidate.enumObj === type)?.name;
      column.cast = CASTS.get(type) ?? "text";
      column.graphql = { type, enumName, description: field.description ?? "" };
    }
    columns.set(property, column);
  }
  const name = columns.get("name");
  if (name?.graphql && entity.prototype instanceof Titled) {
    const description = "Tiêu đề: the title; the same as name.";
    columns.set("title", {
      ...name,
      property: "title",
      alias: true,
      graphql: { ...name.graphql, description },
    });
  }
  return columns;
}

/** Whether rows can be filtered by what the relation leads to. */
export const filterable = ({ shape, pick }: Relation): boolean => shape !== "part" && pick === undefined;

/** To-one: the row whose `to` this row's key names. */
export function one(
  target: Entity,
  from: string,
  description: string,
  more: Partial<Relation> = {},
): Relation {
  return { target, shape: "one", from, to: "id", description, ...more };
}

/** An object made of columns of the row itself; null where the row has no value in `from`. */
export function part(target: Entity, from: string, description: string): Relation {
  return { target, shape: "part", from, to: from, description };
}

/** To-many: the rows whose key names this one. */
export function many(
  target: Entity,
  to: string,
  description: string,
  more: Partial<Relation> = {},
): Relation {
  return { target, shape: "many", from: "id", to, description, ...more };
}

/** To-many through links: what this thing's links lead to, or what links to it, in one role or in any. */
export function linked(
  target: Entity,
  way: "to" | "from",
  description: string,
  role?: keyof typeof LinkRole,
): Relation {
  const [near, far] = way === "to" ? ["from_id", "to_id"] : ["to_id", "from_id"];
  return many(target, "id", description, { through: { table: "link", near, far, ...(role && { role }) } });
}
