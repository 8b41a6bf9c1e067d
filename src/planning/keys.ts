import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  visit,
} from "graphql";

/** Stands before aliases that could be taken for something else. */
const MARK = "as__";

/**
 * Planners add fields to what is asked, such as the keys of entities, and take what answers under their names for their values:
 * of `id: name`, the name would be looked up as an id. So aliases that are names of fields are marked while an operation is planned.
 */
export class GuardedKeys {
  readonly #names = new Set<string>();

  constructor(schema: GraphQLSchema) {
    for (const type of Object.values(schema.getTypeMap()))
      if (isObjectType(type) || isInterfaceType(type))
        for (const name of Object.keys(type.getFields())) this.#names.add(name);
  }

  /** The document with such aliases marked; those of its answer are given back by `originalKey`. */
  in(document: DocumentNode): DocumentNode {
    return visit(document, {
      Field: ({ alias, ...field }): FieldNode | undefined => {
        if (!alias || !this.#isMistakable(alias.value)) return undefined;
        return { ...field, alias: { kind: Kind.NAME, value: `${MARK}${alias.value}` } };
      },
    });
  }

  #isMistakable(key: string): boolean {
    return this.#names.has(key) || key.startsWith("_") || key.startsWith(MARK);
  }
}

/** A key that stands once in an operation, and is no name. */
export const numberedKey = (key: string, number: number): string => `${MARK}${number}_${originalKey(key)}`;

/** A key as the client gave it. */
export const originalKey = (key: string): string =>
  key.startsWith(MARK) ? key.slice(MARK.length).replace(/^\d+_/, "") : key;
