import { type ConstDirectiveNode, type DocumentNode, Kind, parse } from "graphql";
import { OWN } from "../settings.js";

/** Who answers a field, as the supergraph says. */
export interface Owners {
  /** Which partner does; undefined for what is ours, or nobody's alone. */
  partner(type: string, field: string): string | undefined;
  /** Whether we do, whoever else does too. */
  isOurs(type: string, field: string): boolean;
}

/** Reads who answers what off a supergraph. */
export function ownersOf(supergraph: string): Owners {
  const document = parse(supergraph, { noLocation: true });
  const names = graphsOf(document);
  const owners = new Map<string, readonly string[]>();
  const interfaces = new Map<string, readonly string[]>();
  for (const node of document.definitions) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    const whole = graphsIn(node.directives, "join__type");
    interfaces.set(node.name.value, node.interfaces?.map(({ name }) => name.value) ?? []);
    for (const { name, directives = [] } of node.fields ?? []) {
      const graphs = graphsIn(directives, "join__field");
      const ofInterface = graphs.length === 0 && directives.some((one) => one.name.value === "join__field");
      if (ofInterface) continue;
      owners.set(
        `${node.name.value}.${name.value}`,
        (graphs.length > 0 ? graphs : whole).map((graph) => names.get(graph) ?? graph),
      );
    }
  }
  // A field that no graph has for the type by itself is one that an interface was given as a whole.
  const graphsOfField = (type: string, field: string): readonly string[] =>
    owners.get(`${type}.${field}`) ??
    interfaces.get(type)?.flatMap((one) => owners.get(`${one}.${field}`) ?? []) ??
    [];
  return {
    partner: (type, field) => {
      const [only, ...others] = graphsOfField(type, field).filter((name) => name !== OWN);
      return others.length === 0 ? only : undefined;
    },
    isOurs: (type, field) => graphsOfField(type, field).includes(OWN),
  };
}

/** The names of the graphs, by what the supergraph calls them. */
function graphsOf({ definitions }: DocumentNode): Map<string, string> {
  const names = new Map<string, string>();
  for (const node of definitions)
    if (node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === "join__Graph")
      for (const { name, directives = [] } of node.values ?? [])
        for (const { arguments: args = [] } of directives)
          for (const arg of args)
            if (arg.name.value === "name" && arg.value.kind === Kind.STRING)
              names.set(name.value, arg.value.value);
  return names;
}

/** The graphs that directives of a name say, without those where it is only mentioned, or taken over. */
const graphsIn = (directives: readonly ConstDirectiveNode[] = [], name: string): string[] =>
  directives.flatMap((directive) => {
    if (directive.name.value !== name) return [];
    const values = new Map(directive.arguments?.map((arg) => [arg.name.value, arg.value]));
    const graph = values.get("graph");
    const isMentioned = ["external", "usedOverridden"].some((flag) => {
      const value = values.get(flag);
      return value?.kind === Kind.BOOLEAN && value.value;
    });
    return graph?.kind === Kind.ENUM && !isMentioned ? [graph.value] : [];
  });
