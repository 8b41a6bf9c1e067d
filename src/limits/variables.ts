import type { Count } from "./index.js";

/**
 * Holds the values of a request's variables to the limits that literal values are held to. Variables that are named so hold
 * representations of entities, for which there is another limit.
 */
export function checkVariables(
  variables: unknown,
  count: Count,
  representations?: ReadonlySet<string>,
): void {
  let conditions = 0;
  const check = (value: unknown, depth: number): void => {
    if (typeof value !== "object" || value === null) return;
    count("depth", depth);
    if (Array.isArray(value)) {
      count("listSize", value.length);
      for (const item of value) check(item, depth + 1);
      return;
    }
    const fields = Object.values(value);
    conditions += fields.length;
    count("conditions", conditions);
    for (const field of fields) check(field, depth + 1);
  };
  const named = representations?.size && isObject(variables) ? representations : undefined;
  if (!named) check(variables, 0);
  for (const [name, value] of named ? Object.entries(variables as object) : []) {
    if (!named?.has(name)) {
      check({ [name]: value }, 0);
      continue;
    }
    const all = Array.isArray(value) ? value : [value];
    count("representations", all.length);
    // Their keys are no conditions.
    for (const one of all) if (isObject(one)) for (const key of Object.values(one)) check(key, 1);
  }
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
