import type { DocumentNode, GraphQLInputType, GraphQLSchema, OperationDefinitionNode } from "graphql";
import { typeFromAST } from "graphql";
import { LRUCache } from "lru-cache";
import type { Sizes } from "../../resolvers/model/sizes.js";
import type { Plan } from "./compile/plan.js";
import type { VariableTypes } from "./compile/variable-shape.js";

/** A plan that is kept; its statement is named at the second use, so that documents that come once leave nothing on a connection. */
export interface KeptPlan extends Plan {
  /** What no other plan has that is kept. */
  id?: number;
  /** The tables that its answers depend on; undefined where they must not be kept. */
  dependencies?: ReadonlySet<string> | undefined;
  /** How much the tables held when it was made. */
  sizes?: Sizes;
  name?: string;
  used?: true;
}

/** What is known of one operation of a document. */
export interface KnownOperation {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  /** The declared types of its variables. */
  types: VariableTypes;
  /** Plans by the shape of the variables. */
  plans: Map<string, KeptPlan>;
}

/** How a kind of request was answered without an error: one operation, asked for in one way. */
export interface Answered {
  known: KnownOperation;
  /** What the log calls the operation. */
  name: string | undefined;
  contentType: string;
}

/** What is known of one document. */
export interface KnownDocument {
  readonly text: string;
  /** Whether it is within the limits and may be asked. */
  admitted: boolean;
  /** Its SHA-256, once anybody has named it so. */
  hash?: string;
  /** The names of its variables that hold representations of entities, where it has any. */
  representations?: ReadonlySet<string>;
  /** Whether a client registered it by its hash. */
  registered: boolean;
  /** Parsed, and valid against the schema. */
  document?: DocumentNode;
  /** Parsed, where it asks for more than the schema has, or for what is not the schema's alone to say. */
  foreign?: DocumentNode | undefined;
  /** By the operation's name, which is empty where it has none. */
  readonly operations: Map<string, KnownOperation>;
  /** By the way of asking: operation name and accepted media types. */
  readonly answered: Map<string, Answered>;
}

/** What is kept in all, and of one document. */
const BOUNDS = { documents: 10_000, bytes: 128 * 1024 * 1024, plans: 100, answered: 20 };

/** What a character of a document takes with the nodes that it is parsed to, as measured. */
const BYTES_OF_CHARACTER = 52;
/** What an entry takes besides, and a bind parameter of a plan. */
const BYTES_OF_ENTRY = 1000;
const BYTES_OF_VALUE = 64;

/** Everything that is known of documents, by their texts; those that were used longest ago go first. */
export class Store {
  readonly #texts = new Map<string, string>();
  /** In an object of its own each time that its size has changed: the cache asks the size of no value twice. */
  readonly #documents: LRUCache<string, { known: KnownDocument }>;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly bounds = BOUNDS,
  ) {
    this.#documents = new LRUCache({
      max: bounds.documents,
      maxSize: bounds.bytes,
      sizeCalculation: ({ known }) => bytesOf(known),
      disposeAfter: ({ known: { text, hash } }, _key, reason) => {
        if (reason !== "set" && hash !== undefined && this.#texts.get(hash) === text)
          this.#texts.delete(hash);
      },
    });
  }

  /** How much is kept. */
  get sizes(): { documents: number; plans: number; bytes: number } {
    let plans = 0;
    for (const { known } of this.#documents.values())
      for (const operation of known.operations.values()) plans += operation.plans.size;
    return { documents: this.#documents.size, plans, bytes: this.#documents.calculatedSize };
  }

  find(text: string): KnownDocument | undefined {
    return this.#documents.get(text)?.known;
  }

  findByHash(hash: string): KnownDocument | undefined {
    const text = this.#texts.get(hash);
    return text === undefined ? undefined : this.find(text);
  }

  /** What is known of a document, to be added to. */
  of(text: string): KnownDocument {
    const known = this.find(text);
    if (known) return known;
    const made: KnownDocument = {
      text,
      admitted: false,
      registered: false,
      operations: new Map(),
      answered: new Map(),
    };
    this.#documents.set(text, { known: made });
    return made;
  }

  /** The same, found by its SHA-256 from now on. */
  named(text: string, hash: string): KnownDocument {
    const known = this.of(text);
    known.hash = hash;
    this.#texts.set(hash, text);
    return known;
  }

  /** What is known of an operation of a parsed document. */
  operation(document: DocumentNode, operation: OperationDefinitionNode): KnownOperation {
    const { operations } = this.of(textOf(document));
    const name = operation.name?.value ?? "";
    const known = operations.get(name);
    if (known) return known;
    const types = new Map(
      operation.variableDefinitions?.map(({ variable, type }) => [
        variable.name.value,
        typeFromAST(this.schema, type as never) as GraphQLInputType,
      ]),
    );
    const made: KnownOperation = { document, operation, types, plans: new Map() };
    operations.set(name, made);
    return made;
  }

  /** Keeps the plan of an operation for variables of one shape. */
  keepPlan(known: KnownOperation, shape: string, plan: KeptPlan): void {
    keep(known.plans, shape, plan, this.bounds.plans);
    const document = this.find(textOf(known.document));
    if (document) this.#documents.set(document.text, { known: document });
  }

  /** Forgets how documents were answered: some of them are no longer answered so. */
  forgetAnswers(): void {
    for (const { known } of this.#documents.values()) known.answered.clear();
  }

  /** Keeps how a document was answered when it was asked for in one way. */
  keepAnswered(document: DocumentNode, way: string, answered: Answered): void {
    keep(this.of(textOf(document)).answered, way, answered, this.bounds.answered);
  }
}

/** Documents are parsed with their source. */
const textOf = ({ loc }: DocumentNode): string => loc?.source.body ?? "";

function keep<Value>(map: Map<string, Value>, key: string, value: Value, most: number): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}

function bytesOf({ text, operations }: KnownDocument): number {
  let bytes = BYTES_OF_ENTRY + BYTES_OF_CHARACTER * text.length;
  for (const { plans } of operations.values())
    for (const [shape, plan] of plans)
      bytes +=
        BYTES_OF_ENTRY +
        2 * (shape.length + (plan.text?.length ?? 0) + lengthOf(plan)) +
        BYTES_OF_VALUE * (plan.values.length + plan.checks.length);
  return bytes;
}

/** The letters that a plan answers with by itself. */
const lengthOf = ({ fields }: Plan): number =>
  fields.reduce((length, field) => length + (field.by === "constant" ? field.json.length : 0), 0);
