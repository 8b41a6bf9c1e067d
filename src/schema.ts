import type { GraphQLSchema } from "graphql";
import { lexicographicSortSchema, printSchema } from "graphql";
import { buildSchema } from "type-graphql";
import { DOMAINS } from "../resolvers/index.js";

/** The executable schema of every domain. */
export async function createSchema(): Promise<GraphQLSchema> {
  const resolvers = Object.values(DOMAINS).flat();
  return buildSchema({ resolvers: resolvers as never, validate: false });
}

/** The schema as text, in an order that only changes when the schema does. */
export const printed = (schema: GraphQLSchema): string => `${printSchema(lexicographicSortSchema(schema))}\n`;
