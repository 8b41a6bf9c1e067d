import {
  buildSchema,
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  OperationTypeNode,
  parse,
  print,
  type SelectionSetNode,
  validate,
  visit,
} from "graphql";
import { getVariableValues } from "graphql/execution/values.js";
import { LIVE } from "../schema/live.js";
import { conditionsOf, normalised } from "../src/planning/normalise.js";
import { createApi, printed } from "../src/schema.js";
import { answerMadeUp } from "./made-up.js";
import { type Operation, Operations } from "./operations.js";
import { OPERATIONS, Random, SEED } from "./random.js";
import { Rewritten } from "./rewritten.js";
import { shrink } from "./shrink.js";

/** Interfaces of interfaces, fields that are narrower in some types, unions, and one kind of object under several names. */
const MIXED = buildSchema(`
  directive @note(text: String) on FIELD | QUERY | VARIABLE_DEFINITION
  interface Node { id: ID! peer: Node next(first: Int = 2): [Node!]! }
  interface Named implements Node {
    id: ID! name: String peer: Node next(first: Int = 2): [Node!]! owner: Named tags: [String!]!
  }
  type A implements Node & Named {
    id: ID! name: String peer: Named next(first: Int = 2): [Named!]! owner: A tags: [String!]! a: Int any: Any
  }
  type B implements Node & Named {
    id: ID! name: String peer: B next(first: Int = 2): [Node!]! owner: Named tags: [String!]! b: Single
  }
  type C implements Node { id: ID! peer: C next(first: Int = 2): [A!]! c: [Any!] }
  union Any = A | C
  union Single = B
  type Query { node(id: ID): Node named: Named any: [Any] single: Single a: A now: Int }
  type Mutation { first: A second(n: Int): Int }
  type Subscription { changed: Node }
`);
const REPORTS = buildSchema(printed(createApi().schema));

/** An operation of a document, and what it comes to. */
function ask(schema: GraphQLSchema, { query, variables }: Operation) {
  const document = parse(query);
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error("A document has an operation.");
  return { document, made: normalised(schema, document, operation, variables) };
}

const written = (schema: GraphQLSchema, query: string, variables = {}): string =>
  print(ask(schema, { query, variables }).made.document).replace(/\s+/g, " ");

/** What planners are spared, and still stands in a document. */
function leftIn(document: DocumentNode): string[] {
  const left: string[] = [];
  visit(document, {
    FragmentDefinition: () => void left.push("a fragment"),
    Directive: ({ name, arguments: [condition] = [] }) => {
      const never = condition?.value.kind === Kind.BOOLEAN && name.value === "include";
      if (name.value !== "note" && !never) left.push(`@${name.value}`);
    },
    SelectionSet: ({ selections }: SelectionSetNode) => {
      const keys = selections.flatMap((one) => (one.kind === Kind.FIELD ? [keyOf(one)] : []));
      if (new Set(keys).size < keys.length) left.push(`a key twice among ${keys}`);
    },
  });
  return left;
}

const keyOf = ({ alias, name }: FieldNode): string => alias?.value ?? name.value;

/** The data as text, keys in their order. Errors come as fields are executed, which may be another order. */
const textOf = ({ data, errors = [] }: ExecutionResult): string =>
  JSON.stringify([data, errors.map(({ path, message }) => `${path} ${message}`).sort()]);

const isSound = (schema: GraphQLSchema, { query, variables }: Operation): boolean => {
  try {
    const document = parse(query);
    const definitions = getOperationAST(document)?.variableDefinitions ?? [];
    return (
      validate(schema, document).length === 0 && !getVariableValues(schema, definitions, variables).errors
    );
  } catch {
    return false;
  }
};

