import {
  type DocumentNode,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  TypeNameMetaFieldDef,
  typeFromAST,
} from "graphql";
import { numberedKey } from "../../planning/keys.js";
import type { Owners } from "./owners.js";
import { Wholes } from "./wholes.js";

/**
 * Finds what is ours as a whole: fields of objects with all that is asked below them, where objects and fields are ours from the
 * root on. There is nothing in them to plan, and nothing to put together. The planner is given a `__typename` under a key of its
 * own in place of each, which it asks along with its neighbours, and our part is asked for the field again.
 */
export class WholeFields {
  readonly #wholes = new WeakMap<OperationDefinitionNode, Wholes>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly owners: Owners,
  ) {}

  /** The document of an operation without them; at the root all fields stay, so that they are asked for in one request. */
  without(document: DocumentNode): DocumentNode {
    const [operation] = document.definitions as [OperationDefinitionNode];
    const found = new Map<string, FieldNode>();
    const root = this.schema.getRootType(operation.operation) ?? undefined;
    const selectionSet = this.#cut(operation.selectionSet, root, (node) => this.#inside(node, root, found));
    const cut = { ...operation, selectionSet };
    this.#wholes.set(cut, new Wholes(found, operation.variableDefinitions));
    return { ...document, definitions: [cut] };
  }

  /** What an operation is without. */
  of(operation: OperationDefinitionNode): Wholes | undefined {
    return this.#wholes.get(operation);
  }

  #cut(
    set: SelectionSetNode,
    type: Type,
    cutField: (node: FieldNode, type: Type) => FieldNode,
  ): SelectionSetNode {
    const selections = set.selections.map((node): SelectionNode => {
      if (node.kind === Kind.FIELD) return cutField(node, type);
      if (node.kind !== Kind.INLINE_FRAGMENT) return node;
      return { ...node, selectionSet: this.#cut(node.selectionSet, this.#typeOf(node, type), cutField) };
    });
    return { ...set, selections };
  }

  /** A field as it is, without the wholes below it. */
  #inside(node: FieldNode, type: Type, found: Map<string, FieldNode>): FieldNode {
    const { selectionSet } = node;
    if (!selectionSet || !this.#isOurs(node, type)) return node;
    const cut = this.#cut(selectionSet, this.#targetOf(node, type), (inner, innerType) => {
      if (!inner.selectionSet || !this.#isWhole(inner, innerType))
        return this.#inside(inner, innerType, found);
      const key = numberedKey(inner.alias?.value ?? inner.name.value, found.size);
      const alias = { kind: Kind.NAME, value: key } as const;
      found.set(key, { ...inner, alias });
      return { kind: Kind.FIELD, alias, name: { kind: Kind.NAME, value: TypeNameMetaFieldDef.name } };
    });
    return { ...node, selectionSet: cut };
  }

  #isWhole(node: FieldNode, type: Type): boolean {
    if (!this.#isOurs(node, type)) return false;
    return !node.selectionSet || this.#isAllWhole(node.selectionSet, this.#targetOf(node, type));
  }

  #isAllWhole(set: SelectionSetNode, type: Type): boolean {
    return set.selections.every((node) => {
      if (node.kind === Kind.FIELD) return this.#isWhole(node, type);
      return (
        node.kind === Kind.INLINE_FRAGMENT && this.#isAllWhole(node.selectionSet, this.#typeOf(node, type))
      );
    });
  }

  /** Whether it is ours, of whichever type the object is. */
  #isOurs({ name: { value: name } }: FieldNode, type: Type): boolean {
    if (name === TypeNameMetaFieldDef.name) return true;
    if (!type) return false;
    const types = isInterfaceType(type) ? [type, ...this.schema.getPossibleTypes(type)] : [type];
    return types.every((one) => this.owners.isOurs(one.name, name));
  }

  #targetOf({ name }: FieldNode, type: Type): Type {
    if (!isObjectType(type) && !isInterfaceType(type)) return undefined;
    const field = type.getFields()[name.value];
    return field && getNamedType(field.type);
  }

  #typeOf({ typeCondition }: SelectionNode & { kind: Kind.INLINE_FRAGMENT }, type: Type): Type {
    return typeCondition ? typeFromAST(this.schema, typeCondition) : type;
  }
}

type Type = GraphQLNamedType | undefined;
