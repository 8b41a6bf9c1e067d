import {
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
} from "graphql";
import { Thing } from "../../entities/base.js";
import { EVERY, type Owner, type Ownership } from "./ownership.js";

/** A type of which a slice may have some fields only. */
export type Sliced = GraphQLObjectType | GraphQLInterfaceType;

/** What of a schema a slice is made of: the fields that its domains answer, and whatever those lead to. */
export class Parts {
  /** The names of the fields that types have in the slice. Scalars, enums and inputs are what they are in the whole. */
  readonly fields = new Map<Sliced, ReadonlySet<string>>();
  /** The entities of which the slice answers more than it takes to mention them. */
  readonly resolvable = new Set<string>();
  readonly #seen = new Set<GraphQLNamedType>();
  readonly #roots: ReadonlySet<unknown>;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly ownership: Ownership,
    private readonly domains: ReadonlySet<Owner>,
  ) {
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    this.#roots = new Set(roots);
    for (const root of roots) if (root) this.#reach(root);
    const entities = ownership.entities.map(({ name }) => name);
    for (const name of [Thing.name, ...entities]) {
      const type = schema.getType(name) as Sliced;
      const isOwn = (field: string) => domains.has(ownership.of(name, field));
      if (!Object.keys(type.getFields()).some(isOwn)) continue;
      if (isObjectType(type)) this.resolvable.add(name);
      this.#reach(type);
    }
  }

  /** The interfaces that a type has in the slice: those of which it has every field. */
  interfacesOf(type: Sliced): GraphQLInterfaceType[] {
    const own = this.fields.get(type);
    return type.getInterfaces().filter((one) => {
      const fields = this.fields.get(one);
      return fields && Array.from(fields).every((field) => own?.has(field));
    });
  }

  /** Who answers a field; undefined of a type that is no entity, of which whoever gives an object gives all. */
  ownerOf(type: Sliced, field: string): Owner | undefined {
    if (this.#roots.has(type)) return this.ownership.ofRoot(field);
    const owned = isInterfaceType(type) || this.ownership.entity(type.name);
    return owned ? this.ownership.of(type.name, field) : undefined;
  }

  #reach(type: GraphQLNamedType): void {
    if (this.#seen.has(type)) return;
    this.#seen.add(type);
    if (isObjectType(type)) this.#keep(type);
    else if (isInterfaceType(type)) {
      for (const one of [type, ...type.getInterfaces()]) this.#keep(one);
      for (const object of this.schema.getPossibleTypes(type)) this.#reach(object);
    }
  }

  #keep(type: Sliced): void {
    const fields = Object.values(type.getFields()).filter(({ name }) => {
      const owner = this.ownerOf(type, name);
      return owner === undefined || owner === EVERY || this.domains.has(owner);
    });
    this.fields.set(type, new Set(fields.map(({ name }) => name)));
    for (const { type: given } of fields) this.#reach(getNamedType(given));
  }
}
