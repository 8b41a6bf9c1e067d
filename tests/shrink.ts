import {
  type ASTNode,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  parse,
  print,
  validate,
  visit,
} from "graphql";
import type { Operation } from "./operations.js";

const LISTS = ["selections", "arguments", "directives", "fields", "values"] as const;

/** The document without the nth thing that could be left out of it; undefined where there is none such. */
function without(document: DocumentNode, nth: number): DocumentNode | undefined {
  let at = 0;
  let left = false;
  const leave = (node: ASTNode) => {
    const copy: Record<string, unknown> = { ...node };
    for (const list of LISTS) {
      const items = copy[list] as ASTNode[] | undefined;
      if (left || !Array.isArray(items)) continue;
      if (nth < at + items.length) {
        copy[list] = items.filter((_, index) => index !== nth - at);
        left = true;
        return copy;
      }
      at += items.length;
    }
    return undefined;
  };
  const made = visit(document, { enter: (node) => (left ? undefined : leave(node)) });
  return left ? tidied(made) : undefined;
}

/** Fragments and variables that nothing uses are left out too. */
function tidied(document: DocumentNode): DocumentNode {
  const spreads = new Set<string>();
  const used = new Set<string>();
  visit(document, {
    FragmentSpread: ({ name }) => void spreads.add(name.value),
    VariableDefinition: () => false,
    Variable: ({ name }) => void used.add(name.value),
  });
  return visit(document, {
    FragmentDefinition: (node) => (spreads.has(node.name.value) ? undefined : null),
    VariableDefinition: (node) => (used.has(node.variable.name.value) ? undefined : null),
  });
}

/** The smallest operation to be found, by leaving things out, that still fails. */
export async function shrink(
  schema: GraphQLSchema,
  { query, variables }: Operation,
  fails: (operation: Operation) => Promise<boolean>,
): Promise<Operation> {
  let smallest = parse(query);
  for (let nth = 0; ; ) {
    const smaller = without(smallest, nth);
    if (!smaller) return { query: print(smallest), variables: variablesOf(smallest, variables) };
    const sound = smaller.definitions.length > 0 && validate(schema, smaller).length === 0;
    const text = print(smaller);
    if (sound && (await fails({ query: text, variables: variablesOf(smaller, variables) })))
      smallest = smaller;
    else nth += 1;
  }
}

function variablesOf({ definitions }: DocumentNode, variables: Operation["variables"]) {
  const declared = definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? (definition.variableDefinitions ?? []).map(({ variable }) => variable.name.value)
      : [],
  );
  return Object.fromEntries(Object.entries(variables).filter(([name]) => declared.includes(name)));
}
