import {
  type DocumentNode,
  type FieldNode,
  Kind,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { UNLIMITED, useDatabase } from "./harness.js";
import { isValid, type Operation, Operations } from "./operations.js";
import { type Part, useJoining, useParts } from "./partner-servers.js";
import { FEDERATED, Random, SEED } from "./random.js";
import { samplesOf } from "./samples.js";
import { shrink } from "./shrink.js";

const database = useDatabase();
const server = useJoining(database, { ...UNLIMITED, CACHE_BYTES: "0" });

/** What a partner knows of three types of ours. */
const NOTED = ["Agency", "Document", "InfrastructureSystem"];
const noteOf = (id: string): string => `note of ${id}`;
const notes: Part = {
  sdl: `type Query { ping: String! } ${NOTED.map((type) => `type ${type} @key(fields: "id") { id: ID! note: String! }`).join(" ")}`,
  root: { ping: "pong" },
  entity: (_, { id }: { id: string }) => ({ id, note: noteOf(id) }),
};
useParts(server, { notes });

/** Keys that no random operation has. */
const KEYS = { id: "theirId", note: "theirNote", ping: "theirPing" };

const fields = (text: string): readonly SelectionNode[] => {
  const [operation] = parse(`{ ${text} }`).definitions;
  return (operation as { selectionSet: SelectionSetNode }).selectionSet.selections;
};
const NOTE = `${KEYS.id}: id ${KEYS.note}: note`;
const OF_THINGS = NOTED.map((type) => `... on ${type} { ${NOTE} }`).join(" ");

/** The same operation, which asks the partner too: at the root, and in some of the places where there may be a note. */
function across({ query, variables }: Operation, random: Random): Operation {
  const info = new TypeInfo(database.api.schema);
  const add = (node: SelectionSetNode, text: string): SelectionSetNode => ({
    ...node,
    selections: [...node.selections, ...fields(text)],
  });
  const document: DocumentNode = visit(
    parse(query),
    visitWithTypeInfo(info, {
      SelectionSet: {
        leave(node) {
          const name = info.getParentType()?.name ?? "";
          if (name === "Query" && !node.selections.some(isPing)) return add(node, `${KEYS.ping}: ping`);
          if (random.chance(0.3)) return undefined;
          if (NOTED.includes(name)) return add(node, NOTE);
          return name === "Thing" ? add(node, OF_THINGS) : undefined;
        },
      },
    }),
  );
  return { query: print(document), variables };
}

const isPing = (node: SelectionNode): boolean => node.kind === Kind.FIELD && keyOf(node) === KEYS.ping;
const keyOf = ({ alias, name }: FieldNode): string => alias?.value ?? name.value;

/** An answer without what was added to it; a note that is not of its thing, or is not there, stays. */
function ours(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ours);
  if (typeof value !== "object" || value === null) return value;
  const { [KEYS.id]: id, [KEYS.note]: note, [KEYS.ping]: ping, ...others } = value as Record<string, unknown>;
  const made = Object.fromEntries(Object.entries(others).map(([key, own]) => [key, ours(own)]));
  if (id !== undefined && note !== noteOf(String(id))) made[KEYS.note] = note ?? "none";
  if (ping !== undefined && ping !== "pong") made[KEYS.ping] = ping;
  return made;
}

/** How the answer across differs from the one of one process; undefined where ours is the same, the order of keys included. */
async function difference(operation: Operation, asked: Operation): Promise<"data" | "errors" | undefined> {
  const expected = await database.ask(operation.query, operation.variables);
  const { data, errors = [] } = await server.ask(asked.query, asked.variables);
  if (errors.length > 0 !== expected.errors.length > 0) return "errors";
  if (errors.length > 0) return undefined;
  return JSON.stringify(ours(data)) === JSON.stringify(expected.data) ? undefined : "data";
}

test("Random operations have the same answers beside a partner's fields as by themselves", async () => {
  const random = new Random(SEED);
  const made = new Operations(database.api.schema, random, await samplesOf(database, database.api, random));
  const found: string[] = [];
  const counts = { same: 0, wrong: 0 };
  for (let asked = 0; asked < FEDERATED; ) {
    const operation = made.next();
    // What is said of partners is of each process.
    if (!isValid(database.api.schema, operation) || operation.query.includes("partners")) continue;
    asked += 1;
    const seed = random.below(1_000_000);
    const both = (one: Operation) => difference(one, across(one, new Random(seed)));
    const kind = await both(operation);
    counts[kind ? "wrong" : "same"] += 1;
    if (!kind) continue;
    const fails = async (one: Operation) => isValid(database.api.schema, one) && (await both(one)) === kind;
    const smallest = await shrink(database.api.schema, operation, fails);
    const sent = across(smallest, new Random(seed));
    const answers = [
      await server.ask(sent.query, sent.variables),
      await database.ask(smallest.query, smallest.variables),
    ];
    found.push(
      `${kind}: ${sent.query} ${JSON.stringify(sent.variables)}\n${answers.map((answer) => JSON.stringify(answer).slice(0, 1500)).join("\n")}`,
    );
  }
  console.log(`SEED=${SEED}`, counts);
  expect(found).toEqual([]);
}, 3_600_000);
