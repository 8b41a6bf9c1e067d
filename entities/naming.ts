import { DefaultNamingStrategy, type Table } from "typeorm";

/** ownerId → owner_id. */
export const snake = (name: string): string => name.replace(/(?<=[a-z0-9])[A-Z]/g, "_$&").toLowerCase();

const tableOf = (table: Table | string): string =>
  (typeof table === "string" ? table : table.name).replace(/^.*\./, "");

/** Snake case in SQL, and names of constraints that a person can read in an error. */
export class Naming extends DefaultNamingStrategy {
  override tableName(className: string, given?: string): string {
    return given ?? snake(className);
  }
  override columnName(property: string, given?: string): string {
    return given ?? snake(property);
  }
  override primaryKeyName(table: Table | string): string {
    return `${tableOf(table)}_key`;
  }
  override foreignKeyName(table: Table | string, columns: string[]): string {
    return `${tableOf(table)}_${columns.join("_")}_fk`;
  }
  override indexName(table: Table | string, columns: string[]): string {
    return `${tableOf(table)}_${columns.join("_")}_index`;
  }
}
