import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionSetNode,
  type VariableDefinitionNode,
  visit,
} from "graphql";

/** Where wholes are in an answer: by the keys that lead there. */
type Way = Map<string, Way | undefined>;

/** A part of ours as it is asked. */
interface Restored {
  text: string;
  /** The variables of wholes. */
  names: readonly string[];
  way: Way;
}

/** What is ours as a whole in one operation: put back into what we are asked, and its values kept from whoever puts the answer together. */
export class Wholes {
  readonly #restored = new WeakMap<DocumentNode, Restored>();

  constructor(
    /** The fields, by the keys that the planner knows as names of types. */
    private readonly fields: ReadonlyMap<string, FieldNode>,
    private readonly definitions: readonly VariableDefinitionNode[] = [],
  ) {}

  /** A part of ours with all that it is to be asked for, and the variables that it takes of those given. */
  in(
    document: DocumentNode,
    given: Record<string, unknown>,
  ): { text: string; variables: Record<string, unknown> } {
    const { text, names } = this.#of(document);
    return {
      text,
      variables: Object.fromEntries(names.flatMap((name) => (name in given ? [[name, given[name]]] : []))),
    };
  }

  /** Makes one value of each whole in the answer to a part of ours, into which nobody looks. */
  seal(data: unknown, document: DocumentNode): void {
    seal(data, this.#of(document).way);
  }

  #of(document: DocumentNode): Restored {
    const known = this.#restored.get(document) ?? this.#restore(document);
    this.#restored.set(document, known);
    return known;
  }

  #restore(document: DocumentNode): Restored {
    const way: Way = new Map();
    const used = new Set<string>();
    const restored = visit(document, {
      Field: ({ alias }): FieldNode | undefined => {
        const whole = alias && this.fields.get(alias.value);
        if (whole) visit(whole, { Variable: ({ name }) => void used.add(name.value) });
        return whole;
      },
      OperationDefinition: {
        enter: ({ selectionSet }) => void this.#lead(selectionSet, way),
        leave: (operation) => this.#defined(operation, used),
      },
    });
    return { text: print(restored), names: Array.from(used), way };
  }

  /** Notes the keys that lead to wholes; returns whether any do. */
  #lead(set: SelectionSetNode, way: Way): boolean {
    for (const node of set.selections) {
      if (node.kind === Kind.INLINE_FRAGMENT) this.#lead(node.selectionSet, way);
      if (node.kind !== Kind.FIELD) continue;
      const key = node.alias?.value ?? node.name.value;
      if (this.fields.has(key)) way.set(key, undefined);
      else if (node.selectionSet) {
        const further = way.get(key) ?? new Map();
        if (this.#lead(node.selectionSet, further)) way.set(key, further);
      }
    }
    return way.size > 0;
  }

  #defined(operation: OperationDefinitionNode, used: ReadonlySet<string>): OperationDefinitionNode {
    const own = operation.variableDefinitions ?? [];
    const known = new Set(own.map(({ variable }) => variable.name.value));
    const more = this.definitions.filter(
      ({ variable: { name } }) => used.has(name.value) && !known.has(name.value),
    );
    return { ...operation, variableDefinitions: [...own, ...more] };
  }
}

function seal(data: unknown, way: Way): void {
  if (Array.isArray(data)) for (const item of data) seal(item, way);
  else if (typeof data === "object" && data !== null) {
    const fields = data as Record<string, unknown>;
    for (const [key, further] of way) {
      const value = fields[key];
      if (value === undefined) continue;
      if (further) seal(value, further);
      else fields[key] = () => value;
    }
  }
}
