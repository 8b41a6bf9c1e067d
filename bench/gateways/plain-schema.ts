import {
  Arg,
  buildSchema,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import type { Row, Tables } from "./plain-tables.ts";

/** What a list of rows leads to: their type, by which column they belong to the parent, and their order. */
interface Relation {
  of: string;
  by: string;
  order: readonly string[];
}

const BY_NAME = ["name ASC", "id ASC"];
const NAMED: Record<string, string[]> = {
  Agency: ["name"],
  InfrastructureSystem: ["name"],
  SecurityIncident: ["occurredOn", "severity", "status"],
  MediaOutlet: ["name"],
  MediaOutput: ["name", "kind", "language"],
};
const RELATIONS: Record<string, Relation> = {
  systems: { of: "InfrastructureSystem", by: "ownerId", order: BY_NAME },
  incidents: { of: "SecurityIncident", by: "systemId", order: ["occurredOn DESC NULLS LAST", "id ASC"] },
  outlets: { of: "MediaOutlet", by: "agencyId", order: BY_NAME },
  outputs: { of: "MediaOutput", by: "outletId", order: BY_NAME },
};

/** What each of three subgraphs has: types of its own, and lists that it adds to a type. */
const SUBGRAPHS: Record<string, { roots: string[]; lists: [type: string, relation: string][] }> = {
  administration: { roots: ["Agency"], lists: [] },
  technology: {
    roots: [],
    lists: [
      ["Agency", "systems"],
      ["InfrastructureSystem", "incidents"],
    ],
  },
  media: {
    roots: [],
    lists: [
      ["Agency", "outlets"],
      ["MediaOutlet", "outputs"],
    ],
  },
};

export const PLAIN = Object.keys(SUBGRAPHS);

// Node takes types away from a file, and knows no decorators; they are functions all the same.
const classes = new Map<string, new () => object>();
const connections = new Map<string, new () => object>();

function typeNamed(name: string, own: boolean): new () => object {
  const known = classes.get(name);
  if (known) return known;
  const made = { [name]: class {} }[name] as new () => object;
  classes.set(name, made);
  ObjectType(name)(made);
  Field(() => ID)(made.prototype, "id");
  if (own)
    for (const field of NAMED[name] ?? []) Field(() => String, { nullable: true })(made.prototype, field);
  return made;
}

function connectionOf(name: string): new () => object {
  const known = connections.get(name);
  if (known) return known;
  const made = { [name]: class {} }[name] as new () => object;
  connections.set(name, made);
  ObjectType(`${name}Connection`)(made);
  const of = typeNamed(name, true);
  Field(() => [of])(made.prototype, "nodes");
  return made;
}

/** The schema of a subgraph, and the names of its entities. */
export async function schemaOf(subgraph: string) {
  const { roots, lists } = SUBGRAPHS[subgraph] as (typeof SUBGRAPHS)[string];
  const owned = new Set([...roots, ...lists.flatMap(([, name]) => RELATIONS[name]?.of ?? [])]);
  const resolvers: (new () => object)[] = [];
  for (const name of owned) typeNamed(name, true);
  for (const [type, name] of lists) {
    const { of, by, order } = RELATIONS[name] as Relation;
    class Lists {
      async list(parent: Row, first: number, { tables }: { tables: Tables }) {
        return { nodes: await tables.of(of, by, String(parent.id), first, order) };
      }
    }
    // What is declared while a schema is built comes too late.
    const [parent, connection] = [typeNamed(type, owned.has(type)), connectionOf(of)];
    Resolver(() => parent)(Lists);
    resolves(
      Lists.prototype,
      "list",
      FieldResolver(() => connection, { name } as never),
    );
    Root()(Lists.prototype, "list", 0);
    Arg("first", () => Int)(Lists.prototype, "list", 1);
    Ctx()(Lists.prototype, "list", 2);
    Object.defineProperty(Lists.prototype, name, { value: Lists.prototype.list });
    resolvers.push(Lists);
  }
  class Roots {
    async agencies(first: number, { tables }: { tables: Tables }) {
      return { nodes: await tables.first("Agency", first) };
    }
    alive(): string {
      return subgraph;
    }
  }
  Resolver()(Roots);
  if (roots.includes("Agency")) {
    const connection = connectionOf("Agency");
    resolves(
      Roots.prototype,
      "agencies",
      Query(() => connection),
    );
    Arg("first", () => Int)(Roots.prototype, "agencies", 0);
    Ctx()(Roots.prototype, "agencies", 1);
  }
  resolves(
    Roots.prototype,
    "alive",
    Query(() => String, { name: `${subgraph}Alive` }),
  );
  resolvers.push(Roots);
  const orphanedTypes = Array.from(classes.values());
  const schema = await buildSchema({ resolvers: resolvers as never, orphanedTypes, validate: false });
  return { schema, entities: Array.from(classes.keys()) };
}

function resolves(prototype: object, name: string, decorator: MethodDecorator): void {
  decorator(prototype, name, Object.getOwnPropertyDescriptor(prototype, name) as PropertyDescriptor);
}
