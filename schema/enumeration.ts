import { registerEnumType } from "type-graphql";

/** Declares a GraphQL enum once: its values, each with its Vietnamese term and its meaning. */
export function enumeration<Value extends string>(
  name: string,
  description: string,
  values: Record<Value, string>,
): { readonly [V in Value]: V } {
  const members = Object.fromEntries(Object.keys(values).map((value) => [value, value]));
  const valuesConfig = Object.fromEntries(
    Object.entries<string>(values).map(([value, words]) => [value, { description: words }]),
  );
  registerEnumType(members, { name, description, valuesConfig });
  return members as { readonly [V in Value]: V };
}
