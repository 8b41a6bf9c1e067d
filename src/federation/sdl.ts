import {
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  Kind,
  lexicographicSortSchema,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  printSchema,
  visit,
} from "graphql";

/** What composition has to know of a slice's objects. */
export interface Marks {
  /** Whether an object is found by its key, and found here. */
  keyOf(type: string): "resolvable" | "mentioned" | undefined;
  /** Whether a field of a root or of an entity may be answered elsewhere as well. */
  isShared(type: string, field: string): boolean;
}

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])`;

const directives = (text: string): readonly ConstDirectiveNode[] =>
  (parse(`type T ${text}`, { noLocation: true }).definitions[0] as ObjectTypeDefinitionNode).directives ?? [];

const KEYS = {
  resolvable: directives('@key(fields: "id")'),
  mentioned: directives('@key(fields: "id", resolvable: false)'),
};
const SHAREABLE = directives("@shareable");

/** A slice's schema as text, in an order that only changes when the schema does. */
export function subgraphSdl(schema: GraphQLSchema, { keyOf, isShared }: Marks): string {
  const { definitions } = parse(printSchema(lexicographicSortSchema(schema)), { noLocation: true });
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const marked = (node: ObjectTypeDefinitionNode): ObjectTypeDefinitionNode => {
    const type = node.name.value;
    const key = keyOf(type);
    const isRoot = roots.includes(schema.getType(type) as GraphQLObjectType);
    // Whoever gives an object without a key gives all of it.
    if (!key && !isRoot) return { ...node, directives: SHAREABLE };
    const fields = node.fields?.map((field) =>
      isShared(type, field.name.value)
        ? { ...field, directives: [...(field.directives ?? []), ...SHAREABLE] }
        : field,
    );
    return { ...node, directives: key ? KEYS[key] : [], fields: fields ?? [] };
  };
  const all = definitions.map((node) => (node.kind === Kind.OBJECT_TYPE_DEFINITION ? marked(node) : node));
  return `${LINK}\n\n${brief({ kind: Kind.DOCUMENT, definitions: all })}`;
}

/** A schema as text, in which a description of one line takes one line, and not three. */
export const brief = (document: DocumentNode): string =>
  `${print(
    visit(document, {
      StringValue: (node) =>
        node.block && !node.value.includes("\n") ? { ...node, block: false } : undefined,
    }),
  )}\n`;
