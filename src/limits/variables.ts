import type { Count } from "./index.js";

/** Holds the values of a request's variables to the limits that literal values are held to. */
export function checkVariables(variables: unknown, count: Count): void {
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
  check(variables, 0);
}
