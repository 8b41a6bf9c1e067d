import "reflect-metadata";
import { createRequire } from "node:module";
import { ApolloServer } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
} from "@apollo/server/plugin/disabled";
import fastifyApollo, { fastifyApolloDrainPlugin } from "@as-integrations/fastify";
import Fastify from "fastify";
import { Tables } from "./plain-tables.ts";
import { schemaOf } from "./plain-schema.ts";
import { MAIN } from "../paths.ts";

/**
 * A subgraph as one would write it: TypeGraphQL's resolvers over TypeORM, with a DataLoader a relation that takes the first rows of
 * all parents in one statement, and references of a type that are resolved together.
 */
const {
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLUnionType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLScalarType,
  printSchema,
} =
  // TypeGraphQL and Apollo Server use the product's copy, of which there must be one in a process.
  createRequire(MAIN)("graphql") as typeof import("graphql");

const [, , name = "", form] = process.argv;
const { schema: plain, entities } = await schemaOf(name);
if (form === "--sdl") {
  const types = new RegExp(`^type (${entities.join("|")}) \\{`, "gm");
  const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])';
  process.stdout.write(`${link}\n${printSchema(plain).replace(types, 'type $1 @key(fields: "id") {')}\n`);
  process.exit(0);
}

const tables = await Tables.connect(String(process.env.DATABASE_URL), Number(process.env.POOL_SIZE));

const any = new GraphQLScalarType({ name: "_Any" });
const entity = new GraphQLUnionType({
  name: "_Entity",
  types: entities.map((name) => plain.getType(name) as InstanceType<typeof GraphQLObjectType>),
  resolveType: ({ __typename }: { __typename: string }) => __typename,
});
const config = plain.toConfig();
const root = config.query?.toConfig();
if (!root) throw new Error("A subgraph answers queries.");
const query = new GraphQLObjectType({
  ...root,
  fields: {
    ...root.fields,
    _entities: {
      type: new GraphQLNonNull(new GraphQLList(entity)),
      args: { representations: { type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(any))) } },
      // What is asked of an object but its id is found by loaders, for all objects at once.
      resolve: (_root, { representations }) => representations,
    },
  },
});
const schema = new GraphQLSchema({
  ...config,
  query,
  types: config.types.filter((type) => type !== config.query),
});

const app = Fastify();
const apollo = new ApolloServer<{ tables: Tables }>({
  schema,
  plugins: [
    fastifyApolloDrainPlugin(app),
    ApolloServerPluginCacheControlDisabled(),
    ApolloServerPluginInlineTraceDisabled(),
  ],
});
await apollo.start();
await app.register(fastifyApollo(apollo), { context: async () => ({ tables: tables.fresh() }) });
await app.listen({ host: "127.0.0.1", port: Number(process.env.PORT) });
process.once("SIGTERM", () => process.exit(0));
