import { useDatabase } from "./harness.js";

const database = useDatabase();

const both: typeof database.askBoth = (...asked) => database.askBoth(...asked);

test("Groups of a list count each of its rows once, whatever page was asked for", async () => {
  const { data } = await both(`{
    documents(first: 2) { totalCount groups(by: [{ type: VALUE }]) { keys { type } count } }
  }`);
  const counts = data.documents.groups.map(({ count }: { count: number }) => count);
  expect(counts.reduce((sum: number, count: number) => sum + count, 0)).toBe(data.documents.totalCount);
  const types = data.documents.groups.map(({ keys }: { keys: { type: string } }) => keys.type);
  expect(new Set(types).size).toBe(types.length);
});

test("Of no keys, all rows are one group; there is one even where there are no rows", async () => {
  const { data } = await both(`{
    all: documents { totalCount groups(by: []) { count } }
    none: documents(where: { id: { eq: "document:none" } }) { groups(by: []) { count max { issuedOn } } }
    empty: documents(where: { id: { eq: "document:none" } }) { groups(by: [{ type: VALUE }]) { count } }
  }`);
  expect(data.all.groups).toEqual([{ count: data.all.totalCount }]);
  expect(data.none.groups).toEqual([{ count: 0, max: { issuedOn: null } }]);
  expect(data.empty.groups).toEqual([]);
});

test("Filters, having, order and first choose among the groups", async () => {
  const { data } = await both(
    `query ($least: Int!, $first: Int) {
      documents {
        groups(by: [{ type: VALUE }], where: { type: { isNull: false } }, having: { count: { gte: $least } }, orderBy: [{ count: DESC }], first: $first) {
          keys { type } count recent: count(where: { issuedOn: { gte: "2021-06-01" } }) countDistinct { issuedOn }
        }
        all: groups(by: [{ type: VALUE }], where: { type: { isNull: false } }) { count }
      }
    }`,
    { least: 2, first: 3 },
  );
  const counts = data.documents.groups.map(({ count }: { count: number }) => count);
  const expected = data.documents.all
    .map(({ count }: { count: number }) => count)
    .filter((count: number) => count >= 2)
    .sort((a: number, b: number) => b - a)
    .slice(0, 3);
  expect(counts).toEqual(expected);
  for (const { count, recent, countDistinct } of data.documents.groups) {
    expect(recent).toBeLessThanOrEqual(count);
    expect(countDistinct.issuedOn).toBeLessThanOrEqual(count);
  }
});

test("Figures are added by the members of a dimension", async () => {
  const { data, errors } = await both(`{
    observations(where: { indicator: { code: { eq: "online-service-count" } }, parts: { none: {} } }) {
      groups(by: [{ dimension: "level" }]) { keys { member(dimension: "level") { code } } sum { value } avg { value } }
      total: groups(by: []) { sum { value } }
    }
  }`);
  expect(errors).toEqual([]);
  const sums = data.observations.groups.map(({ sum }: { sum: { value: string } }) => Number(sum.value));
  expect(sums.reduce((sum: number, value: number) => sum + value, 0)).toBe(1858);
  expect(data.observations.total).toEqual([{ sum: { value: "1858" } }]);
});

test("A group that must not be computed with is refused with the reason; its neighbours are computed", async () => {
  const { data, errors } = await both(`{
    units: observations { groups(by: [{ status: VALUE }]) { count sum { value } } }
    rates: observations(where: { indicator: { basis: { in: [RATE, STOCK] } } }) {
      groups(by: [{ indicator: { code: VALUE } }, { unit: VALUE }]) { keys { indicator { code } } sum { value } }
    }
    counted: observations { totalCount }
  }`);
  expect(data.counted.totalCount).toBeGreaterThan(0);
  const messages = errors.map(({ message }) => message);
  expect(messages.some((message) => /unlike units, among them/.test(message))).toBe(true);
  expect(messages.some((message) => /rates, which are never added/.test(message))).toBe(true);
  expect(new Set(errors.map(({ extensions }) => extensions?.code))).toEqual(new Set(["BAD_USER_INPUT"]));
  const sums = data.rates.groups.map(({ sum }: { sum: { value: string | null } }) => sum.value);
  expect(sums).toContain(null);
  expect(sums.some((value: string | null) => value !== null)).toBe(true);
});