test.each([
  { name: "the schema", schema: REPORTS, share: 0.05 },
  { name: "a schema of all kinds of types", schema: MIXED, share: 0.2 },
])(
  "A normalised operation on $name is valid, holds nothing to merge or decide, and asks the same to the order of keys",
  async ({ schema, share }) => {
    const random = new Random(SEED);
    const made = new Operations(schema, random, () => undefined);
    const rewritten = new Rewritten(schema, random);
    const mistake = (operation: Operation): string | undefined => {
      const { document, made: other } = ask(schema, operation);
      const mistakes = [...leftIn(other.document), ...validate(schema, other.document).map(String)];
      if (mistakes.length > 0) return mistakes.join("\n");
      const answers = [document, other.document].map((one, index) =>
        textOf(answerMadeUp(schema, one, index === 0 ? operation.variables : other.variables, "root")),
      );
      return answers[0] === answers[1] ? undefined : answers.join("\n");
    };
    const counts = { operations: 0, longer: 0, data: 0 };
    while (counts.operations < OPERATIONS * share) {
      const once = rewritten.of(made.next());
      const operation = once.query.length < 1000 ? rewritten.of(once) : once;
      if (operation.query.length > 5000 || !isSound(schema, operation)) continue;
      counts.operations += 1;
      if (mistake(operation) !== undefined) {
        const fails = async (one: Operation) => isSound(schema, one) && mistake(one) !== undefined;
        const smallest = await shrink(schema, operation, fails);
        const { made: other } = ask(schema, smallest);
        throw new Error(
          `SEED=${SEED}: ${smallest.query}\n${JSON.stringify(smallest.variables)}\n${print(other.document)}\n${mistake(smallest)}`,
        );
      }
      const text = print(ask(schema, operation).made.document);
      counts.longer += text.length > operation.query.length ? 1 : 0;
      counts.data += text.includes("@include") ? 0 : 1;
      // What is normal stays as it is.
      expect(written(schema, text, operation.variables)).toBe(text.replace(/\s+/g, " "));
    }
    expect(counts.longer).toBeLessThan(counts.operations / 2);
    expect(counts.data).toBeGreaterThan(counts.operations / 4);
  },
  600_000,
);

test("Fragments that always hold dissolve, and others stay where not all objects are meant", () => {
  expect(
    written(MIXED, "{ a { ...F ... on Named { name } } } fragment F on Node { id ... on A { a } }"),
  ).toBe("{ a { id a name } }");
  expect(written(MIXED, "{ node { ... on Node { id } ... on A { a } ... on A { name } } }")).toBe(
    "{ node { id ... on A { a name } } }",
  );
  expect(written(MIXED, "{ single { ... on Named { name } } any { ... on Node { id } } }")).toBe(
    "{ single { ... on Named { name } } any { ... on Node { id } } }",
  );
});

test("A key stands once in a selection, with whatever is asked under it", () => {
  expect(written(MIXED, "{ a { peer { id } } a { peer { name id } k: id } }")).toBe(
    "{ a { peer { id name } k: id } }",
  );
});

test("An interface of which no object is known is asked for its own fields", () => {
  const schema = buildSchema("interface Lone { id: ID! name: String } type Query { lone: Lone }");
  expect(written(schema, "{ lone { id ...F } } fragment F on Lone { name lone: id }")).toBe(
    "{ lone { id name lone: id } }",
  );
});

test("What is skipped is left out with its variables, and an object of which nothing is asked is still there", () => {
  const query =
    "query Q($yes: Boolean!, $no: Boolean = false, $id: ID) { a @skip(if: $yes) { id } node(id: $id) { id @include(if: $no) } now @include(if: $yes) }";
  const { made } = ask(MIXED, { query, variables: { yes: true, id: "1", other: 2 } });
  expect(print(made.document).replace(/\s+/g, " ")).toBe(
    "query Q($id: ID) { node(id: $id) { __typename @include(if: false) } now }",
  );
  expect(made.variables).toEqual({ id: "1" });
  expect(conditionsOf(parse(query))).toEqual(["yes", "no"]);
});

test("Other directives stay, but for @live, which is no planner's", () => {
  expect(written(MIXED, 'query @note(text: "q") { now @note @include(if: true) now @note(text: "t") }')).toBe(
    'query @note(text: "q") { now @note @note(text: "t") }',
  );
  expect(LIVE.name).toBe("live");
  expect(written(REPORTS, "query Q @live(throttle: 500) { reports { totalCount } }")).toBe(
    "query Q { reports { totalCount } }",
  );
});

test("Of several operations one is left, and fields of a mutation keep their order", () => {
  const document = parse(
    "query Q { now } mutation M { second(n: 1) first { id } ... on Mutation { k: second } }",
  );
  const operation = document.definitions.find(
    (one) => one.kind === Kind.OPERATION_DEFINITION && one.operation === OperationTypeNode.MUTATION,
  );
  const { document: made } = normalised(MIXED, document, operation as never);
  expect(print(made).replace(/\s+/g, " ")).toBe("mutation M { second(n: 1) first { id } k: second }");
});

test("Fragments within fragments come to so many fields at most", () => {
  const fragments = Array.from(
    { length: 20 },
    (_, n) => `fragment F${n} on A { x: owner { ...F${n + 1} } y: owner { ...F${n + 1} } }`,
  );
  const query = `{ a { ...F0 } } ${fragments.join(" ")} fragment F20 on A { id }`;
  expect(() => ask(MIXED, { query, variables: {} })).toThrow(
    "The request exceeds a limit: at most 20000 fields and fragments, each as often as it is spread (fields), not 20001.",
  );
});
