import { useDatabase } from "./harness.js";

const database = useDatabase();
const empty = useDatabase("migrated");

/** Asks both ways for a thing that names a code, which must be refused. */
async function refused(query: string, variables?: Record<string, unknown>): Promise<string[]> {
  const { data, errors } = await database.askBoth(query, variables);
  expect(errors.map(({ extensions }) => extensions?.code)).toEqual(errors.map(() => "BAD_USER_INPUT"));
  expect(errors.length).toBeGreaterThan(0);
  expect(Object.values(data ?? {})).toContain(null);
  return errors.map(({ message }) => message);
}

const observations = (where: string) => `{ observations(where: ${where}) { totalCount } }`;

test.each([
  [
    "an indicator",
    '{ indicator: { code: { eq: "dossier-recieved" } } }',
    "There is no indicator dossier-recieved; did you mean dossier-received",
  ],
  ["a unit", '{ unit: { eq: "persons" } }', "There is no unit persons; did you mean person"],
  [
    "a unit through a relation",
    '{ measure: { code: { eq: "persons" } } }',
    "There is no unit persons; did you mean person",
  ],
  [
    "one of a list",
    '{ unit: { in: ["person", "vnd", "dosier"] } }',
    "There is no unit dosier; did you mean dossier",
  ],
  ["what must not be", '{ unit: { ne: "dosier" } }', "There is no unit dosier; did you mean dossier"],
  ["what is not among", '{ unit: { notIn: ["dosier"] } }', "There is no unit dosier; did you mean dossier"],
  [
    "a dimension",
    '{ dimensions: { some: { dimension: { eq: "levle" } } } }',
    "There is no dimension levle; did you mean level",
  ],
  [
    "a member",
    '{ dimensions: { some: { dimension: { eq: "level" }, member: { eq: "5" } } } }',
    "There is no member 5 in the dimension level; did you mean 1-2, 3 or 4?",
  ],
  [
    "a breakdown",
    '{ breakdown: { in: ["", "levle,scope"] } }',
    "There is no dimension levle; did you mean level",
  ],
  ["one that must not hold", '{ not: { unit: { eq: "dosier" } } }', "There is no unit dosier"],
  [
    "one of which another may hold",
    '{ or: [{ unit: { eq: "person" } }, { unit: { eq: "dosier" } }] }',
    "There is no unit dosier",
  ],
  [
    "one of rows that lead elsewhere",
    '{ parts: { every: { parts: { some: { unit: { eq: "dosier" } } } } } }',
    "There is no unit dosier",
  ],
])("A code that does not exist is refused with those that are like it: %s", async (_, where, message) => {
  const [found] = await refused(observations(where));
  expect(found).toContain(message);
});

test("Codes are looked for in a list of what has them, too, and through a list of codes", async () => {
  expect(await refused('{ dimensions(where: { code: { eq: "levels" } }) { totalCount } }')).toEqual([
    "There is no dimension levels; did you mean level or org-level?",
  ]);
  expect(
    await refused(
      '{ dimensionMembers(where: { dimension: { code: { eq: "level" } }, code: { eq: "9" } }) { nodes { id } } }',
    ),
  ).toEqual(["There is no member 9 in the dimension level; did you mean 1-2, 3 or 4?"]);
  const [list] = await refused(
    '{ indicators(where: { notAdditiveOver: { eq: "certificate" } }) { nodes { id } } }',
  );
  expect(list).toContain("There is no dimension certificate");
});

test("A code in a variable is refused like one in the text, and the other slices are answered", async () => {
  const query = `query ($code: String!, $codes: [String!]!) {
    one: observations(where: { indicator: { code: { eq: $code } } }) { nodes { id } totalCount }
    some: observations(where: { unit: { in: $codes } }) { totalCount }
    agencies { totalCount }
  }`;
  const { data, errors } = await database.askBoth(query, {
    code: "dan-so",
    codes: ["person", "zzz", "đồng"],
  });
  expect(data).toMatchObject({ one: null, some: null });
  expect(data.agencies.totalCount).toBeGreaterThan(0);
  expect(errors.map(({ path }) => path)).toEqual([["one"], ["some"]]);
  const right = await database.askBoth(query, { code: "online-service-count", codes: ["person"] });
  expect(right.errors).toEqual([]);
  expect(right.statements).toBe(1);
});

test("Where a dimension is named, a code that does not exist is refused too", async () => {
  const message = "There is no dimension levle; did you mean level or org-level?";
  expect(await refused('{ observations { groups(by: [{ dimension: "levle" }]) { count } } }')).toEqual([
    message,
  ]);
  const { data, errors } = await database.askBoth(
    '{ observations(first: 2) { nodes { id member(dimension: "levle") { code } } } }',
  );
  expect(data.observations.nodes).toHaveLength(2);
  expect(errors.map(({ message: words, path }) => [words, path])).toEqual(
    [0, 1].map((index) => [message, ["observations", "nodes", index, "member"]]),
  );
});

test("A part of a code may be anything, and so may what has no code of ours", async () => {
  const { errors } = await database.askBoth(`{
    a: observations(where: { unit: { contains: "zzz" } }) { totalCount }
    b: observations(where: { indicator: { code: { startsWith: "zzz" } }, unit: { gt: "zzz" } }) { totalCount }
    c: agencies(where: { code: { eq: "zzz" } }) { totalCount }
    d: observations(where: { unit: { in: [] } }) { totalCount }
  }`);
  expect(errors).toEqual([]);
});

test("Where nothing has a code yet, any code may be asked for", async () => {
  const { data, errors, statements } = await empty.askBoth(
    observations('{ unit: { eq: "vnd" }, indicator: { code: { eq: "zzz" } } }'),
  );
  expect(errors).toEqual([]);
  expect(data.observations.totalCount).toBe(0);
  expect(statements).toBe(1);
});
