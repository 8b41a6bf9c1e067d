import { beforeEach } from "@jest/globals";
import { useDatabase } from "./harness.js";

const database = useDatabase("migrated");

/** A figure: its indicator, value, step of rounding, and whatever else is said of it. */
interface Given {
  id: string;
  indicator?: string;
  value: string;
  step?: string;
  partOf?: string;
  status?: string;
  period?: string;
}

beforeEach(async () => {
  await database.dataSource.query(`
    DELETE FROM observation; DELETE FROM indicator; DELETE FROM report; DELETE FROM period; DELETE FROM place;
    INSERT INTO place (id, name) VALUES ('place:x', 'x');
    INSERT INTO period (id, name, scheme, kind, start, "end") VALUES
      ('period:report', 'a', 'CALENDAR', 'YEAR', '2021-01-01', '2022-01-01'),
      ('period:signed', 'b', 'INSTANT', 'DAY', '2021-12-20', '2021-12-21'),
      ('period:last', 'c', 'INSTANT', 'DAY', '2021-12-31', '2022-01-01'),
      ('period:other', 'd', 'INSTANT', 'DAY', '2021-12-30', '2021-12-31');
    INSERT INTO report (id, name, number, issued_on, result_period_id, plan_period_id)
      VALUES ('report:x', 'x', '1', '2021-12-20', 'period:report', 'period:report');
    INSERT INTO indicator (id, name, code, basis) VALUES ('indicator:n', 'n', 'n', 'FLOW'), ('indicator:d', 'd', 'd', 'FLOW');
    INSERT INTO indicator (id, name, code, basis, numerator_id, denominator_id, factor)
      VALUES ('indicator:r', 'r', 'r', 'RATE', 'indicator:n', 'indicator:d', 100)`);
});

/** What the checks of a rule find in these figures. */
async function verdictsOf(rule: string, figures: Given[]): Promise<string[]> {
  for (const { id, indicator = "n", value, step, partOf, status = "FINAL", period = "report" } of figures)
    await database.dataSource.query(
      `INSERT INTO observation (id, figure, unit, status, indicator_id, subject_id, report_id, line_start, value, precision, part_of, period_id)
       VALUES ($1, $1, 'x', $2, $3, 'place:x', 'report:x', 1, $4, $5, $6, $7)`,
      [id, status, `indicator:${indicator}`, value, step, partOf, `period:${period}`],
    );
  const { data, errors } = await database.ask(
    "query ($rule: CheckRule!) { checks(where: { rule: { eq: $rule } }) { nodes { verdict } } }",
    { rule },
  );
  expect(errors).toEqual([]);
  return data.checks.nodes.map(({ verdict }: { verdict: string }) => verdict);
}

test.each([
  ["10.0", "5.1", "AGREES"],
  ["10.0", "5.15", "AGREES"],
  ["10.0", "5.2", "DISAGREES"],
  ["10.0", "4.8", "DISAGREES"],
])("A total of %s and parts of 5.0 and %s, to the nearest 0.1: %s", async (total, part, verdict) => {
  const figures: Given[] = [
    { id: "total", value: total, step: "0.1" },
    { id: "one", value: "5.0", step: "0.1", partOf: "total" },
    { id: "two", value: part, step: "0.1", partOf: "total" },
  ];
  expect(await verdictsOf("PARTS", figures)).toEqual([verdict]);
});

test.each([
  ["33.33", undefined, "AGREES"],
  ["33.3", undefined, "DISAGREES"],
  ["33.34", undefined, "DISAGREES"],
  ["33.3", "0.1", "AGREES"],
  ["33", "1", "AGREES"],
  ["34", "1", "DISAGREES"],
])("One of three as %s %%, in steps of %s: %s", async (value, step, verdict) => {
  const rate: Given = { id: "rate", indicator: "r", value, ...(step && { step }) };
  const parts: Given[] = [
    { id: "n", value: "1" },
    { id: "d", indicator: "d", value: "3" },
  ];
  expect(await verdictsOf("RATE", [rate, ...parts])).toEqual([verdict]);
});

test("What is planned and what was done are not one figure stated twice", async () => {
  const figures: Given[] = [
    { id: "planned", value: "10", status: "PLAN" },
    { id: "done", value: "8" },
  ];
  expect(await verdictsOf("STATED_TWICE", figures)).toEqual([]);
  expect(await verdictsOf("STATED_TWICE", [{ id: "again", value: "8" }])).toEqual(["AGREES"]);
  expect(await verdictsOf("STATED_TWICE", [{ id: "otherwise", value: "9" }])).toEqual(["DISAGREES"]);
});

test.each([
  ["the report's period", "report", "AGREES"],
  ["the day of signing", "signed", "AGREES"],
  ["the last day of the report's period", "last", "AGREES"],
  ["any other day", "other", "DIFFERS"],
])("A figure of %s is checked against its report's period", async (_what, period, verdict) => {
  expect(await verdictsOf("PERIOD", [{ id: "one", value: "1", period }])).toEqual([verdict]);
});
