import { THINGS, type ThingPrefix } from "../entities/index.js";
import { HOLDERS } from "../entities/observation.js";
import { Thing } from "../entities/base.js";
import { useDatabase } from "./harness.js";

const database = useDatabase();

/** Every kind of thing, and whether any of Trà Vinh's has figures. */
const KINDS: Record<ThingPrefix, boolean> = {
  report: true,
  section: true,
  // The source states nothing of a line of its list of recipients.
  recipient: false,
  evaluation: true,
  agency: true,
  place: true,
  operator: true,
  licence: true,
  system: true,
  integration: true,
  notice: true,
  // The source names no incident; that it counts none either is a figure of the province.
  incident: false,
  outlet: true,
  output: true,
  service: true,
  certificate: true,
  document: true,
  topic: true,
  theme: true,
  programme: true,
  project: true,
  // The source counts packages and names none; their figures are the project's.
  package: false,
  inspection: true,
  sanction: true,
  reception: true,
  training: true,
  personnel: true,
  event: true,
  activity: true,
  task: true,
  unit: true,
  dimension: true,
  member: true,
  period: true,
  indicator: true,
  // Rules of how figures belong together, of which a source states none.
  balance: false,
  item: false,
  // What else the source calls something has no figures of its own.
  name: false,
  // A way of writing names.
  abbreviation: false,
};

interface Node {
  id: string;
  observations: { totalCount: number; nodes: { id: string }[] };
}

const FIGURES = "observations(first: 1000) { totalCount nodes { id } }";

/** The things of a kind with their figures. */
async function thingsOf(prefix: ThingPrefix): Promise<Node[]> {
  const { many } = THINGS[prefix];
  const { data } = await database.ask(`{ ${many}(first: 1000) { nodes { id ${FIGURES} } } }`);
  return data[many].nodes;
}

test.each(Object.entries(KINDS) as [ThingPrefix, boolean][])(
  "That things of the kind %s have figures is %s",
  async (prefix, expected) => {
    const things = await thingsOf(prefix);
    expect(things.some(({ observations }) => observations.totalCount > 0)).toBe(expected);
  },
);

test.each(Object.keys(THINGS) as ThingPrefix[])(
  "A thing of the kind %s has the same figures as any thing, however it is reached",
  async (prefix) => {
    const things = (await thingsOf(prefix)).slice(0, 40);
    const some = things.slice(0, 3).map(({ id }) => id);
    const ids = things.map(({ id }) => id);
    const any = await database.ask(
      `query ($ids: [ID!]!) { things(where: { id: { in: $ids } }, first: 40) { nodes { id ${FIGURES} } } }`,
      { ids },
    );
    const byId = (nodes: Node[]) => new Map(nodes.map(({ id, observations }) => [id, observations]));
    expect(byId(any.data.things.nodes)).toEqual(byId(things));
    const found = await database.askBoth(
      `query ($some: [ID!]!, $ids: [ID!]!) {
        things(where: { id: { in: $some } }) { nodes { id ${FIGURES} } }
        having: things(where: { id: { in: $ids }, observations: { some: {} } }) { totalCount }
        lacking: things(where: { id: { in: $ids }, observations: { none: {} } }) { totalCount }
      }`,
      { some, ids },
    );
    const having = things.filter(({ observations }) => observations.totalCount > 0).length;
    expect(found.data.having.totalCount).toBe(having);
    expect(found.data.lacking.totalCount).toBe(ids.length - having);
  },
);

test("The kinds that have their figures otherwise than by subject and about are those that no figure is about", () => {
  const { kinds = [] } = database.api.catalogue.modelOf(Thing).relations.observations ?? {};
  expect(kinds.map(({ prefix }) => prefix).sort()).toEqual([...HOLDERS].sort());
});

test("What a figure is about has it among its figures, and what it counts is counted in it", async () => {
  const figures = await database.ask(
    "{ observations(first: 1000) { nodes { id subject { id } about { nodes { id } } counted { nodes { id } } } } }",
  );
  const pairs = { own: new Set<string>(), counted: new Set<string>() };
  for (const { id, subject, about, counted } of figures.data.observations.nodes) {
    for (const thing of [subject, ...about.nodes]) pairs.own.add(`${thing.id} ${id}`);
    for (const thing of counted.nodes) pairs.counted.add(`${thing.id} ${id}`);
  }
  const back = { own: new Set<string>(), counted: new Set<string>() };
  const kinds = (Object.keys(THINGS) as ThingPrefix[]).filter((prefix) => !HOLDERS.includes(prefix));
  for (const prefix of kinds) {
    const { many } = THINGS[prefix];
    const { data } = await database.ask(
      `{ ${many}(first: 1000) { nodes { id ${FIGURES} countedIn { nodes { id } } } } }`,
    );
    for (const { id, observations, countedIn } of data[many].nodes) {
      for (const figure of observations.nodes) back.own.add(`${id} ${figure.id}`);
      for (const figure of countedIn.nodes) back.counted.add(`${id} ${figure.id}`);
    }
  }
  expect(back).toEqual(pairs);
  expect(pairs.own.size).toBeGreaterThan(300);
  expect(pairs.counted.size).toBeGreaterThan(30);
});

