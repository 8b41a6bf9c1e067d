import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  isAbstractType,
  isUnionType,
  Kind,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
  TypeInfo,
  type VariableDefinitionNode,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type { Operation } from "./operations.js";
import type { Random } from "./random.js";

const nameOf = (value: string) => ({ kind: Kind.NAME, value }) as const;

/** Asks in more ways than one: repeats fields, and puts them in fragments within fragments. */
export class Rewritten {
  #fragments: FragmentDefinitionNode[] = [];
  #conditions: Record<string, boolean> = {};
  #stem = "";

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly random: Random,
  ) {}

  of({ query, variables }: Operation): Operation {
    this.#fragments = [];
    this.#conditions = {};
    // Names that no earlier rewriting has given.
    this.#stem = `r${query.length}_`;
    const info = new TypeInfo(this.schema);
    const document: DocumentNode = visit(
      parse(query, { noLocation: true }),
      visitWithTypeInfo(info, {
        SelectionSet: {
          leave: (set) => {
            const type = info.getParentType();
            return type ? { ...set, selections: this.#selections(set.selections, type) } : undefined;
          },
        },
      }),
    );
    const declared = Object.keys(this.#conditions).map(
      (name): VariableDefinitionNode => ({
        kind: Kind.VARIABLE_DEFINITION,
        variable: { kind: Kind.VARIABLE, name: nameOf(name) },
        type: { kind: Kind.NAMED_TYPE, name: nameOf("Boolean!") },
      }),
    );
    const definitions = [...document.definitions, ...this.#fragments].map((one) =>
      one.kind === Kind.OPERATION_DEFINITION
        ? { ...one, variableDefinitions: [...(one.variableDefinitions ?? []), ...declared] }
        : one,
    );
    return {
      query: print({ ...document, definitions }),
      variables: { ...variables, ...this.#conditions },
    };
  }

  #selections(selections: readonly SelectionNode[], type: GraphQLCompositeType): SelectionNode[] {
    const made = selections.flatMap((selection) =>
      this.random.chance(0.15) ? [selection, this.#less(selection)] : [selection],
    );
    for (let times = this.random.below(2); times > 0; times -= 1) {
      const from = this.random.below(made.length);
      const some = made.splice(from, 1 + this.random.below(2));
      made.splice(this.random.below(made.length + 1), 0, this.#inFragment(some, type));
    }
    return made;
  }

  /** The same field with less of what it asks. */
  #less(selection: SelectionNode): SelectionNode {
    if (selection.kind !== Kind.FIELD || !selection.selectionSet) return selection;
    const selections = selection.selectionSet.selections.filter(() => this.random.chance(0.6));
    return selections.length > 0
      ? { ...selection, selectionSet: { ...selection.selectionSet, selections } }
      : selection;
  }

  #inFragment(selections: SelectionNode[], type: GraphQLCompositeType): SelectionNode {
    const on = this.random.pick(this.#conditionsFor(selections, type));
    const selectionSet: SelectionSetNode = { kind: Kind.SELECTION_SET, selections };
    const typeCondition = { kind: Kind.NAMED_TYPE, name: nameOf(on.name) } as const;
    const directives = this.#directives();
    if (this.random.chance(0.4)) {
      const name = nameOf(`${this.#stem}${this.#fragments.length + 1}`);
      this.#fragments.push({ kind: Kind.FRAGMENT_DEFINITION, name, typeCondition, selectionSet });
      const spread: SelectionNode = { kind: Kind.FRAGMENT_SPREAD, name, directives };
      return spread;
    }
    const own = on === type && this.random.chance(0.5) ? {} : { typeCondition };
    return { kind: Kind.INLINE_FRAGMENT, ...own, directives, selectionSet };
  }

  /** The types that some objects of a type have, and that have the fields. */
  #conditionsFor(selections: SelectionNode[], type: GraphQLCompositeType): GraphQLCompositeType[] {
    const kinds = isAbstractType(type) ? this.schema.getPossibleTypes(type) : [type];
    const others = new Set([...kinds, ...kinds.flatMap((kind) => kind.getInterfaces())]);
    const fitting = Array.from(others).filter((one) =>
      selections.every((selection) => selection.kind === Kind.FIELD && has(one, selection)),
    );
    return [type, ...fitting];
  }

  #directives() {
    if (!this.random.chance(0.15)) return [];
    const [value, isVariable] = [this.random.chance(0.5), this.random.chance(0.5)];
    const name = `${this.#stem}c${Object.keys(this.#conditions).length + 1}`;
    if (isVariable) this.#conditions[name] = value;
    const condition = isVariable
      ? ({ kind: Kind.VARIABLE, name: nameOf(name) } as const)
      : ({ kind: Kind.BOOLEAN, value } as const);
    const argument = { kind: Kind.ARGUMENT, name: nameOf("if"), value: condition } as const;
    const directive = nameOf(this.random.pick(["skip", "include"]));
    return [{ kind: Kind.DIRECTIVE, name: directive, arguments: [argument] } as const];
  }
}

const has = (type: GraphQLCompositeType, { name: { value } }: FieldNode): boolean =>
  value === "__typename" || (!isUnionType(type) && value in type.getFields());
