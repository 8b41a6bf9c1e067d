import { getMetadataStorage, ID, Int } from "type-graphql";
import { getMetadataArgsStorage } from "typeorm";
import { type Defined, type Ordered, Titled } from "../../entities/base.js";
import { THINGS } from "../../entities/index.js";
import { snake } from "../../entities/naming.js";
import type { TypeName } from "../../schema/filter.js";
import { Day, Decimal, Moment } from "../../schema/scalars.js";

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
  /** The values of an enum, in the order that they sort in. */
  values?: readonly string[];
  /** What its values are codes of, or lists of codes with commas between them. */
  codeOf?: { kind: Defined; listed: boolean };
  /** Absent where the column is a key that GraphQL shows only as a relation. */
  graphql?: { type: TypeName; enumName: string | undefined; description: string };
}

/** Where the codes of a kind are found, for a description. */
export const whereCodes = (kind: Defined): string => ` Codes: { ${THINGS[kind].many} { nodes { code } } }.`;

const CASTS = new Map<TypeName, string>([
  [Int, "integer"],
  [Decimal, "numeric"],
  [Day, "date"],
  [Moment, "timestamptz"],
  [Boolean, "boolean"],
  [ID, "text"],
]);

/** Reads an entity's columns, by property, off its TypeORM and TypeGraphQL decorators. */
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
    const codeOf = (entity as Ordered).codes?.[property];
    const column: Column = {
      property,
      sql: options.name ?? snake(property),
      cast: "text",
      list: options.array === true,
      ...(codeOf && { codeOf: { kind: [codeOf].flat()[0] as Defined, listed: Array.isArray(codeOf) } }),
      required: options.nullable !== true && options.default === undefined,
    };
    if (field) {
      const declared = field.getType();
      const type = (Array.isArray(declared) ? declared[0] : declared) as TypeName;
      const enumName = storage.enums.find((candidate) => candidate.enumObj === type)?.name;
      column.cast = CASTS.get(type) ?? "text";
      column.graphql = { type, enumName, description: field.description ?? "" };
      if (enumName) column.values = Object.keys(type);
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
