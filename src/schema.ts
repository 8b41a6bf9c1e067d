import "reflect-metadata";
import { type GraphQLSchema, lexicographicSortSchema, printSchema, specifiedDirectives } from "graphql";
import { buildSchemaSync, getMetadataStorage, type PubSub } from "type-graphql";
import { declarationsOf } from "../resolvers/collection.js";
import { resolversOf } from "../resolvers/fields.js";
import { DOMAIN_TERMS, DOMAINS } from "../resolvers/index.js";
import { Catalogue } from "../resolvers/model/catalogue.js";
import { markStructure } from "../schema/enumeration.js";
import { LIVE } from "../schema/live.js";

/** An API: its executable schema, and the models that it is made of. */
export interface Api {
  schema: GraphQLSchema;
  catalogue: Catalogue;
}

/** The API of some domains; of every domain unless said otherwise. */
export function createApi(domains: Record<string, readonly object[]> = DOMAINS): Api {
  const catalogue = new Catalogue(declarationsOf(domains));
  const schema = inOwnStorage(() => {
    const resolvers = [...Object.values(domains).flat(), ...resolversOf(catalogue)];
    const built = buildSchemaSync({
      resolvers: resolvers as never,
      validate: false,
      pubSub: NO_PUBSUB,
      // A whole introspection, which takes a third of the time; whoever serves a schema validates it, and a test does.
      skipCheck: true,
      directives: [...specifiedDirectives, LIVE],
    });
    markStructure(built);
    return built;
  });
  describeRoot(schema, catalogue);
  return { schema, catalogue };
}

/** TypeGraphQL wants one, though subscriptions follow the log of changes. */
const NO_PUBSUB: PubSub = {
  publish() {},
  subscribe() {
    throw new Error("Nothing is published.");
  },
};

/** Says what there is to ask, by domain: the root has more fields than one reads through. */
function describeRoot(schema: GraphQLSchema, { roots }: Catalogue): void {
  const query = schema.getQueryType();
  if (!query) return;
  const names = new Map<string, string[]>();
  for (const [name, { model, shape }] of roots)
    if (shape === "many") names.set(model.domain, [...(names.get(model.domain) ?? []), name]);
  const lines = Array.from(names, ([domain, lists]) => {
    const term = DOMAIN_TERMS[domain as keyof typeof DOMAIN_TERMS] ?? domain;
    return `- **${term}**: ${lists.map((name) => `\`${name}\``).join(", ")}`;
  });
  const subscription = schema.getSubscriptionType();
  if (subscription)
    subscription.description =
      "Theo dõi: each field follows what happens to the rows of one list that meet a condition; over WebSocket (graphql-transport-ws) or server-sent events.";
  query.description = [
    "Truy vấn: whatever is asked here is answered in one request; each field may be null, with an error beside the others.",
    "Mỗi danh sách có một đối tượng theo mã: each list has its look-up by id, as `documents` has `document(id:)`.",
    lines.join("\n"),
  ].join("\n\n");
}

/** What TypeGraphQL's store of declarations is, as far as it is used here. */
type Storage = Record<"objectTypes" | "interfaceTypes" | "inputTypes" | "fields", object[]> & {
  clone(): Storage;
};

/**
 * TypeGraphQL keeps whatever decorators declare in one global store, and building a schema writes into it. The types that
 * are derived for a schema are declared in a copy that no other schema sees.
 */
function inOwnStorage<Result>(work: () => Result): Result {
  const place = globalThis as unknown as { TypeGraphQLMetadataStorage: Storage };
  const shared = getMetadataStorage() as unknown as Storage;
  const own = shared.clone();
  for (const kind of ["objectTypes", "interfaceTypes", "inputTypes", "fields"] as const)
    own[kind] = shared[kind].map((declared) => ({ ...declared }));
  place.TypeGraphQLMetadataStorage = own;
  try {
    return work();
  } finally {
    place.TypeGraphQLMetadataStorage = shared;
  }
}

/** The schema as text, in an order that only changes when the schema does. */
export const printed = (schema: GraphQLSchema): string => `${printSchema(lexicographicSortSchema(schema))}\n`;