test("A stock is never added over periods, and a flow is", async () => {
  const insert = `INSERT INTO period (id, name, scheme, kind, start, "end") VALUES
      ('period:test1', 'x', 'CALENDAR', 'MONTH', '2030-01-01', '2030-02-01'), ('period:test2', 'x', 'CALENDAR', 'MONTH', '2030-02-01', '2030-03-01');
    INSERT INTO observation (id, figure, value, unit, status, indicator_id, subject_id, period_id)
    SELECT 'observation:test-' || i.code || n, 'test' || i.code || n, n, 'x', 'FINAL', i.id, (SELECT min(id) FROM thing), 'period:test' || n
    FROM generate_series(1, 2) n, (SELECT DISTINCT ON (basis) * FROM indicator WHERE basis IN ('STOCK', 'FLOW')) i`;
  await database.dataSource.query(insert);
  const { data, errors } = await both(`{
    observations(where: { unit: { startsWith: "x" } }) {
      groups(by: [{ indicator: { basis: VALUE } }]) { keys { indicator { basis } } sum { value } avg { value } max { value } }
      periods: groups(by: [{ indicator: { basis: VALUE } }, { period: { id: VALUE } }]) { sum { value } }
    }
  }`);
  await database.dataSource.query(
    "DELETE FROM observation WHERE unit = 'x'; DELETE FROM period WHERE name = 'x'",
  );
  expect(data.observations.groups).toEqual([
    {
      keys: { indicator: { basis: "FLOW" } },
      sum: { value: "3" },
      avg: { value: "1.5" },
      max: { value: "2" },
    },
    {
      keys: { indicator: { basis: "STOCK" } },
      sum: { value: null },
      avg: { value: "1.5" },
      max: { value: "2" },
    },
  ]);
  expect(data.observations.periods).toHaveLength(4);
  expect(errors).toMatchObject([
    {
      path: ["observations", "groups", 1, "sum", "value"],
      message: expect.stringMatching(/stocks of more than one period/),
    },
  ]);
});

test("Groups nest in lists and in the pages of things, in the same statement", async () => {
  const query = `{
    agencies(first: 10) { nodes { id documents { totalCount groups(by: [{ type: VALUE }]) { count } } } }
  }`;
  const { data, statements } = await both(query);
  expect(statements).toBe(1);
  for (const { documents } of data.agencies.nodes) {
    const counts = documents.groups.map(({ count }: { count: number }) => count);
    expect(counts.reduce((sum: number, count: number) => sum + count, 0)).toBe(documents.totalCount);
  }
});

test("Averages are exact to ten decimals, however large the numbers are", async () => {
  const values = ["123456789012345678901234567890", "123456789012345678901234567890.5", "-1", "0.0000000001"];
  const figures = values.map((value, n) => `('observation:large-${n}', 'large-${n}', ${value})`);
  await database.dataSource.query(`
    INSERT INTO observation (id, figure, value, unit, status, indicator_id, subject_id)
    SELECT id, figure, value, 'x', 'FINAL', 'indicator:service-revenue',
      (SELECT place.id FROM place WHERE level = 'COMMUNE' ORDER BY id OFFSET right(v.id, 1)::integer LIMIT 1)
    FROM (VALUES ${figures}) v(id, figure, value)`);
  const { data } = await both(`{
    observations(where: { unit: { startsWith: "x" } }) {
      groups(by: []) {
        avg { value } sum { value }
        thirds: avg(where: { value: { lt: "1" } }) { value }
      }
    }
  }`);
  await database.dataSource.query("DELETE FROM observation WHERE unit = 'x'");
  expect(data.observations.groups).toEqual([
    {
      avg: { value: "61728394506172839450617283944.875" },
      sum: { value: "246913578024691357802469135779.5000000001" },
      thirds: { value: "-0.5" },
    },
  ]);
});

const MISTAKES = [
  ["by: [{}]", "{ count }", /exactly one field/],
  ["by: [{ type: VALUE, status: VALUE }]", "{ count }", /exactly one field/],
  ["by: [{ type: VALUE }, { type: VALUE }]", "{ count }", /type is named twice/],
  ["by: [{ type: VALUE }]", "{ keys { status } }", /keys: status is not among by/],
  [
    "by: [{ issuedOn: MONTH }]",
    "{ keys { issuedOn(part: YEAR) { start } } }",
    /issuedOn \(YEAR\) is not among by/,
  ],
  ["by: [{ type: VALUE }], first: 1001", "{ count }", /first must be from 0 to 1000/],
  [
    "by: [{ type: VALUE }], orderBy: [{ keys: { status: ASC } }]",
    "{ count }",
    /keys: status is not among by/,
  ],
  ["by: [{ type: VALUE }], orderBy: [{}]", "{ count }", /exactly one thing/],
] as const;

test.each(MISTAKES)(
  "A mistake in groups(%s) %s is reported, and what stands beside it is answered",
  async (args, selection, message) => {
    const { data, errors } = await both(
      `{ documents { groups(${args}) ${selection} } reports { totalCount } }`,
    );
    expect(errors[0]?.message).toMatch(message);
    expect(errors[0]?.extensions).toEqual({ code: "BAD_USER_INPUT" });
    expect(data.reports).toEqual({ totalCount: 1 });
  },
);
