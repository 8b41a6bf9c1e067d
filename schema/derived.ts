import { Extensions, Field, InputType, ObjectType } from "type-graphql";

/** A GraphQL type that is derived from others: a class made for it, which TypeGraphQL knows. */
export type Derived = { prototype: object };

/**
 * What a type is for, where the engine has to know: a list's connection, the keys of a group, conditions on rows or on
 * related rows, or an input whose values decide what the SQL looks like rather than what it compares with. A type carries
 * it in its extensions.
 */
export type Role = "connection" | "keys" | "where" | "relation" | "structure";

/** The role of a type of the schema, if it has one. */
export const roleOf = ({ extensions }: { readonly extensions: object }): Role | undefined =>
  (extensions as { role?: Role }).role;

/** Makes an input type; its fields are added by `addInput`. */
export function inputType(name: string, description: string, role?: Role): Derived {
  const type = class {};
  InputType(name, { description })(type);
  if (role) Extensions({ role })(type);
  return type;
}

/** Makes an output type, whose fields read properties or call methods of the value as they are. */
export function objectType(name: string, description: string, role?: Role): Derived {
  const type = class {};
  ObjectType(name, { description, simpleResolvers: true })(type);
  if (role) Extensions({ role })(type);
  return type;
}

/** Adds a field that may be left out, unless it is said to be there. */
export function addInput(
  to: Derived,
  name: string,
  type: () => unknown,
  description: string,
  more: { nullable?: boolean } = {},
): void {
  Field(type as never, { nullable: true, description, ...more })(to.prototype, name);
}

export function addOutput(
  to: Derived,
  name: string,
  type: () => unknown,
  description: string,
  more: { nullable?: true } = {},
): void {
  Field(type as never, { description, ...more })(to.prototype, name);
}
