import { type GraphQLSchema, isEnumType } from "graphql";
import { getMetadataStorage, registerEnumType } from "type-graphql";
import type { Role } from "./derived.js";

/** Enums whose values decide what the SQL looks like. */
const STRUCTURE = new WeakSet<object>();

/**
 * Declares a GraphQL enum once: its values, each with its Vietnamese term and its meaning. Rows sort by the order in which
 * they stand.
 */
export function enumeration<Value extends string>(
  name: string,
  description: string,
  values: Record<Value, string>,
  role?: Role & "structure",
): { readonly [V in Value]: V } {
  const members = Object.fromEntries(Object.keys(values).map((value) => [value, value]));
  const valuesConfig = Object.fromEntries(
    Object.entries<string>(values).map(([value, words]) => [value, { description: words }]),
  );
  const order = role ? "" : ` Sorts in this order: ${Object.keys(values).join(", ")}.`;
  registerEnumType(members, { name, description: `${description}${order}`, valuesConfig });
  if (role) STRUCTURE.add(members);
  return members as { readonly [V in Value]: V };
}

/** Gives the enums of a schema their role, which TypeGraphQL has no way to declare. */
export function markStructure(schema: GraphQLSchema): void {
  for (const { name, enumObj } of getMetadataStorage().enums) {
    const type = schema.getType(name);
    if (isEnumType(type) && STRUCTURE.has(enumObj)) type.extensions = { role: "structure" satisfies Role };
  }
}
