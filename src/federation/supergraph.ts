import {
  type ConstDirectiveNode,
  type DocumentNode,
  type EnumValueDefinitionNode,
  Kind,
  parse,
  print,
  type StringValueNode,
} from "graphql";
import { StartError } from "../errors.js";

/** The composed graph of several subgraphs, as composition writes it. */
export class Supergraph {
  /** The subgraphs' names, with the address that the file gives of each; empty where it gives none. */
  readonly subgraphs = new Map<string, string>();
  readonly #document: DocumentNode;

  /** Throws a StartError for a text that is none. */
  constructor(text: string) {
    try {
      this.#document = parse(text, { noLocation: true });
    } catch (error) {
      throw new StartError(`It is no supergraph: ${(error as Error).message}`);
    }
    for (const definition of this.#document.definitions)
      if (definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === "join__Graph")
        for (const value of definition.values ?? []) {
          const { name, url } = graphOf(value);
          if (name) this.subgraphs.set(name.value, url?.value ?? "");
        }
    if (this.subgraphs.size === 0)
      throw new StartError(
        "It is no supergraph: it names no subgraphs (@join__graph); `cuulong` composes one.",
      );
  }

  /** The same with the addresses at which its subgraphs are. */
  located(addresses: ReadonlyMap<string, string>): string {
    const definitions = this.#document.definitions.map((definition) =>
      definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === "join__Graph"
        ? { ...definition, values: definition.values?.map((value) => locate(value, addresses)) ?? [] }
        : definition,
    );
    return print({ kind: Kind.DOCUMENT, definitions });
  }
}

function graphOf({ directives = [] }: EnumValueDefinitionNode): {
  name?: StringValueNode;
  url?: StringValueNode;
} {
  const given = directives.find(({ name }) => name.value === "join__graph")?.arguments ?? [];
  const values = given.flatMap(({ name, value }) =>
    value.kind === Kind.STRING ? [[name.value, value]] : [],
  );
  return Object.fromEntries(values);
}

function locate(
  value: EnumValueDefinitionNode,
  addresses: ReadonlyMap<string, string>,
): EnumValueDefinitionNode {
  const { name } = graphOf(value);
  const address = name && addresses.get(name.value);
  if (!name || address === undefined) return value;
  const named = (directive: ConstDirectiveNode): ConstDirectiveNode =>
    directive.name.value === "join__graph"
      ? { ...directive, arguments: [argument("name", name.value), argument("url", address)] }
      : directive;
  return { ...value, directives: value.directives?.map(named) ?? [] };
}

const argument = (name: string, value: string) =>
  ({
    kind: Kind.ARGUMENT,
    name: { kind: Kind.NAME, value: name },
    value: { kind: Kind.STRING, value },
  }) as const;
