import {
  type DocumentNode,
  type FieldNode,
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
  OperationTypeNode,
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

/**
 * Holds an answer of a partner against what it was asked, and makes null of whatever is not what the schema says. Nothing is
 * held against types that the schema does not show.
 */
export function wrongIn(
  schema: GraphQLSchema,
  { document, variables }: { document: DocumentNode; variables?: Fields | undefined },
  data: Fields,
): Wrong[] {
  const operation = document.definitions.find(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  );
  if (!operation) return [];
  const found: Wrong[] = [];
  const root = schema.getRootType(operation.operation) ?? undefined;
  new Answer(schema, variables ?? {}, found).object(root, operation.selectionSet, data, []);
  return found.slice(0, MOST);
}

/** What operations of a kind begin at, in subgraphs that have only entities. */
const ENTITIES = "_entities";

class Answer {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly variables: Fields,
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
      if (entity === null || entity === undefined) return null;
      if (!isFields(entity)) return this.#say([...path, index], "is no object");
      const type = this.schema.getType(names[index] ?? "");
      if (node.selectionSet) this.object(type, node.selectionSet, entity, [...path, index]);
      return entity;
    });
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

  /** The type that an object is of, as far as that is known. */
  #typeOf(type: GraphQLNamedType | undefined, { __typename: name }: Fields): GraphQLNamedType | undefined {
    const named = typeof name === "string" ? this.schema.getType(name) : undefined;
    if (isObjectType(named)) return named;
    return isObjectType(type) ? type : undefined;
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

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The fields that an operation asks of a partner, by the types that it asks them of; what fails with it. */
export function askedIn(schema: GraphQLSchema, { definitions }: DocumentNode): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (set: SelectionSetNode, type: string | undefined): void => {
    for (const node of set.selections)
      if (node.kind === Kind.INLINE_FRAGMENT) add(node.selectionSet, node.typeCondition?.name.value ?? type);
      else if (node.kind === Kind.FIELD && node.name.value === ENTITIES && node.selectionSet)
        add(node.selectionSet, undefined);
      else if (node.kind === Kind.FIELD && type !== undefined) found.add(`${type}.${node.name.value}`);
  };
  for (const node of definitions)
    if (node.kind === Kind.OPERATION_DEFINITION)
      add(node.selectionSet, schema.getRootType(node.operation ?? OperationTypeNode.QUERY)?.name);
  return found;
}
