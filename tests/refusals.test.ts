import { beforeAll } from "@jest/globals";
import { useDatabase } from "./harness.js";

const database = useDatabase("migrated");

const BASES = ["FLOW", "STOCK", "RATE", "TARGET"] as const;
const FUNCTIONS = ["sum", "avg", "min", "max"] as const;
type Fn = (typeof FUNCTIONS)[number];

/** Two figures, 1 and 2, of one indicator and two districts: their units, and their periods. */
const PAIRS = {
  "in one unit of one period": { units: ["piece", "piece"], periods: ["period:a", "period:a"] },
  "in one unit of two periods": { units: ["piece", "piece"], periods: ["period:a", "period:b"] },
  "in one unit of a period and an untold one": { units: ["piece", "piece"], periods: ["period:a", null] },
  "in one unit of untold periods": { units: ["piece", "piece"], periods: [null, null] },
  "in unlike units of one period": { units: ["piece", "đồng"], periods: ["period:a", "period:a"] },
  "in unlike units of two periods": { units: ["piece", "đồng"], periods: ["period:a", "period:b"] },
} as const;
type Pair = keyof typeof PAIRS;

const NUMBERS = { sum: "3", avg: "1.5", min: "1", max: "2" };

/** What the table of docs/asking.md says: why it is refused, or undefined where it is computed. */
function reason(fn: Fn, basis: (typeof BASES)[number], pair: Pair): RegExp | undefined {
  const { units, periods } = PAIRS[pair];
  if (units[0] !== units[1]) return /unlike units, among them (piece and đồng|đồng and piece)/;
  if (basis === "RATE" && (fn === "sum" || fn === "avg")) return /rates, which are never added/;
  if (basis === "TARGET" && fn === "sum") return /targets, which are never added/;
  if (basis === "STOCK" && fn === "sum" && periods[0] !== periods[1]) return /stocks of more than one period/;
  // Years do not overlap; what is not said of a period may.
  const alike = periods[0] === periods[1] || (periods[0] !== null && periods[1] !== null);
  if (basis === "FLOW" && (fn === "sum" || fn === "avg") && !alike) return /periods that may overlap/;
  return undefined;
}

const TABLE = BASES.flatMap((basis) =>
  (Object.keys(PAIRS) as Pair[]).flatMap((pair) => FUNCTIONS.map((fn) => ({ fn, basis, pair }))),
);

beforeAll(async () => {
  const { dataSource } = database;
  await dataSource.query(
    `INSERT INTO place (id, name, level) VALUES ('place:0', 'x', 'DISTRICT'), ('place:1', 'x', 'DISTRICT')`,
  );
  await dataSource.query(
    `INSERT INTO period (id, name, scheme, kind, start, "end") VALUES
       ('period:a', 'a', 'CALENDAR', 'YEAR', '2020-01-01', '2021-01-01'), ('period:b', 'b', 'CALENDAR', 'YEAR', '2021-01-01', '2022-01-01')`,
  );
  for (const basis of BASES)
    await dataSource.query(
      "INSERT INTO indicator (id, name, code, basis, additive_over_subjects) VALUES ($1, $2, $2, $2, true)",
      [`indicator:${basis.toLowerCase()}`, basis],
    );
  for (const basis of BASES)
    for (const [pair, { units, periods }] of Object.entries(PAIRS))
      for (const [index, unit] of units.entries())
        await dataSource.query(
          `INSERT INTO observation (id, figure, value, unit, status, indicator_id, subject_id, period_id, stated_as)
           VALUES ($1, $1, $2, $3, 'FINAL', $4, $7, $5, $6)`,
          [
            `observation:${basis}-${pair}-${index}`,
            index + 1,
            unit,
            `indicator:${basis.toLowerCase()}`,
            periods[index],
            pair,
            `place:${index}`,
          ],
        );
});

const both = (query: string) => database.askBoth(query);

const figures = (basis: string, pair: string): string =>
  `observations(where: { statedAs: { eq: "${pair}" }, indicator: { basis: { eq: ${basis} } } })`;

test.each(TABLE)("The $fn of figures of $basis $pair is computed or refused", async ({ fn, basis, pair }) => {
  const selection = `{ count ${fn} { value } }`;
  const { data, errors } = await both(
    `{ ${figures(basis, pair)} { groups(by: []) ${selection} ofOne: groups(by: [{ indicator: { id: VALUE } }]) ${selection} } }`,
  );
  const refused = reason(fn, basis, pair);
  const groups = [{ count: 2, [fn]: { value: refused ? null : NUMBERS[fn] } }];
  expect(data.observations).toEqual({ groups, ofOne: groups });
  const places = refused ? ["groups", "ofOne"] : [];
  expect(errors).toMatchObject(
    places.map((place) => ({
      message: expect.stringMatching(refused as RegExp),
      path: ["observations", place, 0, fn, "value"],
      extensions: { code: "BAD_USER_INPUT" },
    })),
  );
});

