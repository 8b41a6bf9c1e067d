import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
  type TypeNode,
} from "graphql";

/** The key of our types: whoever mentions an object of ours may say which it is. */
const KEY = "id";

/** Types whose fields are one's own in every graph. */
const ROOTS = ["Query", "Mutation", "Subscription"];

/**
 * The fields of ours that a partner's graph says it answers too, or instead of us (then it is true of them): those that it
 * defines of a type of ours, unless they are a part of a key or only mentioned (@external), and those that it says to
 * know at some places (@provides).
 */
export function claimsOf(sdl: string, own: GraphQLSchema): ReadonlyMap<string, boolean> {
  const claims = new Map<string, boolean>();
  const objects = objectsOf(parse(sdl));
  const isOurs = (name: string, field: string) => {
    const type = own.getType(name);
    return (isObjectType(type) || isInterfaceType(type)) && field !== KEY && field in type.getFields();
  };
  for (const { name, fields, keys, external } of objects)
    for (const field of external ? [] : fields) {
      const { value } = field.name;
      const claimed = isOurs(name, value) && !keys.has(value) && !has(field, "external");
      if (claimed) claims.set(`${name}.${value}`, has(field, "override"));
    }
  for (const [name, field] of providedIn(objects)) {
    const isKey = objects.some((one) => one.name === name && one.keys.has(field));
    if (isOurs(name, field) && !isKey && !claims.has(`${name}.${field}`))
      claims.set(`${name}.${field}`, false);
  }
  return claims;
}

/** The fields that are said to be known where another leads to them, by their types. */
function providedIn(objects: readonly Defined[]): [string, string][] {
  const typeOf = (name: string, field: string) => {
    const found = objects.flatMap((one) => (one.name === name ? one.fields : []));
    const type = found.find((one) => one.name.value === field)?.type;
    return type && namedIn(type);
  };
  const provided = ({ selections }: SelectionSetNode, type: string | undefined): [string, string][] =>
    selections.flatMap((node) => {
      if (type === undefined || node.kind === Kind.FRAGMENT_SPREAD) return [];
      if (node.kind === Kind.INLINE_FRAGMENT)
        return provided(node.selectionSet, node.typeCondition?.name.value ?? type);
      const { name, selectionSet } = node;
      const inside = selectionSet ? provided(selectionSet, typeOf(type, name.value)) : [];
      return [[type, name.value], ...inside];
    });
  return objects.flatMap(({ fields }) =>
    fields.flatMap(({ type, directives = [] }) =>
      directives.flatMap((directive) => {
        const set = fieldsOf(directive, "provides");
        return set ? provided(set, namedIn(type)) : [];
      }),
    ),
  );
}

const namedIn = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : namedIn(type.type);

/** Those of some claims that are not allowed, by the type or by the field. */
export const refusedOf = (claims: Iterable<string>, allowed: readonly string[]): string[] =>
  Array.from(claims).filter(
    (claim) => !allowed.includes(claim) && !allowed.includes(claim.split(".", 1)[0] as string),
  );

interface Defined {
  name: string;
  fields: readonly FieldDefinitionNode[];
  /** The fields of its keys. */
  keys: ReadonlySet<string>;
  /** Whether all of it is only mentioned. */
  external: boolean;
}

function objectsOf({ definitions }: DocumentNode): Defined[] {
  const nodes = definitions.filter(
    (node) =>
      node.kind === Kind.OBJECT_TYPE_DEFINITION ||
      node.kind === Kind.OBJECT_TYPE_EXTENSION ||
      node.kind === Kind.INTERFACE_TYPE_DEFINITION ||
      node.kind === Kind.INTERFACE_TYPE_EXTENSION,
  );
  const keys = new Map<string, Set<string>>();
  for (const { name, directives = [] } of nodes) {
    const known = keys.get(name.value) ?? new Set<string>();
    for (const directive of directives) for (const key of keyOf(directive)) known.add(key);
    keys.set(name.value, known);
  }
  const renamed = rootsOf(definitions);
  return nodes.map((node) => {
    const { value } = node.name;
    return {
      name: renamed.get(value) ?? value,
      fields: node.fields ?? [],
      keys: keys.get(value) ?? new Set(),
      external: has(node, "external"),
    };
  });
}

/** What the types of the roots are in the composed graph, whatever the partner calls them. */
function rootsOf(definitions: DocumentNode["definitions"]): Map<string, string> {
  const roots = new Map<string, string>();
  for (const node of definitions)
    if (node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION)
      for (const { operation, type } of node.operationTypes ?? []) {
        const root = ROOTS.find((name) => name.toLowerCase() === operation);
        if (root) roots.set(type.name.value, root);
      }
  return roots;
}

const NAME_OF = /^(federation__)?/;

const has = ({ directives = [] }: { directives?: readonly ConstDirectiveNode[] }, name: string): boolean =>
  directives.some((directive) => directive.name.value.replace(NAME_OF, "") === name);

/** The fields that a key begins with. */
const keyOf = (directive: ConstDirectiveNode): string[] =>
  (fieldsOf(directive, "key")?.selections ?? []).flatMap((selection) =>
    selection.kind === Kind.FIELD ? [selection.name.value] : [],
  );

/** The fields that a directive of a name says. */
function fieldsOf(
  { name, arguments: args = [] }: ConstDirectiveNode,
  of: string,
): SelectionSetNode | undefined {
  if (name.value.replace(NAME_OF, "") !== of) return undefined;
  const fields = args.find((arg) => arg.name.value === "fields")?.value;
  if (fields?.kind !== Kind.STRING) return undefined;
  const [operation] = parse(`{ ${fields.value} }`).definitions;
  return (operation as { selectionSet: SelectionSetNode }).selectionSet;
}
