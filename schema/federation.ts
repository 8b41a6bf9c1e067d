import { GraphQLScalarType } from "graphql";

/** The fields that the root of a subgraph has beside those of the API. */
export const ENTITIES = "_entities";
export const SERVICE = "_service";

/** What refers to an entity; read where it is used, so that what is wrong with one is said at its place. */
export const REPRESENTATION = new GraphQLScalarType({
  name: "_Any",
  description: "Đại diện: refers to an entity by the name of its type, in __typename, and by its key.",
});