test("Counting is never refused, and neither is what nobody asks for", async () => {
  const { data, errors } = await both(
    "{ observations { groups(by: []) { count countDistinct { value unit } } } }",
  );
  expect(errors).toEqual([]);
  expect(data.observations.groups).toEqual([{ count: 48, countDistinct: { value: 2, unit: 2 } }]);
});

const UNLIKE = figures("FLOW", "in unlike units of one period");
const RATES = figures("RATE", "in one unit of one period");
const STOCKS = figures("STOCK", "in one unit of two periods");

test.each([
  ["unlike units", UNLIKE, "{ unit: VALUE }"],
  ["stocks of two periods", STOCKS, "{ period: { id: VALUE } }"],
])("Grouped apart, %s are added", async (_what, list, by) => {
  const { data, errors } = await both(`{ ${list} { groups(by: [${by}]) { sum { value } } } }`);
  expect(errors).toEqual([]);
  const sums = data.observations.groups.map(({ sum }: { sum: { value: string } }) => sum.value);
  expect(sums.sort()).toEqual(["1", "2"]);
});

test.each([
  ["in unlike units", UNLIKE, '{ unit: { eq: "đồng" } }'],
  ["of another period", STOCKS, '{ period: { id: { eq: "period:b" } } }'],
])("Figures %s that do not meet a measure's condition refuse nothing", async (_what, list, where) => {
  const { data, errors } = await both(
    `{ ${list} { groups(by: []) { sum(where: ${where}) { value } max(where: ${where}) { value } } } }`,
  );
  expect(errors).toEqual([]);
  expect(data.observations.groups).toEqual([{ sum: { value: "2" }, max: { value: "2" } }]);
});

test("Figures without a value refuse nothing", async () => {
  const basis = `INSERT INTO observation (id, figure, value, unit, status, indicator_id, subject_id, period_id, stated_as)
    VALUES ('observation:none', 'observation:none', NULL, 'km', 'MISSING', 'indicator:stock', 'place:0', 'period:b', 'in one unit of one period')`;
  await database.dataSource.query(basis);
  const { data, errors } = await both(
    `{ ${figures("STOCK", "in one unit of one period")} { groups(by: []) { count sum { value } avg { value } min { value } } } }`,
  );
  await database.dataSource.query("DELETE FROM observation WHERE value IS NULL");
  expect(errors).toEqual([]);
  expect(data.observations.groups).toEqual([
    { count: 3, sum: { value: "3" }, avg: { value: "1.5" }, min: { value: "1" } },
  ]);
});

test.each(["RATE", "STOCK"])(
  "A group of figures of %s without any value is none to refuse",
  async (basis) => {
    const insert = `INSERT INTO observation (id, figure, value, unit, status, indicator_id, subject_id, period_id, stated_as)
    SELECT 'observation:' || p, 'observation:' || p, NULL, 'km', 'MISSING', $1, 'place:0', 'period:' || p, 'nothing' FROM unnest('{a,b}'::text[]) p`;
    await database.dataSource.query(insert, [`indicator:${basis.toLowerCase()}`]);
    const selection = "{ sum { value } avg { value } }";
    const { data, errors } = await both(
      `{ ${figures(basis, "nothing")} { groups(by: []) ${selection} ofOne: groups(by: [{ indicator: { id: VALUE } }]) ${selection} } }`,
    );
    await database.dataSource.query("DELETE FROM observation WHERE value IS NULL");
    expect(errors).toEqual([]);
    const groups = [{ sum: { value: null }, avg: { value: null } }];
    expect(data.observations).toEqual({ groups, ofOne: groups });
  },
);

test.each([
  ["having", "sum", 'having: { sum: { value: { gt: "0" } } }', /rates, which are never added/],
  ["orderBy", "avg", "orderBy: [{ avg: { value: DESC } }]", /rates, which are never added/],
])("A refusal in %s of %s refuses all groups of the field", async (_where, _fn, argument, message) => {
  const { data, errors } = await both(
    `{ reports { totalCount } ${RATES} { groups(by: [], ${argument}) { count } } }`,
  );
  expect(data).toEqual({ reports: { totalCount: 0 }, observations: null });
  expect(errors).toMatchObject([{ message: expect.stringMatching(message) }]);
});

test.each(["min", "max"])("Rates are compared by %s, also in having and orderBy", async (fn) => {
  const { errors } = await both(
    `{ ${RATES} { groups(by: [], having: { ${fn}: { value: { gt: "0" } } }, orderBy: [{ ${fn}: { value: ASC } }]) { count } } }`,
  );
  expect(errors).toEqual([]);
});
