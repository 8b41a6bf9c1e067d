import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isListType,
  isNonNullType,
  Kind,
  type SelectionSetNode,
} from "graphql";
import { collectFields, collectSubfields } from "graphql/execution/collectFields.js";

/** What a selection is read with. */
export interface Selected {
  schema: GraphQLSchema;
  fragments: Record<string, FragmentDefinitionNode>;
  /** Coerced. */
  variables: Record<string, unknown>;
}

/** The JSON of an event's row, for each of the fields that ask for it. */
type RowsOf = (event: object) => readonly string[];
type Write = (value: never, rowsOf: RowsOf) => string;

/** Writes what a selection asks of an event, as JSON; rows stand in it as the engine has written them. */
export class Projection {
  /** What is asked of an event's row: a selection for each field that asks for it, and the keys that lead to it. */
  readonly nodes: { path: readonly string[]; selectionSet: SelectionSetNode }[] = [];
  readonly #write: Write;

  constructor(
    private readonly selected: Selected,
    type: GraphQLObjectType,
    fields: readonly FieldNode[],
  ) {
    const { schema, fragments, variables } = selected;
    this.#write = this.#object(type, collectSubfields(schema, fragments, variables, type, fields), []);
  }

  /** An event, or a page of them, with the rows' JSON for each of `nodes`. */
  write(value: object, rowsOf: RowsOf): string {
    return this.#write(value as never, rowsOf);
  }

  #object(
    type: GraphQLObjectType,
    fields: ReadonlyMap<string, readonly FieldNode[]>,
    path: readonly string[],
  ): Write {
    const writers = Array.from(fields, ([key, nodes]): [string, Write] => [
      `${JSON.stringify(key)}:`,
      this.#field(type, [...path, key], nodes),
    ]);
    return (value, rowsOf) => `{${writers.map(([key, write]) => `${key}${write(value, rowsOf)}`).join()}}`;
  }

  #field(type: GraphQLObjectType, path: readonly string[], nodes: readonly FieldNode[]): Write {
    const name = (nodes[0] as FieldNode).name.value;
    if (name === "__typename") return () => JSON.stringify(type.name);
    if (name === "node") {
      const place = this.nodes.length;
      const selections = nodes.flatMap(({ selectionSet }) => selectionSet?.selections ?? []);
      this.nodes.push({ path, selectionSet: { kind: Kind.SELECTION_SET, selections } });
      return (event, rowsOf) => rowsOf(event)[place] ?? "null";
    }
    const field = type.getFields()[name];
    if (!field) throw new Error(`${type.name} has no ${name}.`);
    const write = this.#value(field.type, path, nodes);
    return (value, rowsOf) => write((value as Record<string, never>)[name] as never, rowsOf);
  }

  #value(type: GraphQLOutputType, path: readonly string[], nodes: readonly FieldNode[]): Write {
    if (isNonNullType(type)) return this.#value(type.ofType, path, nodes);
    const write = this.#present(type, path, nodes);
    return (value, rowsOf) => (value === null || value === undefined ? "null" : write(value, rowsOf));
  }

  #present(type: GraphQLOutputType, path: readonly string[], nodes: readonly FieldNode[]): Write {
    if (isListType(type)) {
      const write = this.#value(type.ofType, path, nodes);
      return (values: never[], rowsOf) => `[${values.map((value) => write(value, rowsOf)).join()}]`;
    }
    const named = getNamedType(type);
    if (isLeafType(named)) return (value) => JSON.stringify(named.serialize(value));
    const { schema, fragments, variables } = this.selected;
    const object = named as GraphQLObjectType;
    return this.#object(object, collectSubfields(schema, fragments, variables, object, nodes), path);
  }
}

/** The fields of an operation's root that its variables leave, by their keys. */
export const rootFields = (
  { schema, fragments, variables }: Selected,
  root: GraphQLObjectType,
  selectionSet: SelectionSetNode,
): ReadonlyMap<string, readonly FieldNode[]> =>
  collectFields(schema, fragments, variables, root, selectionSet);
