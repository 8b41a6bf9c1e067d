import {
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
} from "graphql";
import type { Catalogue } from "../../resolvers/model/catalogue.js";
import { absent, entityModels, readRepresentation } from "../../resolvers/model/representation.js";
import type { Context } from "../../resolvers/reading/context.js";
import { ReportError } from "../../schema/errors.js";
import { ENTITIES, REPRESENTATION, SERVICE } from "../../schema/federation.js";

/** A schema with the fields of the root by which gateways ask a subgraph, for some entities. */
export function withEntities(
  plain: GraphQLSchema,
  catalogue: Catalogue,
  names: readonly string[],
  sdl: () => string,
): GraphQLSchema {
  const config = plain.toConfig();
  const { fields, ...root } = (config.query as GraphQLObjectType).toConfig();
  const query = new GraphQLObjectType({
    ...root,
    fields: { ...fields, [ENTITIES]: entitiesField(plain, catalogue, names), [SERVICE]: serviceField(sdl) },
  });
  return new GraphQLSchema({ ...config, query, types: config.types.filter((type) => type !== config.query) });
}

function entitiesField(schema: GraphQLSchema, catalogue: Catalogue, names: readonly string[]) {
  const models = entityModels(catalogue, names);
  const entity = new GraphQLUnionType({
    name: "_Entity",
    description: "Thực thể: whatever other services may refer to by its key.",
    types: names.map((name) => schema.getType(name) as GraphQLObjectType),
    resolveType: (row: object) => row.constructor.name,
  });
  const one = async (value: unknown, { loaders }: Context): Promise<object> => {
    const read = readRepresentation(value, models, catalogue);
    if (read instanceof ReportError) throw read;
    const row = await loaders.row(read.model, read.id);
    if (!row) throw absent(read);
    return row;
  };
  return {
    type: new GraphQLNonNull(new GraphQLList(entity)),
    description:
      "Các thực thể: for a gateway: those that are referred to, each in its place; null where there is none.",
    args: {
      representations: {
        type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(REPRESENTATION))),
        description: "Các đại diện: the type and the key of each.",
      },
    },
    resolve: (_root: unknown, { representations }: Record<string, unknown>, context: Context) =>
      (representations as unknown[]).map((value) => one(value, context)),
  };
}

function serviceField(sdl: () => string) {
  const service = new GraphQLObjectType({
    name: "_Service",
    description: "Dịch vụ: what a gateway has to know of this subgraph.",
    fields: {
      sdl: {
        type: new GraphQLNonNull(GraphQLString),
        description: "Lược đồ: the schema with its keys, as it is composed with others.",
        resolve: sdl,
      },
    },
  });
  return {
    type: new GraphQLNonNull(service),
    description: "Dịch vụ: for a gateway: this subgraph.",
    resolve: () => ({}),
  };
}
