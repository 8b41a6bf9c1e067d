import { unifiedGraphHandler } from "@graphql-hive/router-runtime";
import { buildSchema, type DocumentNode, type GraphQLError, type OperationTypeNode, print } from "graphql";
import type { Patience } from "../../planning/patience.js";
import type { Operation, Part } from "./operation.js";

/** An operation that the library is to plan and carry out. */
export interface Run {
  document: DocumentNode;
  variables: Record<string, unknown>;
  kind: OperationTypeNode;
  name?: string;
  /** Answers its parts. */
  parts: Operation;
  patience: Patience;
}

/** What the library makes of an operation. */
export interface Result {
  data?: Record<string, unknown> | null;
  errors?: readonly GraphQLError[];
}

/** Has the library carry out an operation; of a subscription there are many results. */
export type Execution = (run: Run) => Promise<Result | AsyncIterable<Result>>;

/** The library's execution over a composed graph. */
export async function executionOf(supergraph: string): Promise<Execution> {
  const { executor } = await unifiedGraphHandler({
    unifiedGraph: buildSchema(supergraph, { assumeValid: true, assumeValidSDL: true }),
    getUnifiedGraphSDL: () => supergraph,
    onSubgraphExecute: (graph, { document, variables, operationName, operationType, context }) => {
      const { parts, patience } = (context as { [RUN]: Run })[RUN];
      patience.planned();
      return parts.ask(graph, {
        document,
        text: textOf(document),
        variables: variables as Part["variables"],
        operationName,
        kind: operationType as OperationTypeNode,
      }) as never;
    },
  });
  if (!executor) throw new Error("The library gives nothing to execute with.");
  return async (run) =>
    executor({
      document: run.document,
      variables: run.variables,
      operationType: run.kind,
      ...(run.name !== undefined && { operationName: run.name }),
      context: { [RUN]: run },
      signal: run.patience.signal,
    }) as Promise<Result | AsyncIterable<Result>>;
}

/** Where a run stands among what the library passes on of it. */
const RUN = Symbol("run");

/** The texts of documents that plans are made of. */
const texts = new WeakMap<DocumentNode, string>();

function textOf(document: DocumentNode): string {
  const text = texts.get(document) ?? print(document);
  texts.set(document, text);
  return text;
}
