import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from "graphql";
import { collectFields, collectSubfields } from "graphql/execution/collectFields.js";
import { getArgumentValues } from "graphql/execution/values.js";
import { LimitError } from "../../../schema/errors.js";
import type { Variables } from "./variable-shape.js";
import type { Written } from "./written.js";

/** Thrown for what SQL is not made of here; ordinary execution then answers that root field. */
export class Uncompilable extends Error {}

/** The nodes of a document that ask for one field of an answer; more than one where fragments overlap. */
export type Nodes = readonly FieldNode[];

/** A field that is asked for. */
export interface Asked {
  key: string;
  name: string;
  nodes: Nodes;
  /** Whether the answer has no data where this has none. */
  required?: true;
}

/** The longest name that PostgreSQL keeps whole, and more columns than a row of ours needs. */
const LONGEST_NAME = 63;
const MOST_COLUMNS = 1000;
/** What is asked of things is asked of each kind, so a query may be much shorter than what it comes to. */
const MOST_COLLECTED = 10_000;

/** What an operation selects, its fragments and directives resolved as graphql-js resolves them. */
export class Selection {
  #collected = 0;

  constructor(
    readonly schema: GraphQLSchema,
    readonly fragments: Record<string, FragmentDefinitionNode>,
    readonly variables: Variables,
    private readonly written: Written,
  ) {}

  /** The fields of the root, in the order of the answer. */
  rootFields(type: GraphQLObjectType, set: FieldNode["selectionSet"] & object): Asked[] {
    return askedFor(collectFields(this.schema, this.fragments, this.variables, type, set));
  }

  /** The fields that are asked for of an object of the type, in the order of the answer. */
  fieldsOf(type: GraphQLObjectType, nodes: Nodes): Asked[] {
    const fields = askedFor(collectSubfields(this.schema, this.fragments, this.variables, type, nodes));
    this.#collected += fields.length;
    if (this.#collected > MOST_COLLECTED)
      throw new LimitError(
        "fields",
        MOST_COLLECTED,
        this.#collected,
        "fields, expanded for every kind of thing",
      );
    return fields;
  }

  /** The same as columns of a row in SQL. */
  columnsOf(type: GraphQLObjectType, nodes: Nodes): Asked[] {
    const fields = this.fieldsOf(type, nodes);
    const long = fields.find(({ key }) => key.length > LONGEST_NAME);
    if (long) throw new Uncompilable(`a key of ${long.key.length} letters`);
    if (fields.length > MOST_COLUMNS) throw new Uncompilable(`${fields.length} fields of one object`);
    return fields;
  }

  /** The arguments of the field of the type that the nodes ask for, defaults filled in. */
  argumentsOf(type: GraphQLObjectType, nodes: Nodes): Variables {
    const field = type.getFields()[(nodes[0] as FieldNode).name.value];
    return field ? this.argumentsOfField(field, nodes) : {};
  }

  argumentsOfField(field: GraphQLField<unknown, unknown>, nodes: Nodes): Variables {
    return getArgumentValues(field, nodes[0] as FieldNode, this.variables);
  }

  /**
   * The same, counted among all that is used; none where they cannot be read, which is refused when the field is compiled.
   */
  readableArguments(field: GraphQLField<unknown, unknown>, nodes: Nodes): Variables {
    try {
      const read = this.argumentsOfField(field, nodes);
      for (const value of Object.values(read)) this.written.add(value);
      return read;
    } catch (error) {
      if (error instanceof GraphQLError) return {};
      throw error;
    }
  }
}

const askedFor = (fields: Map<string, Nodes>): Asked[] =>
  Array.from(fields, ([key, nodes]) => ({ key, name: (nodes[0] as FieldNode).name.value, nodes }));
