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

type Write = (value: never, nodes: readonly string[]) => string;

/** Writes what a selection asks of an event, as JSON; rows stand in it as the engine has written them. */
export class Projection {
  /** What is asked of the event's row: a selection for each field that asks for it. */
  readonly nodes: { key: string; selectionSet: SelectionSetNode }[] = [];
  readonly #write: Write;

  constructor(
    private readonly selected: Selected,
    type: GraphQLObjectType,
    fields: readonly FieldNode[],
  ) {
    const { schema, fragments, variables } = selected;
    this.#write = this.#object(type, collectSubfields(schema, fragments, variables, type, fields));
  }

  /** The event with its row's JSON for each of `nodes`. */
  write(event: object, nodes: readonly string[]): string {
    return this.#write(event as never, nodes);
  }

  #object(type: GraphQLObjectType, fields: ReadonlyMap<string, readonly FieldNode[]>): Write {
    const writers = Array.from(fields, ([key, nodes]): [string, Write] => [
      `${JSON.stringify(key)}:`,
      this.#field(type, key, nodes),
    ]);
    return (value, nodes) => `{${writers.map(([key, write]) => `${key}${write(value, nodes)}`).join()}}`;
  }

  #field(type: GraphQLObjectType, key: string, nodes: readonly FieldNode[]): Write {
    const name = (nodes[0] as FieldNode).name.value;
    if (name === "__typename") return () => JSON.stringify(type.name);
    if (name === "node") {
      const place = this.nodes.length;
      const selections = nodes.flatMap(({ selectionSet }) => selectionSet?.selections ?? []);
      this.nodes.push({ key, selectionSet: { kind: Kind.SELECTION_SET, selections } });
      return (_event, rows) => rows[place] ?? "null";
    }
    const field = type.getFields()[name];
    if (!field) throw new Error(`${type.name} has no ${name}.`);
    const write = this.#value(field.type, nodes);
    return (value, rows) => write((value as Record<string, never>)[name] as never, rows);
  }

  #value(type: GraphQLOutputType, nodes: readonly FieldNode[]): Write {
    if (isNonNullType(type)) return this.#value(type.ofType, nodes);
    const write = this.#present(type, nodes);
    return (value, rows) => (value === null || value === undefined ? "null" : write(value, rows));
  }

  #present(type: GraphQLOutputType, nodes: readonly FieldNode[]): Write {
    if (isListType(type)) {
      const write = this.#value(type.ofType, nodes);
      return (values: never[], rows) => `[${values.map((value) => write(value, rows)).join()}]`;
    }
    const named = getNamedType(type);
    if (isLeafType(named)) return (value) => JSON.stringify(named.serialize(value));
    const { schema, fragments, variables } = this.selected;
    const object = named as GraphQLObjectType;
    return this.#object(object, collectSubfields(schema, fragments, variables, object, nodes));
  }
}

/** The fields of an operation's root that its variables leave, by their keys. */
export const rootFields = (
  { schema, fragments, variables }: Selected,
  root: GraphQLObjectType,
  selectionSet: SelectionSetNode,
): ReadonlyMap<string, readonly FieldNode[]> =>
  collectFields(schema, fragments, variables, root, selectionSet);
