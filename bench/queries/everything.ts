import { Kind, type OperationDefinitionNode, parse, print } from "graphql";
import type { Query, Words } from "./query.ts";

/** One request that asks for all that some questions ask for; no two of them use one field or variable. */
export function combine(name: string, parts: Query[]): Query {
  const text = (of: Words) => parts.map((part) => part.text[of]);
  const reshape = (of: Words) => (data: Record<string, unknown>) =>
    parts.reduce((shaped, part) => part.reshape[of](shaped), data);
  return {
    name,
    asks: `${parts.map((part) => part.name).join(" + ")} in one request`,
    text: {
      cuulong: merged(text("cuulong")),
      postgraphile: merged(text("postgraphile")),
      floor: `SELECT ${text("floor")
        .map((sql) => sql.replace(/^SELECT /, ""))
        .join(", ")}`,
    },
    variables: (number, words) => Object.assign({}, ...parts.map((part) => part.variables(number, words))),
    reshape: {
      cuulong: reshape("cuulong"),
      postgraphile: reshape("postgraphile"),
      floor: reshape("floor"),
    },
  };
}

function merged(documents: string[]): string {
  const operations = documents.map((text) => parse(text).definitions[0] as OperationDefinitionNode);
  const [first] = operations as [OperationDefinitionNode];
  const operation: OperationDefinitionNode = {
    ...first,
    name: { kind: Kind.NAME, value: "Everything" },
    variableDefinitions: operations.flatMap(({ variableDefinitions }) => variableDefinitions ?? []),
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: operations.flatMap(({ selectionSet }) => selectionSet.selections),
    },
  };
  return print({ kind: Kind.DOCUMENT, definitions: [operation] });
}
