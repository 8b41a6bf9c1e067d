import {
  type DocumentNode,
  type FieldNode,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";

type Path = readonly (string | number)[];
type Fields = Record<string, unknown>;

/** What is wrong with a value of an answer, and where. */
export interface Wrong {
  message: string;
  path: Path;
}

/** How many of them are said. */
const MOST = 20;

/** An answer of a partner: its data, and where it says that something is wrong. */
interface Given {
  data: Fields;
  errors: readonly { path?: Path }[];
}

/**
 * Holds an answer of a partner against what it was asked, and makes null of whatever is not what the schema says. Nothing is
 * held against types that the schema does not show.
 */
export function wrongIn(
  schema: GraphQLSchema,
  { document, variables }: { document: DocumentNode; variables?: Fields | undefined },
  { data, errors }: Given,
): Wrong[] {
  const operation = document.definitions.find(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  );
  if (!operation) return [];
  const found: Wrong[] = [];
  const root = schema.getRootType(operation.operation) ?? undefined;
  new Answer(schema, variables ?? {}, errors, found).object(root, operation.selectionSet, data, []);
  return found.slice(0, MOST);
}

/** The field by which subgraphs are asked for entities. */
export const ENTITIES = "_entities";

class Answer {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly variables: Fields,
    private readonly errors: Given["errors"],
    private readonly found: Wrong[],
  ) {}

  object(type: GraphQLNamedType | undefined, set: SelectionSetNode, value: Fields, path: Path): void {
    const own = this.#typeOf(type, value);
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) this.#field(own, selection, value, path);
      else if (
        selection.kind === Kind.INLINE_FRAGMENT &&
        this.#applies(selection.typeCondition?.name.value, own)
      )
        this.object(own, selection.selectionSet, value, path);
    }
  }

  #field(type: GraphQLNamedType | undefined, node: FieldNode, value: Fields, path: Path): void {
    const key = node.alias?.value ?? node.name.value;
    const at = [...path, key];
    if (node.name.value === ENTITIES && path.length === 0) {
      value[key] = this.#entities(node, value[key], at);
      return;
    }
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
    if (field) value[key] = this.#value(field.type, node, value[key], at);
  }

  #entities(node: FieldNode, value: unknown, path: Path): unknown {
    if (!Array.isArray(value)) return this.#say(path, "is no list");
    const [argument] = node.arguments ?? [];
    const given = argument?.value.kind === Kind.VARIABLE ? this.variables[argument.value.name.value] : [];
    const names = (given as { __typename: string }[]).map(({ __typename }) => __typename);
    return value.map((entity, index) => {
      const type = this.schema.getType(names[index] ?? "");
      if (entity === null || entity === undefined) return this.#lack(type, node, [...path, index]);
      if (!isFields(entity)) return this.#say([...path, index], "is no object");
      if (type && !this.#isOf(type, entity)) return this.#say([...path, index], `is no ${type.name}`);
      if (node.selectionSet) this.object(type, node.selectionSet, entity, [...path, index]);
      return entity;
    });
  }

  /** An entity is not there: whoever puts the answer together makes null of whatever must not lack its fields, and does not say so. */
  #lack(type: GraphQLNamedType | undefined, { selectionSet }: FieldNode, path: Path): null {
    if (!isObjectType(type) && !isInterfaceType(type)) return null;
    const isSaid = this.errors.some(({ path: place = [] }) =>
      `${place.join()},`.startsWith(`${path.join()},`),
    );
    const name = isSaid ? undefined : this.#neededOf(type, selectionSet);
    if (name !== undefined)
      this.found.push({ message: absenceOf(`${type.name}.${name}`), path: [...path, name] });
    return null;
  }

  /** A field of a selection that must not be null. */
  #neededOf(
    type: GraphQLObjectType | GraphQLInterfaceType,
    set: SelectionSetNode | undefined,
  ): string | undefined {
    for (const node of set?.selections ?? []) {
      if (node.kind === Kind.FIELD) {
        if (isNonNullType(type.getFields()[node.name.value]?.type)) return node.name.value;
      } else if (node.kind === Kind.INLINE_FRAGMENT) {
        const found = this.#neededOf(type, node.selectionSet);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  #value(type: GraphQLOutputType, node: FieldNode, value: unknown, path: Path): unknown {
    if (isNonNullType(type)) return this.#value(type.ofType, node, value, path);
    if (value === null || value === undefined) return null;
    if (isListType(type)) {
      if (!Array.isArray(value)) return this.#say(path, "is no list");
      return value.map((item, index) => this.#value(type.ofType, node, item, [...path, index]));
    }
    const named = getNamedType(type);
    if (isLeafType(named)) return this.#leaf(named, value, path);
    if (!isFields(value)) return this.#say(path, "is no object");
    if (!this.#isOf(named, value)) return this.#say(path, `is no ${named.name}`);
    if (node.selectionSet) this.object(named, node.selectionSet, value, path);
    return value;
  }

  #leaf(
    type: GraphQLNamedType & { serialize(value: unknown): unknown },
    value: unknown,
    path: Path,
  ): unknown {
    try {
      return type.serialize(value) as unknown;
    } catch (error) {
      return this.#say(path, `is no ${type.name}: ${(error as Error).message}`);
    }
  }

  /** The type that an object is of, as far as that is known: whoever gives an interface fields as a whole knows no more. */
  #typeOf(type: GraphQLNamedType | undefined, { __typename: name }: Fields): GraphQLNamedType | undefined {
    const named = typeof name === "string" ? this.schema.getType(name) : undefined;
    return isObjectType(named) ? named : type;
  }

  /** Whether an object may be where a type is expected, by the type that it says it is of. */
  #isOf(type: GraphQLNamedType, { __typename: name }: Fields): boolean {
    if (typeof name !== "string" || name === type.name) return true;
    const named = this.schema.getType(name);
    return isAbstractType(type) && isObjectType(named) && this.schema.isSubType(type, named);
  }

  #applies(condition: string | undefined, own: GraphQLNamedType | undefined): boolean {
    if (condition === undefined || condition === own?.name) return true;
    const type = this.schema.getType(condition);
    return isAbstractType(type) && isObjectType(own) && this.schema.isSubType(type, own as GraphQLObjectType);
  }

  #say(path: Path, what: string): null {
    this.found.push({ message: `its answer's ${path.join(".")} ${what}`, path });
    return null;
  }
}

/** What is said of a field, as "Type.field", that must have a value and has none. */
export const absenceOf = (field: string): string => `Cannot return null for non-nullable field ${field}.`;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
