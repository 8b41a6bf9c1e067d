import {
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  GraphQLIncludeDirective,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  Kind,
  print,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import { LimitError } from "../../schema/errors.js";
import { compositeOf, type Kinds, ObjectKinds } from "./kinds.js";
import { arrange, type Found, type Place } from "./places.js";

/** A selection set, and the type for whose objects it is written. */
export interface Part {
  set: SelectionSetNode;
  type: GraphQLCompositeType;
}

/** How many fields and fragments may be met, each as often as it is spread. */
const MOST = 20_000;

/** An object that nothing is asked of is still there, and a selection set cannot be empty. */
const NOTHING: FieldNode = {
  kind: Kind.FIELD,
  name: { kind: Kind.NAME, value: "__typename" },
  directives: [
    {
      kind: Kind.DIRECTIVE,
      name: { kind: Kind.NAME, value: "include" },
      arguments: [
        {
          kind: Kind.ARGUMENT,
          name: { kind: Kind.NAME, value: "if" },
          value: { kind: Kind.BOOLEAN, value: false },
        },
      ],
    },
  ],
};

/** Merges the selection sets of one operation. */
export class Selections {
  readonly #kinds: ObjectKinds;
  #met = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    private readonly variables: Record<string, unknown>,
  ) {
    this.#kinds = new ObjectKinds(schema);
  }

  /** What several selection sets ask together of the objects of a type. */
  of(parts: readonly Part[], type: GraphQLCompositeType): SelectionSetNode {
    const found: Found[] = [];
    const spread = new Map<string, Kinds>();
    for (const part of parts) this.#collect(part, this.#kinds.of(type), found, spread);
    const selections: SelectionNode[] = [];
    for (const place of arrange(found, type, this.#kinds)) this.#write(place, type, selections);
    return { kind: Kind.SELECTION_SET, selections: selections.length > 0 ? selections : [NOTHING] };
  }

  #collect({ set, type }: Part, among: Kinds, found: Found[], spread: Map<string, Kinds>): void {
    const kinds = this.#kinds.both(among, this.#kinds.of(type));
    if (kinds.size === 0) return;
    for (const selection of set.selections) {
      this.#met += 1;
      if (this.#met > MOST)
        throw new LimitError(
          "fields",
          MOST,
          this.#met,
          "fields and fragments, each as often as it is spread",
        );
      if (!this.#isIncluded(selection)) continue;
      if (selection.kind === Kind.FIELD) found.push({ kinds, type, node: selection });
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const inner = compositeOf(this.schema, selection.typeCondition?.name.value ?? type.name);
        this.#collect({ set: selection.selectionSet, type: inner }, kinds, found, spread);
      } else {
        const { value: name } = selection.name;
        const fragment = this.fragments.get(name);
        const before = spread.get(name);
        // Of the same objects, the same fragment asks nothing more.
        if (!fragment || (before && this.#kinds.both(before, kinds) === kinds)) continue;
        spread.set(name, before ? this.#kinds.either(before, kinds) : kinds);
        const inner = compositeOf(this.schema, fragment.typeCondition.name.value);
        this.#collect({ set: fragment.selectionSet, type: inner }, kinds, found, spread);
      }
    }
  }

  #isIncluded(node: SelectionNode): boolean {
    const { variables } = this;
    return (
      getDirectiveValues(GraphQLSkipDirective, node, variables)?.if !== true &&
      getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false
    );
  }

  /** Adds a field, in a fragment unless all objects are meant; neighbours in equal fragments share one. */
  #write({ on, found }: Place, type: GraphQLCompositeType, selections: SelectionNode[]): void {
    const field = this.#field(found, on ?? type);
    if (on === undefined) {
      selections.push(field);
      return;
    }
    const last = selections.at(-1);
    const name = { kind: Kind.NAME, value: on.name } as const;
    if (last?.kind === Kind.INLINE_FRAGMENT && last.typeCondition?.name.value === on.name)
      (last.selectionSet.selections as SelectionNode[]).push(field);
    else
      selections.push({
        kind: Kind.INLINE_FRAGMENT,
        typeCondition: { kind: Kind.NAMED_TYPE, name },
        selectionSet: { kind: Kind.SELECTION_SET, selections: [field] },
      });
  }

  /** One field for all that ask for it under its key. */
  #field(found: readonly Found[], type: GraphQLCompositeType): FieldNode {
    const { node } = found[0] as Found;
    const parts = found.flatMap(({ node: { name, selectionSet: set }, type: of }): Part[] =>
      set ? [{ set, type: this.#kinds.typeOf(of, name.value) }] : [],
    );
    return {
      kind: Kind.FIELD,
      ...(node.alias && { alias: node.alias }),
      name: node.name,
      arguments: node.arguments ?? [],
      directives: directivesOf(found),
      ...(parts.length > 0 && { selectionSet: this.of(parts, this.#kinds.typeOf(type, node.name.value)) }),
    };
  }
}

/** The directives of a field that are not decided yet, each once. */
function directivesOf(found: readonly Found[]): DirectiveNode[] {
  const directives = new Map<string, DirectiveNode>();
  for (const { node } of found)
    for (const directive of node.directives ?? [])
      if (directive.name.value !== "skip" && directive.name.value !== "include")
        directives.set(print(directive), directive);
  return Array.from(directives.values());
}
