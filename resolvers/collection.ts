import type { Entity } from "./model/columns.js";
import type { CollectionOptions, Declaration } from "./model/declaration.js";
import type { RelationDeclaration } from "./model/model.js";

/** What a resolver class declares, kept with the class itself. */
const DECLARED = Symbol("declared");

type Declared = Omit<Declaration, "domain">;

const declare =
  (declared: Declared): ClassDecorator =>
  (resolver) => {
    Object.defineProperty(resolver, DECLARED, { value: declared });
  };

/**
 * Declares all that the API offers of an entity: the list and the look-up at the root, and a field for each of its
 * relations. Filter, order, connection and group types are derived from the entity's columns and relations.
 */
export const Collection = (
  entity: Entity,
  options: CollectionOptions & { term: string; example: string },
): ClassDecorator => declare({ entity, options });

/** The same for an entity that is only reached through others: relations, without a list and a look-up at the root. */
export const Fields = (
  entity: Entity,
  options: Omit<CollectionOptions, "term" | "example">,
): ClassDecorator => declare({ entity, options });

/** Declares relations of an interface, and so of every type that implements it. */
export const Relations = (entity: Entity, relations: Record<string, RelationDeclaration>): ClassDecorator =>
  declare({ entity, options: { relations }, isInterface: true });

/** What the resolver classes of some domains declare. */
export function declarationsOf(domains: Record<string, readonly object[]>): Declaration[] {
  return Object.entries(domains).flatMap(([domain, resolvers]) =>
    resolvers.flatMap((resolver) => {
      const declared = (resolver as { [DECLARED]?: Declared })[DECLARED];
      return declared ? { ...declared, domain } : [];
    }),
  );
}
