import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  visit,
} from "graphql";
import { LRUCache } from "lru-cache";
import type { EngineContext, Executes } from "../engine/execution.js";
import { JsonData, textOf } from "../engine/run/answer.js";
import { listsAt } from "./elements.js";

/** A question for rows of a list that can be asked together with others. */
export interface Gathered {
  /** An operation with one field of the root, which takes the rows' ids and how many there are as variables of these names. */
  document: DocumentNode;
  names: { ids: string; first: string };
  variables: Record<string, unknown>;
  /** How many lists its answer holds. */
  lists: number;
  /** What it costs to ask for so many rows. */
  costOf(rows: number): number;
}

/** What answers operations. */
interface Answering {
  engine: Executes;
  createContext(): EngineContext;
  /** Does work when it is its turn. */
  turn<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** One that waits for the others. */
interface Waiting {
  question: Gathered;
  ids: readonly string[];
  cost: number;
  answer(lists: string[][] | undefined): void;
}

/** What is known of questions that came together. */
interface Together {
  document?: DocumentNode;
  /** Something was wrong with them: until when they are asked one by one. */
  aloneUntil: number;
}

/** How many are asked together, and what they may cost, so that none waits long for another. */
const MOST = { together: 10, cost: 10_000 };
/** Of how many different combinations it is known that they came. */
const MOST_KNOWN = 1_000;
/** How long it is remembered that something was wrong. */
const ALONE_MS = 60_000;
const IDS = "ids";
const FIRST = "first";

/**
 * Questions for the same rows that come in the same moment, as they do when a row changes that many subscribe to with different
 * selections: one statement answers them. Each would otherwise wake PostgreSQL and this process once more, which takes longer than what
 * most of them ask. Those that come together for the first time are asked one by one, since a statement is made for each combination.
 */
export class Gathering {
  #waiting: Waiting[] = [];
  readonly #numbers = new WeakMap<Gathered, number>();
  #count = 0;
  readonly #known = new LRUCache<string, Together>({ max: MOST_KNOWN });

  constructor(private readonly answering: Answering) {}

  /** The lists that answer a question, or undefined where it is to be asked alone. */
  read(question: Gathered, ids: readonly string[]): Promise<string[][] | undefined> {
    const cost = question.costOf(ids.length);
    if (cost > MOST.cost) return Promise.resolve(undefined);
    if (this.#waiting.length === 0) setImmediate(() => this.#begin());
    return new Promise((answer) => this.#waiting.push({ question, ids, cost, answer }));
  }

  #begin(): void {
    const alike = new Map<string, Waiting[]>();
    for (const one of this.#waiting.splice(0)) {
      const rows = one.ids.join("\0");
      const others = alike.get(rows);
      if (others) others.push(one);
      else alike.set(rows, [one]);
    }
    for (const some of alike.values()) for (const part of partsOf(some)) void this.#answer(part);
  }

  async #answer(part: readonly Waiting[]): Promise<void> {
    const lists = await this.#askAll(part);
    for (const { question, answer } of part) answer(lists?.splice(0, question.lists));
  }

  async #askAll(part: readonly Waiting[]): Promise<string[][] | undefined> {
    const [{ ids }] = part as [Waiting];
    const key = part.map(({ question }) => this.#numberOf(question)).join();
    const known = this.#known.get(key);
    if (part.length === 1) return undefined;
    if (!known || performance.now() < known.aloneUntil) {
      if (!known) this.#known.set(key, { aloneUntil: 0 });
      return undefined;
    }
    const questions = part.map(({ question }) => question);
    // Whatever goes wrong here, each is answered when it is asked alone.
    const lists = await this.#ask(known, questions, ids).catch(() => undefined);
    if (!lists) known.aloneUntil = performance.now() + ALONE_MS;
    return lists;
  }

  /** The lists of an answer; undefined where anything is wrong with it. */
  async #ask(
    known: Together,
    questions: readonly Gathered[],
    ids: readonly string[],
  ): Promise<string[][] | undefined> {
    const { engine, createContext, turn } = this.answering;
    known.document ??= together(questions);
    const { document } = known;
    const variables = Object.assign({ [IDS]: ids, [FIRST]: ids.length }, ...questions.map(variablesOf));
    const [operation] = document.definitions as [OperationDefinitionNode];
    const execution = { document, operation, variables, context: createContext() };
    const { data, errors } = await turn(() => engine.execute(execution));
    return !errors && data instanceof JsonData ? listsAt(2, textOf(data.json)) : undefined;
  }

  #numberOf(question: Gathered): number {
    const number = this.#numbers.get(question) ?? ++this.#count;
    this.#numbers.set(question, number);
    return number;
  }
}

/** As many in each part as may be asked together. */
function partsOf(waiting: readonly Waiting[]): Waiting[][] {
  const parts: Waiting[][] = [[]];
  let cost = 0;
  for (const one of waiting) {
    const part = parts.at(-1) as Waiting[];
    cost += one.cost;
    if (part.length < MOST.together && cost <= MOST.cost) part.push(one);
    else {
      parts.push([one]);
      cost = one.cost;
    }
  }
  return parts;
}

/** The name that a variable or a fragment of one of them has among all. */
const nameOf = (place: number, name: string): string => `r${place}_${name}`;

const variablesOf = ({ variables }: Gathered, place: number): Record<string, unknown> =>
  Object.fromEntries(Object.entries(variables).map(([name, value]) => [nameOf(place, name), value]));

/** One operation that asks what several do. */
function together(questions: readonly Gathered[]): DocumentNode {
  const documents = questions.map(({ document, names }, place) => {
    const renamed = (name: string) =>
      name === names.ids ? IDS : name === names.first ? FIRST : nameOf(place, name);
    return visit(document, {
      Variable: (node) => ({ ...node, name: { ...node.name, value: renamed(node.name.value) } }),
      FragmentSpread: (node) => ({ ...node, name: { ...node.name, value: nameOf(place, node.name.value) } }),
      FragmentDefinition: (node) => ({
        ...node,
        name: { ...node.name, value: nameOf(place, node.name.value) },
      }),
    });
  });
  const operations = documents.map(({ definitions }) =>
    definitions.find((node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION),
  ) as OperationDefinitionNode[];
  const definitions = new Map(
    operations.flatMap(({ variableDefinitions = [] }) =>
      variableDefinitions.map((definition) => [definition.variable.name.value, definition]),
    ),
  );
  const selections = operations.map(({ selectionSet }, place): FieldNode => {
    const [field] = selectionSet.selections as [FieldNode];
    return { ...field, alias: { kind: Kind.NAME, value: `r${place}` } };
  });
  const operation: OperationDefinitionNode = {
    ...(operations[0] as OperationDefinitionNode),
    variableDefinitions: Array.from(definitions.values()),
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
  const fragments = documents.flatMap(({ definitions: all }) =>
    all.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION),
  );
  // What is known of a document is kept by its text.
  return parse(print({ kind: Kind.DOCUMENT, definitions: [operation, ...fragments] }));
}
