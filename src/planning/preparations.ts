import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  GraphQLIncludeDirective,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  print,
} from "graphql";
import { LRUCache } from "lru-cache";
import { GuardedKeys } from "./keys.js";
import { conditionsOf, normalised } from "./normalise.js";
import { type Shapes, shapesOf } from "./shape.js";

/** A part of an operation, in a document of its own. */
export interface Part {
  document: DocumentNode;
  operation: OperationDefinitionNode;
}

/** An operation that is ready to be planned. */
export interface Prepared {
  /** The keys of the answer's root, in their order. */
  keys: readonly string[];
  /** What subgraphs answer, its keys guarded, and what the schema says of itself; absent where nothing is asked of them. */
  asked: Part | undefined;
  meta: Part | undefined;
  shapes: Shapes;
  /** Until when it is not tried to plan it. */
  hopelessUntil: number;
}

/** What is kept in all, in documents and in characters of them. */
const BOUNDS = { max: 5_000, maxSize: 16 * 1024 * 1024 };

/** Operations in the form that planners get right; a plan is kept as long as the document that it was made for. */
export class Preparations {
  readonly #kept = new LRUCache<string, Prepared>({
    ...BOUNDS,
    sizeCalculation: ({ asked, meta }) => 1 + sizeOf(asked) + sizeOf(meta),
  });
  readonly #conditions = new WeakMap<DocumentNode, readonly string[]>();
  readonly counts = { hits: 0, misses: 0 };

  readonly #guarded: GuardedKeys;

  /** `without` takes out of an operation what is not to be planned. */
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly without: (document: DocumentNode) => DocumentNode = (document) => document,
  ) {
    this.#guarded = new GuardedKeys(schema);
  }

  of(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Record<string, unknown>,
  ): Prepared {
    const key = this.#keyOf(document, operation, variables);
    const known = this.#kept.get(key);
    this.counts[known ? "hits" : "misses"] += 1;
    if (known) return known;
    const made = this.#prepare(document, operation, variables);
    this.#kept.set(key, made);
    return made;
  }

  /** Has it planned anew the next time. */
  renew(prepared: Prepared): void {
    const { asked } = prepared;
    if (asked) prepared.asked = { ...asked, document: { ...asked.document } };
  }

  #prepare(
    given: DocumentNode,
    named: OperationDefinitionNode,
    variables: Record<string, unknown>,
  ): Prepared {
    const { document } = normalised(this.schema, given, named, variables);
    const [operation] = document.definitions as [OperationDefinitionNode];
    const fields = fieldsOf(operation).filter(({ directives = [] }) => !directives.some(isNever));
    const isOwn = ({ name }: FieldNode) => name.value.startsWith("__");
    const part = (some: readonly FieldNode[]): Part | undefined =>
      some.length > 0 ? partOf(operation, some) : undefined;
    const asked = part(fields.filter((field) => !isOwn(field)));
    const guarded = asked && this.without(this.#guarded.in(asked.document));
    const own = guarded?.definitions[0] as OperationDefinitionNode | undefined;
    return {
      keys: fields.map(keyOf),
      asked: guarded && own && { document: guarded, operation: own },
      meta: part(fields.filter(isOwn)),
      hopelessUntil: 0,
      shapes: own ? shapesOf(this.schema, own) : new Map(),
    };
  }

  #keyOf(
    document: DocumentNode,
    { name }: OperationDefinitionNode,
    variables: Record<string, unknown>,
  ): string {
    const conditions = this.#conditions.get(document) ?? conditionsOf(document);
    this.#conditions.set(document, conditions);
    const text = document.loc?.source.body ?? print(document);
    // By their names: one that is not given has its default, and is not one that is null.
    const values = Object.fromEntries(conditions.map((condition) => [condition, variables[condition]]));
    return JSON.stringify([text, name?.value, values]);
  }
}

const fieldsOf = ({ selectionSet }: OperationDefinitionNode) =>
  selectionSet.selections as readonly FieldNode[];

const keyOf = ({ alias, name }: FieldNode): string => alias?.value ?? name.value;

/** What stands where nothing is asked. */
const isNever = ({ name }: DirectiveNode): boolean => name.value === GraphQLIncludeDirective.name;

/** Some fields of an operation's root as an operation of their own. */
export function partOf(operation: OperationDefinitionNode, selections: readonly FieldNode[]): Part {
  const used = print({ kind: Kind.SELECTION_SET, selections });
  const definitions = operation.variableDefinitions ?? [];
  const variableDefinitions = definitions.filter(({ variable }) =>
    new RegExp(`\\$${variable.name.value}\\b`).test(used),
  );
  const own = {
    ...operation,
    variableDefinitions,
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  } as const;
  return { document: { kind: Kind.DOCUMENT, definitions: [own] }, operation: own };
}

/** The data with its keys as they were asked for at the root; what nobody answered is null. */
export const ordered = ({ keys }: Prepared, data: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(keys.map((key) => [key, data[key] ?? null]));

const sizeOf = (part: Part | undefined): number => (part ? print(part.document).length : 0);
