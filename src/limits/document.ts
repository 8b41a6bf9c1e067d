import {
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  Lexer,
  type SelectionSetNode,
  Source,
  TokenKind,
  type TypeNode,
} from "graphql";
import { ENTITIES, REPRESENTATION } from "../../schema/federation.js";
import type { Count } from "./index.js";

/**
 * Holds a parsed document to the limits. It comes before validation, whose work grows with the square of what is
 * repeated, and it stops at the first limit, so what it costs is bounded by the limits and not by the document.
 */
export function checkDocument(document: DocumentNode, count: Count): void {
  new Written(count).check(document);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  count("fragments", fragments.size);
  const expanded = new Expanded(fragments, count);
  for (const definition of document.definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION) expanded.check([definition.selectionSet], 1);
  // Validation looks into those too that no operation asks for.
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION && !expanded.reached.has(definition))
      expanded.check([definition.selectionSet], 2);
}

/**
 * Holds a document's nesting to the limit before it is parsed, since the parser calls itself for each level. It reads no
 * further than the first thing that is no token, which the parser reports.
 */
export function checkNesting(text: string, count: Count): void {
  const lexer = new Lexer(new Source(text));
  let depth = 0;
  let tokens = 0;
  for (let token = lexer.advance(); ; token = lexer.advance()) {
    const { kind, line } = token;
    // Who reports a mistake counts the lines before each place of it.
    count("lines", line);
    if (kind === TokenKind.EOF) return;
    count("tokens", ++tokens);
    if (kind === TokenKind.BRACE_L || kind === TokenKind.BRACKET_L) count("depth", ++depth);
    else if (kind === TokenKind.BRACE_R || kind === TokenKind.BRACKET_R) depth -= 1;
  }
}

/** What is counted in a document as it is written. */
class Written {
  #aliases = 0;
  #directives = 0;
  #conditions = 0;

  constructor(private readonly count: Count) {}

  check(node: ASTNode, depth = 0): void {
    if (node.kind === Kind.FIELD && node.alias) this.count("aliases", ++this.#aliases);
    if (node.kind === Kind.FIELD && node.name.value === ENTITIES) {
      this.#checkEntities(node, depth);
      return;
    }
    if (node.kind === Kind.DIRECTIVE) this.count("directives", ++this.#directives);
    if (node.kind === Kind.OBJECT_FIELD) this.count("conditions", ++this.#conditions);
    if (node.kind === Kind.LIST) this.count("listSize", node.values.length);
    const inner = NESTING.has(node.kind) ? depth + 1 : depth;
    this.count("depth", inner);
    for (const value of Object.values(node)) {
      if (Array.isArray(value)) for (const item of value) this.check(item, inner);
      else if (isNode(value)) this.check(value, inner);
    }
  }

  /** Of representations of entities there may be more than of other items, and their keys are no conditions. */
  #checkEntities({ arguments: given, directives, selectionSet }: FieldNode, depth: number): void {
    for (const { value } of given ?? []) {
      const all = value.kind === Kind.LIST ? value.values : [value];
      this.count("representations", all.length);
      for (const one of all)
        for (const part of one.kind === Kind.OBJECT ? one.fields.map((key) => key.value) : [one])
          this.check(part, depth);
    }
    for (const part of [...(directives ?? []), ...(selectionSet ? [selectionSet] : [])])
      this.check(part, depth);
  }
}

/** The names of an operation's variables that hold representations of entities. */
export function representationsIn({ definitions }: DocumentNode): Set<string> {
  const names = new Set<string>();
  for (const definition of definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION)
      for (const { variable, type } of definition.variableDefinitions ?? [])
        if (namedIn(type) === REPRESENTATION.name) names.add(variable.name.value);
  return names;
}

const namedIn = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : namedIn(type.type);

const NESTING = new Set<string>([Kind.SELECTION_SET, Kind.OBJECT, Kind.LIST, Kind.LIST_TYPE]);

const isNode = (value: unknown): value is ASTNode =>
  typeof value === "object" && value !== null && "kind" in value;

/** What is counted with fragments expanded, and fields of one name in one place taken together. */
class Expanded {
  /** The fragments that were met. */
  readonly reached = new Set<FragmentDefinitionNode>();
  #fields = 0;
  #repeats = 0;

  constructor(
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    private readonly count: Count,
  ) {}

  check(sets: readonly SelectionSetNode[], depth: number): void {
    this.count("depth", depth);
    const fields = new Map<string, FieldNode[]>();
    const spread = new Set<string>();
    for (const set of sets) this.#collect(set, fields, spread);
    if (depth === 1) this.count("rootFields", fields.size);
    for (const nodes of fields.values()) {
      const inner = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
      if (inner.length > 0) this.check(inner, depth + 1);
    }
  }

  #collect(set: SelectionSetNode, fields: Map<string, FieldNode[]>, spread: Set<string>): void {
    for (const selection of set.selections) {
      this.count("fields", ++this.#fields);
      if (selection.kind === Kind.INLINE_FRAGMENT) this.#collect(selection.selectionSet, fields, spread);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const name = selection.name.value;
        const fragment = this.fragments.get(name);
        if (!fragment || spread.has(name)) continue;
        spread.add(name);
        this.reached.add(fragment);
        this.#collect(fragment.selectionSet, fields, spread);
      } else {
        const key = selection.alias?.value ?? selection.name.value;
        const known = fields.get(key);
        if (known) {
          known.push(selection);
          this.count("repeats", ++this.#repeats);
        } else fields.set(key, [selection]);
      }
    }
  }
}
