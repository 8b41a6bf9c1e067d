import { useDatabase } from "./harness.js";

const database = useDatabase("migrated");

/** What is computed of figures of as many places with these values, in one group. */
async function measuresOf(values: (string | null)[]) {
  await database.dataSource.query(
    `INSERT INTO place (id, name) SELECT 'place:x' || n, 'x' FROM generate_series(0, 9) n ON CONFLICT DO NOTHING;
     INSERT INTO indicator (id, name, code, basis, additive_over_subjects) VALUES ('indicator:x', 'x', 'x', 'FLOW', true)
     ON CONFLICT DO NOTHING;
     DELETE FROM observation`,
  );
  for (const [index, value] of values.entries())
    await database.dataSource.query(
      `INSERT INTO observation (id, figure, value, unit, status, indicator_id, subject_id)
       VALUES ($1, $1, $2, 'piece', 'FINAL', 'indicator:x', $3)`,
      [`observation:${index}`, value, `place:x${index}`],
    );
  const query =
    "{ observations { groups(by: []) { count countDistinct { value } sum { value } avg { value } min { value } max { value } } } }";
  const answer = await database.askBoth(query);
  expect(answer.errors).toEqual([]);
  const [{ count, countDistinct, sum, avg, min, max }] = answer.data.observations.groups;
  return [count, countDistinct.value, sum.value, avg.value, min.value, max.value];
}

/** Count, how many different ones, sum, mean, least and greatest. */
const TABLE: [title: string, values: (string | null)[], measures: (string | number | null)[]][] = [
  ["a mean without end has ten decimals", ["1", "1", "2"], [3, 2, "4", "1.3333333333", "1", "2"]],
  ["the last of them is rounded", ["0", "0", "2"], [3, 2, "2", "0.6666666667", "0", "2"]],
  [
    "half of the last is rounded away from zero",
    ["0", "-0.0000000001"],
    [2, 2, "-0.0000000001", "-0.0000000001", "-0.0000000001", "0"],
  ],
  ["no needless zeros are written", ["1.50", "2.50"], [2, 2, "4", "2", "1.5", "2.5"]],
  ["one number written in two ways is one", ["1.5", "1.50"], [2, 1, "3", "1.5", "1.5", "1.5"]],
  ["absent values are left out", ["1", null, "3"], [3, 2, "4", "2", "1", "3"]],
  ["of absent values alone nothing is known", [null, null], [2, 0, null, null, null, null]],
  ["of no rows nothing is known", [], [0, 0, null, null, null, null]],
  [
    "sums are exact",
    ["0.1", "38500000000000000000000000000000.3"],
    [
      2,
      2,
      "38500000000000000000000000000000.4",
      "19250000000000000000000000000000.2",
      "0.1",
      "38500000000000000000000000000000.3",
    ],
  ],
  ["numbers are compared by value", ["10", "9", "-1"], [3, 3, "18", "6", "-1", "10"]],
];

test.each(TABLE)("Of figures, %s", async (_title, values, measures) => {
  expect(await measuresOf(values)).toEqual(measures);
});

test("Days and moments have a least and a greatest", async () => {
  await database.dataSource.query(
    `INSERT INTO document (id, name, issued_on) VALUES ('document:a', 'a', '2021-09-14'), ('document:b', 'b', '2020-02-29'), ('document:c', 'c', NULL)`,
  );
  const { data, errors } = await database.ask(
    "{ documents { groups(by: []) { min { issuedOn } max { issuedOn } countDistinct { issuedOn } } } }",
  );
  expect(errors).toEqual([]);
  expect(data.documents.groups).toEqual([
    { min: { issuedOn: "2020-02-29" }, max: { issuedOn: "2021-09-14" }, countDistinct: { issuedOn: 2 } },
  ]);
});

test("Conditions on groups hold one by one, and empty ones as the reference says", async () => {
  const counts = async (having: string) => {
    const query = `{ observations { groups(by: [{ value: VALUE }], having: ${having}) { keys { value } count } } }`;
    const { data, errors } = await database.ask(query);
    expect(errors).toEqual([]);
    return data.observations.groups.map(({ keys }: { keys: { value: string | null } }) => keys.value);
  };
  await measuresOf(["1", "1", "1.0", "2", "2", "3", null]);
  expect(await counts("{}")).toEqual(["1", "2", "3", null]);
  expect(await counts("{ count: { gte: 2 } }")).toEqual(["1", "2"]);
  expect(await counts("{ count: { gt: 2 } }")).toEqual(["1"]);
  expect(await counts("{ not: { count: { gte: 2 } } }")).toEqual(["3", null]);
  expect(await counts("{ or: [] }")).toEqual([]);
  expect(await counts("{ and: [] }")).toEqual(["1", "2", "3", null]);
  expect(await counts("{ or: [{ count: { eq: 3 } }, { count: { eq: 2 } }] }")).toEqual(["1", "2"]);
  expect(await counts('{ sum: { value: { gt: "3" } } }')).toEqual(["2"]);
  expect(await counts('{ not: { sum: { value: { gt: "3" } } } }')).toEqual(["1", "3", null]);
  expect(await counts("{ max: { value: { isNull: true } } }")).toEqual([null]);
});

test("Equal numbers make one group, whose key has no needless zeros", async () => {
  await measuresOf(["1.50", "1.5", "1.500"]);
  const { data } = await database.ask(
    "{ observations { groups(by: [{ value: VALUE }]) { keys { value } count } } }",
  );
  expect(data.observations.groups).toEqual([{ keys: { value: "1.5" }, count: 3 }]);
});

test("Rows without a related row make one group with those of which its value is absent", async () => {
  await database.dataSource.query(
    `INSERT INTO agency (id, name, level) VALUES ('agency:p', 'p', 'PROVINCE'), ('agency:u', 'u', NULL);
     UPDATE document SET issuer_id = CASE id WHEN 'document:a' THEN 'agency:p' WHEN 'document:b' THEN 'agency:u' END`,
  );
  const query =
    "{ documents { groups(by: [{ issuer: { level: VALUE } }]) { keys { issuer { level } } count } } }";
  const answer = await database.askBoth(query);
  expect(answer.data.documents.groups).toEqual([
    { keys: { issuer: { level: "PROVINCE" } }, count: 1 },
    { keys: { issuer: { level: null } }, count: 2 },
  ]);
});

test("Moments are given as they are in UTC, to the millisecond", async () => {
  await measuresOf(["1"]);
  await database.dataSource.query("UPDATE observation SET recorded_at = '2021-09-14T23:59:59.5+07'");
  const query = "{ observations { nodes { recordedAt } groups(by: []) { min { recordedAt } } } }";
  const answer = await database.askBoth(query);
  const recordedAt = "2021-09-14T16:59:59.500Z";
  expect(answer.data.observations).toEqual({ nodes: [{ recordedAt }], groups: [{ min: { recordedAt } }] });
});

test("Groups are of the rows that meet the list's condition and their own", async () => {
  await measuresOf(["1", "2", "3", "4", null]);
  const { data } = await database.ask(`{
    observations(where: { value: { gte: "2" } }) {
      totalCount
      own: groups(by: [], where: { value: { lte: "3" } }) { count sum { value } }
      all: groups(by: []) { count(where: { value: { lte: "3" } }) sum { value } }
    }
  }`);
  expect(data.observations).toEqual({
    totalCount: 3,
    own: [{ count: 2, sum: { value: "5" } }],
    all: [{ count: 2, sum: { value: "9" } }],
  });
});
