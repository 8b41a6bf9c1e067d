import {
  type GraphQLCompositeType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
} from "graphql";

/** A type of objects; of an interface that no type is known to implement, since objects of it are only mentioned, itself. */
type Kind = GraphQLObjectType | GraphQLInterfaceType;
/** Types of objects; equal sets are one set. */
export type Kinds = ReadonlySet<Kind>;

/** Which objects may be met where, by a schema. */
export class ObjectKinds {
  readonly #possible = new Map<GraphQLCompositeType, Kinds>();
  readonly #known = new Map<string, Kinds>();
  readonly none = this.#one([]);

  constructor(private readonly schema: GraphQLSchema) {}

  /** The types that an object of a type may have. */
  of(type: GraphQLCompositeType): Kinds {
    const known = this.#possible.get(type);
    if (known) return known;
    const possible: readonly Kind[] = isObjectType(type) ? [type] : this.schema.getPossibleTypes(type);
    const kinds = this.#one(possible.length === 0 && isInterfaceType(type) ? [type] : possible);
    this.#possible.set(type, kinds);
    return kinds;
  }

  both(some: Kinds, others: Kinds): Kinds {
    if (some === others) return some;
    return this.#one(Array.from(some).filter((type) => others.has(type)));
  }

  either(some: Kinds, others: Kinds): Kinds {
    return this.#one([...some, ...others]);
  }

  /** The type of what a field leads to. */
  typeOf(type: GraphQLCompositeType, field: string): GraphQLCompositeType {
    const fields = isUnionType(type) ? {} : type.getFields();
    const { type: found } = fields[field] ?? META[field] ?? {};
    const named = found && getNamedType(found);
    if (!isCompositeType(named)) throw new Error(`${type.name}.${field} leads to no objects.`);
    return compositeOf(this.schema, named.name);
  }

  #one(types: readonly Kind[]): Kinds {
    const key = Array.from(new Set(types), ({ name }) => name)
      .sort()
      .join();
    const known = this.#known.get(key) ?? new Set(types);
    this.#known.set(key, known);
    return known;
  }
}

const META: Record<string, typeof SchemaMetaFieldDef> = {
  __schema: SchemaMetaFieldDef,
  __type: TypeMetaFieldDef,
};

export function compositeOf(schema: GraphQLSchema, name: string): GraphQLCompositeType {
  const type = schema.getType(name);
  if (!isCompositeType(type)) throw new Error(`${name} is no type of objects.`);
  return type;
}
