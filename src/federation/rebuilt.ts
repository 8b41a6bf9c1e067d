import {
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLSchema,
  isListType,
  isNonNullType,
} from "graphql";
import type { Parts, Sliced } from "./parts.js";

/** The schema of some parts of another: its types are those of the other with fewer fields, and are answered by the same resolvers. */
export function rebuilt(schema: GraphQLSchema, parts: Parts): GraphQLSchema {
  const made = new Map<string, Sliced>();
  const inSlice = (type: GraphQLOutputType): GraphQLOutputType => {
    if (isNonNullType(type)) return new GraphQLNonNull(inSlice(type.ofType) as never);
    if (isListType(type)) return new GraphQLList(inSlice(type.ofType));
    return made.get(type.name) ?? type;
  };
  const partOf = (type: Sliced, kept: ReadonlySet<string>) => {
    const { fields, ...config } = type.toConfig();
    return {
      ...config,
      interfaces: () => parts.interfacesOf(type).map(({ name }) => made.get(name) as GraphQLInterfaceType),
      fields: () =>
        Object.fromEntries(
          Object.entries(fields).flatMap(([name, field]) =>
            kept.has(name) ? [[name, { ...field, type: inSlice(field.type) }]] : [],
          ),
        ),
    };
  };
  for (const [type, kept] of parts.fields) {
    if (kept.size === 0) continue;
    const part = partOf(type, kept);
    made.set(
      type.name,
      type instanceof GraphQLObjectType
        ? new GraphQLObjectType(part as never)
        : new GraphQLInterfaceType(part as never),
    );
  }
  const root = (type: GraphQLObjectType | null | undefined) =>
    type && (made.get(type.name) as GraphQLObjectType | undefined);
  return new GraphQLSchema({
    description: schema.description,
    query: root(schema.getQueryType()),
    mutation: root(schema.getMutationType()),
    subscription: root(schema.getSubscriptionType()),
    types: Array.from(made.values()),
    directives: schema.getDirectives(),
    extensions: schema.extensions,
  });
}
