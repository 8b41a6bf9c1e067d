import {
  GraphQLBoolean,
  type GraphQLInputType,
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from "graphql";
import { type Given, Slot } from "../../../resolvers/sql/statement.js";
import { roleOf } from "../../../schema/derived.js";

/** The variables of one request, coerced to their types. */
export type Variables = Record<string, unknown>;

/** The declared type of each variable of an operation. */
export type VariableTypes = ReadonlyMap<string, GraphQLInputType>;

/** Whether a type's values decide what the SQL looks like, and not only what it compares with. */
const isStructural = (type: GraphQLInputType): boolean => {
  const named = getNamedType(type);
  return named === GraphQLBoolean || roleOf(named) === "structure";
};

/** What the SQL depends on in a request's variables: what is given and what is null, but no value that it can bind. */
export function shapeOf(types: VariableTypes, variables: Variables): string {
  let shape = "";
  for (const [name, type] of types)
    if (Object.hasOwn(variables, name)) shape += `${name}${shapeOfValue(type, variables[name])};`;
  return shape;
}

function shapeOfValue(type: GraphQLInputType, value: unknown): string {
  if (value === null) return "0";
  if (isNonNullType(type)) return shapeOfValue(type.ofType, value);
  if (isStructural(type)) return JSON.stringify(value);
  const named = getNamedType(type);
  if (isListType(type) && isInputObjectType(named))
    return `[${(value as unknown[]).map((item) => shapeOfValue(type.ofType, item))}]`;
  if (isInputObjectType(type)) {
    const fields = type.getFields();
    const parts = Object.entries(value as Variables).map(
      ([key, inner]) => `${key}${shapeOfValue((fields[key] as { type: GraphQLInputType }).type, inner)}`,
    );
    return `{${parts}}`;
  }
  return "?";
}

/** The variables with a slot in the place of every value that is bound when the statement runs. */
export function slotted(types: VariableTypes, variables: Variables): Variables {
  // Without names that objects inherit, which a variable may have too.
  const slots: Variables = Object.create(null);
  for (const [name, type] of types)
    if (Object.hasOwn(variables, name))
      slots[name] = slottedValue(type, variables[name], ({ variables: given }) => given[name]);
  return slots;
}

function slottedValue(type: GraphQLInputType, value: unknown, read: (given: Given) => unknown): unknown {
  if (value === null) return null;
  if (isNonNullType(type)) return slottedValue(type.ofType, value, read);
  if (isStructural(type)) return value;
  const named = getNamedType(type);
  if (isListType(type) && isInputObjectType(named))
    return (value as unknown[]).map((item, index) =>
      slottedValue(type.ofType, item, (given) => (read(given) as unknown[])[index]),
    );
  if (isInputObjectType(type)) {
    const fields = type.getFields();
    const entries = Object.entries(value as Variables).map(([key, inner]) => {
      const field = fields[key] as { type: GraphQLInputType };
      return [key, slottedValue(field.type, inner, (given) => (read(given) as Variables)[key])];
    });
    return Object.fromEntries(entries);
  }
  return new Slot(read);
}
