import { useDatabase } from "./harness.js";

const database = useDatabase();
const generated = useDatabase("migrated");

const OF_ISO = `subject: { id: { eq: "system:iso-dien-tu" } }, indicator: { code: { eq: "system-agency-count" } }`;

/** A ratio over the figures that meet a condition, all in one group. */
async function ratioOf(where: string, args: string, from = database) {
  const { data, errors } = await from.askBoth(`{
    observations(where: { ${where} }) {
      groups(by: []) { ratio(${args}) { value numerator denominator formula origin } }
    }
  }`);
  return { ratio: data?.observations.groups[0].ratio, errors };
}

/** The quotient of two figures that are 6 and 7 units of a step, or absent. */
async function quotientOf(of: string | null, to: string | null, more = "") {
  await generated.dataSource.query(
    `INSERT INTO place (id, name) SELECT 'place:' || n, 'x' FROM unnest('{of,to}'::text[]) n ON CONFLICT DO NOTHING;
     INSERT INTO indicator (id, name, code, basis) VALUES ('indicator:x', 'x', 'x', 'FLOW') ON CONFLICT DO NOTHING;
     DELETE FROM observation`,
  );
  for (const [name, value] of Object.entries({ of, to }))
    await generated.dataSource.query(
      `INSERT INTO observation (id, figure, value, unit, status, indicator_id, subject_id)
       VALUES ($1, $1, $2, 'x', 'FINAL', 'indicator:x', $3)`,
      [`observation:${name}`, value, `place:${name}`],
    );
  const term = (name: string) =>
    `${name}: { where: { subject: { id: { eq: "place:${name}" } } }, sum: VALUE }`;
  const { ratio, errors } = await ratioOf("", `${term("of")}, ${term("to")}${more}`, generated);
  expect(errors).toEqual([]);
  return ratio;
}

const QUOTIENTS: [
  of: string | null,
  to: string | null,
  more: string,
  value: string | null,
  formula: string,
][] = [
  ["13", "19", "", "68.42", "13 / 19 × 100 ≈ 68.42"],
  ["13", "19", ", factor: 1", "0.68", "13 / 19 × 1 ≈ 0.68"],
  ["13", "19", ", factor: null, decimals: null", "68.42", "13 / 19 × 100 ≈ 68.42"],
  ["1", "8", ", decimals: 1", "12.5", "1 / 8 × 100 = 12.5"],
  ["1", "8", ", decimals: 0", "13", "1 / 8 × 100 ≈ 13"],
  ["-1", "8", ", decimals: 0", "-13", "-1 / 8 × 100 ≈ -13"],
  ["1", "-8", ", decimals: 0", "-13", "1 / -8 × 100 ≈ -13"],
  ["-1", "-8", `, decimals: 0, factor: "-100.0"`, "-13", "-1 / -8 × -100 ≈ -13"],
  ["1.50", "3.0", "", "50", "1.5 / 3 × 100 = 50"],
  ["2", "3", ", factor: 1, decimals: 20", "0.66666666666666666667", "2 / 3 × 1 ≈ 0.66666666666666666667"],
  [
    "1",
    "3000000000000000000000000000000000000000",
    `, decimals: 20, factor: "1000000000000000000000000000000000000000"`,
    "0.33333333333333333333",
    "1 / 3000000000000000000000000000000000000000 × 1000000000000000000000000000000000000000 ≈ 0.33333333333333333333",
  ],
  ["0", "7", "", "0", "0 / 7 × 100 = 0"],
  ["7", "0", "", null, "7 / 0 × 100"],
  ["7", null, "", null, "7 / ? × 100"],
  [null, "7", "", null, "? / 7 × 100"],
];

test.each(QUOTIENTS)("%s / %s%s is %s", async (of, to, more, value, formula) => {
  const ratio = await quotientOf(of, to, more);
  expect([ratio.value, ratio.formula, ratio.origin]).toEqual([value, formula, "COMPUTED"]);
});

test("The parts of a ratio stand beside it, also where it has no value", async () => {
  expect(await quotientOf("7", "0")).toMatchObject({ value: null, numerator: "7", denominator: "0" });
  expect(await quotientOf(null, "7.50")).toMatchObject({ value: null, numerator: null, denominator: "7.5" });
});

test("Terms without a sum count rows, of any type", async () => {
  const { data, errors, statements } = await database.ask(`{
    documents { all: groups(by: []) {
      count issued: count(where: { issuedOn: { isNull: false } })
      ratio(of: { where: { issuedOn: { isNull: false } } }, to: {}, decimals: 0) { value numerator denominator }
    } }
  }`);
  expect([errors, statements]).toEqual([[], 1]);
  const [{ count, issued, ratio }] = data.documents.all;
  expect([ratio.numerator, ratio.denominator]).toEqual([String(issued), String(count)]);
  expect(ratio.value).toBe(String(Math.round((100 * issued) / count)));
});