test("A commune that a figure counts by name is counted in it, and the figure is not its own", async () => {
  const { data } = await database.askBoth(
    '{ place(id: "place:xa-luong-hoa") { observations { totalCount } countedIn { nodes { id value } } } }',
  );
  expect(data.place).toEqual({
    observations: { totalCount: 0 },
    countedIn: { nodes: [{ id: "observation:xa-dat-tieu-chi-8", value: "9" }] },
  });
});

describe("Figures of which a thing is the subject and others that are about it", () => {
  const OWN = "'observation:dvc-truc-tuyen', 'observation:ho-so-muc-do-3', 'observation:doanh-thu-buu-chinh'";

  beforeAll(async () => {
    // Of two it is the subject already, which a data file may not say again.
    await database.dataSource.query(
      `INSERT INTO observation_about SELECT id, 'system:igate' FROM observation WHERE id IN (${OWN})`,
    );
  });

  const igate = (rest: string) => `{ infrastructureSystem(id: "system:igate") { ${rest} } }`;

  test("are each there once, in one order, page by page", async () => {
    const all = await database.askBoth(
      igate("observations(first: 1000) { totalCount nodes { id lineStart } }"),
    );
    const { totalCount, nodes } = all.data.infrastructureSystem.observations;
    const ids = nodes.map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(totalCount).toBe(ids.length);
    expect(ids[2]).toBe("observation:doanh-thu-buu-chinh");
    const paged: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { data } = await database.askBoth(
        igate(
          `observations(first: 4, after: ${JSON.stringify(after)}) { edges { node { id } } pageInfo { hasNextPage endCursor } }`,
        ),
      );
      const { edges, pageInfo } = data.infrastructureSystem.observations;
      paged.push(...edges.map(({ node }: { node: { id: string } }) => node.id));
      [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
    }
    expect(paged).toEqual(ids);
  });

  test("are filtered, ordered, counted and grouped as one list", async () => {
    const { data, errors } = await database.askBoth(
      igate(
        `largest: observations(where: { value: { gt: "1000" } }, orderBy: [{ value: DESC }], first: 2) { totalCount nodes { id } }
         money: observations(where: { unit: { eq: "vnd" } }) { groups(by: [{ indicator: { code: VALUE } }]) { keys { indicator { code } } count sum { value } } }`,
      ),
    );
    expect(errors).toEqual([]);
    expect(data.infrastructureSystem.largest.nodes).toEqual([
      { id: "observation:doanh-thu-buu-chinh" },
      { id: "observation:ho-so-muc-do-4" },
    ]);
    expect(data.infrastructureSystem.money.groups).toEqual([
      { keys: { indicator: { code: "service-revenue" } }, count: 1, sum: { value: "38500000000" } },
    ]);
  });

  test.each([
    ["some", '{ unit: { eq: "vnd" } }', true],
    ["some", '{ unit: { eq: "kg" } }', false],
    ["none", '{ unit: { eq: "vnd" } }', false],
    ["every", '{ unit: { ne: "vnd" } }', false],
    ["every", '{ unit: { ne: "kg" } }', true],
  ])("are what a condition with %s %s looks at", async (quantifier, where, expected) => {
    const condition = `{ id: { eq: "system:igate" }, observations: { ${quantifier}: ${where} } }`;
    const { data } = await database.askBoth(
      `{ infrastructureSystems(where: ${condition}) { totalCount } things(where: ${condition}) { totalCount } }`,
    );
    expect([data.infrastructureSystems.totalCount, data.things.totalCount]).toEqual(
      expected ? [1, 1] : [0, 0],
    );
  });
});

test.each([
  "UPDATE observation SET subject_id = 'unit:vnd' WHERE id = 'observation:don-thu'",
  "INSERT INTO observation_about VALUES ('observation:don-thu', 'report:tra-vinh-2021-9m')",
])("The database keeps no figure about a kind that has its figures otherwise: %s", async (statement) => {
  await expect(database.dataSource.query(statement)).rejects.toThrow(/violates check constraint/);
});
