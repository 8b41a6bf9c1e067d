import { Ctx, Query, Resolver } from "type-graphql";
import { type RootValue, VALUES } from "./model/values.js";
import type { Context } from "./reading/context.js";

/** Makes the fields of the root that give one value. */
export function valuesResolver(): object {
  const root = class ValueResolver {};
  Resolver()(root);
  for (const [name, value] of VALUES) addValue(root.prototype as Record<string, unknown>, name, value);
  return root;
}

function addValue(prototype: Record<string, unknown>, name: string, { sql, description }: RootValue): void {
  prototype[name] = ({ loaders }: Context) => loaders.value(sql);
  const query = Query(() => String, { nullable: true, description });
  (query as PropertyDecorator)(prototype, name);
  Ctx()(prototype, name, 0);
}