test("A term that may not be summed is refused at the place of the ratio, with the reason of the sum", async () => {
  for (const [args, place] of [
    [`of: { sum: VALUE }, to: {}`, "of"],
    [`of: {}, to: { sum: VALUE }`, "to"],
  ]) {
    const { ratio, errors } = await ratioOf(OF_ISO, args as string);
    expect(ratio).toBeNull();
    expect(errors).toMatchObject([
      {
        path: ["observations", "groups", 0, "ratio"],
        extensions: { code: "BAD_USER_INPUT" },
      },
    ]);
    expect(errors[0]?.message).toMatch(
      new RegExp(`^ratio: ${place}: sum: value: the group has figures broken down by nothing and others`),
    );
  }
});

test("A group that is refused leaves the others as they are", async () => {
  const { data, errors } = await database.askBoth(`{
    observations(where: { ${OF_ISO} }) {
      groups(by: [{ dimension: "org-level" }]) { ratio(of: { sum: VALUE }, to: { sum: VALUE }) { value } }
    }
  }`);
  expect(data.observations.groups.map(({ ratio }: { ratio: unknown }) => ratio)).toEqual([
    null,
    null,
    null,
    { value: "100" },
  ]);
  expect(errors.map(({ path }) => path?.[2])).toEqual([0, 1, 2]);
});

const capital = (code: string) => `{ where: { indicator: { code: { eq: "${code}" } } }, sum: VALUE }`;

test("Amounts are divided by amounts in the same unit alone, counts of things by counts of other things", async () => {
  const project = `subject: { id: { eq: "project:dau-tu-cntt-2021" } }`;
  const money = await ratioOf(project, `of: ${capital("disbursement")}, to: ${capital("funding-allocated")}`);
  expect(money).toMatchObject({ errors: [], ratio: { value: "5.61" } });
  const counts = await ratioOf(
    project,
    `of: ${capital("contract-signed-count")}, to: ${capital("project-count")}, factor: 1`,
  );
  expect(counts.errors[0]?.message).toMatch(/^ratio: to: sum: value: the group has (planned|one)/);
  const things = await ratioOf(
    `${project}, status: { ne: PLAN }`,
    `of: ${capital("contract-signed-count")}, to: ${capital("project-count")}, factor: 1`,
  );
  expect(things).toMatchObject({ errors: [], ratio: { value: "5.33" } });
  const rows = await ratioOf(project, `of: ${capital("contract-signed-count")}, to: {}`);
  expect(rows.errors).toEqual([]);
  for (const to of [capital("contract-signed-count"), "{}"]) {
    const { ratio, errors } = await ratioOf(project, `of: ${capital("disbursement")}, to: ${to}`);
    expect(ratio).toBeNull();
    expect(errors[0]?.message).toBe(
      `ratio: value: figures in vnd are divided by ${to === "{}" ? "rows" : "figures in contract"}, which only counts of things may be; give both in one unit.`,
    );
  }
  const absent = await ratioOf(project, `of: ${capital("capital-plan")}, to: {}`);
  expect(absent).toMatchObject({
    errors: [],
    ratio: { value: null, formula: expect.stringMatching(/^\? \/ \d+ × 100$/) },
  });
});

test("Decimals are from 0 to 20, whatever is asked of the ratio and however they are given", async () => {
  for (const decimals of [-1, 21])
    for (const fields of ["value", "numerator", "origin"]) {
      const message = `ratio: decimals must be from 0 to 20, not ${decimals}.`;
      const plain = await database.askBoth(
        `{ places { groups(by: []) { ratio(of: {}, to: {}, decimals: ${decimals}) { ${fields} } } } }`,
      );
      const given = await database.askBoth(
        `query ($d: Int) { places { groups(by: []) { ratio(of: {}, to: {}, decimals: $d) { ${fields} } } } }`,
        { d: decimals },
      );
      for (const { errors } of [plain, given])
        expect(errors).toMatchObject([
          { message, path: ["places", "groups", 0, "ratio"], extensions: { code: "BAD_USER_INPUT" } },
        ]);
    }
});

test("Every argument may be a variable, and one statement serves all values", async () => {
  const query = `query ($of: ObservationTerm!, $to: ObservationTerm!, $sum: ObservationMeasure, $factor: Decimal, $decimals: Int) {
    observations(where: { ${OF_ISO} }) { groups(by: []) {
      ratio(of: $of, to: $to, factor: $factor, decimals: $decimals) { value formula }
      counted: ratio(of: { where: { breakdown: { eq: "" } }, sum: $sum }, to: { where: { breakdown: { eq: "" } } }, factor: 1) { formula }
    } }
  }`;
  const term = (breakdown: string) => ({ where: { breakdown: { eq: breakdown } }, sum: "VALUE" });
  const given = { of: term("org-level,update-status"), to: term("org-level"), factor: "1", decimals: 4 };
  const { data, errors, statements } = await database.ask(query, { ...given, sum: "VALUE" });
  expect([errors, statements]).toEqual([[], 1]);
  expect(data.observations.groups[0].ratio).toEqual({ value: "0.2537", formula: "34 / 134 × 1 ≈ 0.2537" });
  expect(data.observations.groups[0].counted).toEqual({ formula: "134 / 1 × 1 = 134" });
  const plain = await database.askBoth(query, { ...given, sum: null });
  expect(plain.data.observations.groups[0].counted).toEqual({ formula: "1 / 1 × 1 = 1" });
});
