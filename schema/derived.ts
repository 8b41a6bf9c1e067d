import { Field, InputType, ObjectType } from "type-graphql";

/** A GraphQL type that is derived from others: a class made for it, which TypeGraphQL knows. */
export type Derived = { prototype: object };

export function inputType(name: string, description: string): Derived {
  const type = class {};
  InputType(name, { description })(type);
  return type;
}

/** Its fields read properties or call methods of the value as they are. */
export function objectType(name: string, description: string): Derived {
  const type = class {};
  ObjectType(name, { description, simpleResolvers: true })(type);
  return type;
}

/** Adds a field that may be left out. */
export function addInput(to: Derived, name: string, type: () => unknown, description: string): void {
  Field(type as never, { nullable: true, description })(to.prototype, name);
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
