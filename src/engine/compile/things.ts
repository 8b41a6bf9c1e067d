import type { FieldNode, GraphQLInterfaceType, GraphQLObjectType } from "graphql";
import { Thing } from "../../../entities/base.js";
import { THINGS } from "../../../entities/index.js";
import type { Catalogue } from "../../../resolvers/model/catalogue.js";
import type { Model } from "../../../resolvers/model/model.js";
import { quoted } from "../../../resolvers/sql/statement.js";
import type { Asked, Nodes, Selection } from "./selection.js";

const KINDS = Object.entries(THINGS).map(([prefix, { entity }]) => ({
  kind: prefix.toUpperCase(),
  entity,
}));

/** Kinds of thing of which the same is asked. */
export interface Branch {
  kinds: string[];
  /** The names of their types. */
  types: string[];
  /** One of their types. */
  type: GraphQLObjectType;
  /** Where more is asked than all things have: the model of the one kind that has it. */
  own: Model | undefined;
}

/** Parts the kinds of thing by what a selection asks of each: a kind that no fragment names is read as any thing is. */
export function branchesOf(
  catalogue: Catalogue,
  selection: Selection,
  nodes: Nodes,
  includes: (type: GraphQLObjectType, fields: readonly Asked[]) => boolean = () => true,
): Branch[] {
  const thing = selection.schema.getType("Thing") as GraphQLInterfaceType | undefined;
  // A slice in which nothing leads to things of mixed kinds has no such type.
  const shared = thing?.getFields() ?? {};
  const branches = new Map<string, Branch>();
  const numbers = new Map<FieldNode, number>();
  for (const { kind, entity } of KINDS) {
    const type = selection.schema.getType(entity.name) as GraphQLObjectType | undefined;
    if (!type) continue;
    const fields = selection.fieldsOf(type, nodes);
    if (!includes(type, fields)) continue;
    const own = fields.some(({ name }) => name !== "__typename" && !(name in shared));
    const signature = fields.map(({ key, nodes: asked }) => {
      for (const node of asked) if (!numbers.has(node)) numbers.set(node, numbers.size);
      return `${key}:${asked.map((node) => numbers.get(node))}`;
    });
    const name = own ? entity.name : signature.join();
    const known = branches.get(name);
    if (known) {
      known.kinds.push(kind);
      known.types.push(type.name);
    } else {
      const model = own ? catalogue.modelOf(entity) : undefined;
      branches.set(name, { kinds: [kind], types: [type.name], type, own: model });
    }
  }
  return Array.from(branches.values());
}

export const kindSql = (alias: string, kinds: string[]): string =>
  `${alias}.kind IN (${kinds.map(quoted).join(", ")})`;

/** The name of a row's type; a row of the table of all things has its kind's. */
export function typenameSql(type: GraphQLObjectType, { entity }: Model, alias: string): string {
  if (entity !== Thing) return `${quoted(type.name)}::text`;
  const names = KINDS.map(({ kind, entity: own }) => `WHEN ${quoted(kind)} THEN ${quoted(own.name)}`);
  return `CASE ${alias}.kind ${names.join(" ")} END`;
}
