import type pg from "pg";
import type { Answer as Sent } from "../src/live/message.js";
import type { Subscription } from "../src/live/subscription.js";
import { useDatabase, useWriter } from "./harness.js";
import { until } from "./processes.js";

const database = useDatabase();
let writer: pg.Client;
useWriter(database, (made) => {
  writer = made;
});

const ID = "agency:so-tttt-tra-vinh";
const TYPES: Record<string, string> = { first: "Int!", where: "InfrastructureSystemWhere" };

/** What is asked of an agency, with which variables, and fragments. */
interface Selection {
  text: string;
  variables?: Record<string, unknown>;
  fragments?: string;
}

/** Names of variables and of fragments mean something else in each. */
const SELECTIONS: Selection[] = [
  { text: "node { id name }" },
  { text: "node { name ...F }", fragments: "fragment F on Agency { is: branch }" },
  {
    text: "node { ...F systems(first: 1) { totalCount } }",
    fragments: "fragment F on Agency { is: name, ids: id }",
  },
  { text: "node { systems(first: $first) { nodes { id name } } }", variables: { first: 2 } },
  { text: "node { systems(first: $first) { nodes { id } totalCount } }", variables: { first: 1 } },
  {
    text: "again: node { id } node { systems(where: $where) { totalCount } }",
    variables: { where: { name: { contains: "a" } } },
  },
];

/** A text of an operation or a subscription that asks for a selection. */
function textOf({ text, variables = {}, fragments = "" }: Selection, kind: string, root: string): string {
  const names = Object.keys(variables).map((name) => `$${name}: ${TYPES[name]}`);
  return `${kind} ${names.length > 0 ? `(${names.join(", ")})` : ""} { ${root.replace("…", text)} } ${fragments}`;
}

const opened = new Map<Selection, Subscription>();
const stop = (selection: Selection) => {
  opened.get(selection)?.stop();
  opened.delete(selection);
};
afterEach(() => {
  for (const selection of Array.from(opened.keys())) stop(selection);
});

/** Subscribes to agencies; what was told comes to stand in the list. */
async function follow(selection: Selection): Promise<Record<string, unknown>[]> {
  const query = textOf(selection, "subscription", "agencyChanged { … }");
  const { variables } = selection;
  const subscription = await database.service.subscribe({ query, ...(variables && { variables }) });
  if ("errors" in subscription) throw new Error(JSON.stringify(subscription.errors));
  const told: Record<string, unknown>[] = [];
  subscription.attach({
    take: (answers: readonly Sent[]) => {
      told.push(...answers.map(({ json }) => JSON.parse(json)));
      return answers.length;
    },
    drained: async () => {},
    end: (errors) => told.push({ errors }),
  });
  opened.set(selection, subscription);
  await until(() => told.length === 1 || undefined, 5);
  return told;
}

let version = 0;
/** Changes the agency, and waits until all were told; returns how many statements that took. */
async function change(all: readonly unknown[][]): Promise<number> {
  const { counts } = database.service.sessions;
  const [before, length] = [counts.statements, all.map((told) => told.length + 1)];
  version += 1;
  await writer.query("UPDATE agency SET name = split_part(name, ' #', 1) || $2 WHERE id = $1", [
    ID,
    ` #${version}`,
  ]);
  await until(() => all.every((told, place) => told.length === length[place]) || undefined, 5);
  return counts.statements - before;
}

/** What ordinary queries say of the agency. */
const asked = (selections: readonly Selection[]) =>
  Promise.all(
    selections.map(async (selection) => {
      const root = textOf(selection, "query", `agencies(where: { id: { eq: "${ID}" } }) { … }`).replaceAll(
        "node {",
        "nodes {",
      );
      const { data } = await database.ask(root, selection.variables);
      const event = Object.entries(data.agencies as Record<string, [unknown]>).map(([key, [node]]) => [
        key === "nodes" ? "node" : key,
        node,
      ]);
      return { data: { agencyChanged: Object.fromEntries(event) } };
    }),
  );

test("What several ask of one change with different selections is one statement, and what each would be told alone", async () => {
  const all = await Promise.all(SELECTIONS.map(follow));
  const statements: number[] = [];
  for (let time = 0; time < 4; time += 1) {
    statements.push(await change(all));
    expect(all.map((told) => told.at(-1))).toEqual(await asked(SELECTIONS));
  }
  // What comes together for the first time may come so only once.
  expect(statements).toEqual([SELECTIONS.length, 1, 1, 1]);
});

test("Who comes or goes leaves the others what they are told", async () => {
  const all = await Promise.all(SELECTIONS.slice(0, 3).map(follow));
  await change(all);
  expect(await change(all)).toBe(1);
  const more = [...all, await follow(SELECTIONS[3] as Selection)];
  expect([await change(more), await change(more)]).toEqual([4, 1]);
  expect(more.map((told) => told.at(-1))).toEqual(await asked(SELECTIONS.slice(0, 4)));
  stop(SELECTIONS[0] as Selection);
  const rest = more.slice(1);
  expect([await change(rest), await change(rest)]).toEqual([3, 1]);
  expect(rest.map((told) => told.at(-1))).toEqual(await asked(SELECTIONS.slice(1, 4)));
});

test("What is wrong with one is told to it alone, and then it is asked alone for a while", async () => {
  const refused = {
    text: "node { observations(first: 1) { groups(by: [{ unit: VALUE }]) { sum { value } } } }",
  };
  const all = await Promise.all([...SELECTIONS.slice(0, 2), refused].map(follow));
  for (let time = 0; time < 3; time += 1) {
    await change(all);
    const [first, second, last] = all.map((told) => told.at(-1));
    expect([first, second]).toEqual(await asked(SELECTIONS.slice(0, 2)));
    const [error] = (last?.errors ?? []) as object[];
    expect(error).toMatchObject({
      path: ["agencyChanged", "node", "observations", "groups", 0, "sum", "value"],
    });
  }
});
