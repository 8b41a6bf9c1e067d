import type { GraphQLObjectType } from "graphql";
import type { Column } from "../../../resolvers/model/columns.js";
import { quoted } from "../../../resolvers/sql/statement.js";
import type { Nodes, Selection } from "./selection.js";

/** The columns of an object's JSON, in the order of the selection; `part` writes the SQL of a field by its name. */
export function columnsJson(
  selection: Selection,
  type: GraphQLObjectType,
  nodes: Nodes,
  part: (name: string, nodes: Nodes) => string,
): string {
  const columns = selection.columnsOf(type, nodes).map(({ key, name, nodes: own }) => {
    const sql = name === "__typename" ? `${quoted(type.name)}::text` : part(name, own);
    return `${sql} AS "${key}"`;
  });
  return columns.join(", ");
}

/** A value as its GraphQL scalar writes it, which the SQL type of its column decides. */
export function valueJson(value: string, cast: string | undefined): string {
  if (cast === "numeric") return `${value}::text`;
  if (cast === "timestamptz") return `to_char(${value} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  return value;
}

/** A column of a row as JSON. */
export const columnJson = ({ sql, cast }: Column, alias: string): string =>
  valueJson(`${alias}."${sql}"`, cast);

/** What the rows of a SELECT are read from; a function where that depends on the columns. */
export type Tail = string | (() => string);

export const written = (tail: Tail): string => (typeof tail === "string" ? tail : tail());
