import { beforeAll } from "@jest/globals";
import { changed } from "./computed.js";
import { useDatabase } from "./harness.js";

const database = useDatabase("migrated");
const query = (sql: string) => database.dataSource.query(sql);

/** Cards of two agencies: what there was before, came, went and is left. */
const MEANINGS = `
INSERT INTO report (id, name, number, report_id) SELECT 'report:' || r, 'Báo cáo ' || r, r, 'report:' || r FROM unnest(ARRAY['a', 'b']) r;
INSERT INTO agency (id, name) VALUES ('agency:a', 'Sở A'), ('agency:b', 'Sở B');
INSERT INTO unit (id, name, code) VALUES ('unit:card', 'thẻ', 'card');
INSERT INTO period (id, name, scheme, kind, start, "end") VALUES
  ('period:9m', '9 tháng', 'CALENDAR', 'NINE_MONTHS', '2021-01-01', '2021-10-01'),
  ('period:q3', 'Quý III', 'CALENDAR', 'QUARTER', '2021-07-01', '2021-10-01'),
  ('period:september', '30/9', 'INSTANT', 'DAY', '2021-09-30', '2021-10-01');
INSERT INTO indicator (id, name, code, basis) VALUES ('indicator:had', 'Thẻ đầu kỳ', 'had', 'STOCK'),
  ('indicator:came', 'Thẻ cấp', 'came', 'FLOW'), ('indicator:went', 'Thẻ thu', 'went', 'FLOW'), ('indicator:left', 'Thẻ', 'left', 'STOCK');
INSERT INTO balance (id, name) VALUES ('balance:cards', 'Cân đối thẻ');
INSERT INTO balance_item (id, name, role, balance_id, indicator_id)
SELECT 'item:cards.' || lower(role), role, role, 'balance:cards', 'indicator:' || indicator
FROM (VALUES ('OPENING', 'had'), ('INFLOW', 'came'), ('OUTFLOW', 'went'), ('CLOSING', 'left')) AS term (role, indicator);`;

/** Figures as lines of report, agency, indicator, period and value; the id of each is made of the others. */
const figures = (...lines: string[]) => `
INSERT INTO observation (id, figure, report_id, subject_id, indicator_id, period_id, value, status, unit)
SELECT id, id, 'report:' || f[1], 'agency:' || f[2], 'indicator:' || f[3], 'period:' || f[4], f[5]::numeric,
  CASE WHEN f[5] IS NULL THEN 'MISSING' ELSE 'FINAL' END, 'card'
FROM unnest(ARRAY['${lines.join("', '")}']) line, regexp_split_to_array(line, ' ') f,
  concat('observation:', concat_ws('-', f[1], f[2], f[3], f[4])) id;`;

const CLOSING = "observation:a-a-left-september";
const QUARTER = ["a a had q3 12", "a a came q3 3", "a a went q3 4"];

beforeAll(async () => {
  await query(MEANINGS);
  // Both the nine months and their last quarter end with what is left on 30 September.
  await query(figures("a a had 9m 10", "a a came 9m 7", "a a went 9m 5", ...QUARTER, "a a left september"));
  // Two reports say the same of what agency B had, took and gave, and neither says what is left.
  for (const report of ["a", "b"])
    await query(figures(`${report} b had 9m 1`, `${report} b came 9m 2`, `${report} b went 9m 1`));
});

/** The ids of all pages of a list, one of each. */
async function paged(list: string): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = null; ; ) {
    const { data, errors } = await database.askBoth(
      `query ($after: String) { list: ${list.replace("(", "(first: 1, after: $after, ")} { nodes { id } pageInfo { endCursor hasNextPage } } }`,
      { after },
    );
    expect(errors).toEqual([]);
    ids.push(...data.list.nodes.map(({ id }: { id: string }) => id));
    if (!data.list.pageInfo.hasNextPage) return ids;
    after = data.list.pageInfo.endCursor;
  }
}

const of = (agency: string) => `subject: { id: { eq: "agency:${agency}" } }`;
const nineMonths = `balance:cards.closing:${CLOSING}:period:9m`;
const quarter = `balance:cards.closing:${CLOSING}:period:q3`;

test("A figure that flows of two periods end with has a computation of each, under ids that say the periods", async () => {
  const list = `computations(where: { ${of("a")} })`;
  expect(await paged(list)).toEqual([nineMonths, quarter]);
  const { data } = await database.askBoth(`{
    nine: computation(id: "${nineMonths}") { value period { id } observation { id } }
    quarter: computation(id: "${quarter}") { value period { id } observation { id } }
    ${list} { totalCount }
  }`);
  const observation = { id: CLOSING };
  expect(data).toEqual({
    nine: { value: "12", period: { id: "period:9m" }, observation },
    quarter: { value: "11", period: { id: "period:q3" }, observation },
    computations: { totalCount: 2 },
  });
});

test("One of them is implied, the same in the list of all and beside the figure", async () => {
  const { data } = await database.askBoth(`{ observation(id: "${CLOSING}") { implied { id value } } }`);
  expect(data.observation.implied).toEqual({ id: nineMonths, value: "12" });
  const implied = "FROM figure_implied";
  const whole = "FROM computation WHERE implied_id IS NOT NULL AND observation_id IS NOT NULL";
  for (const [one, other] of [
    [whole, implied],
    [implied, whole],
  ])
    expect(await query(`SELECT * ${one} EXCEPT ALL SELECT * ${other}`)).toEqual([]);
});

test("The checks of a figure that flows of two periods end with are two", async () => {
  const state = (value: string, status: string) =>
    `UPDATE observation SET value = ${value}, status = '${status}' WHERE id = '${CLOSING}'`;
  const list = `checks(where: { rule: { eq: BALANCE }, observations: { some: { id: { eq: "${CLOSING}" } } } })`;
  await changed(database, state("12", "FINAL"), state("NULL", "MISSING"), async () => {
    expect((await paged(list)).sort()).toEqual([nineMonths, quarter]);
    const { data } = await database.askBoth(
      `{ nine: check(id: "${nineMonths}") { verdict } quarter: check(id: "${quarter}") { verdict } }`,
    );
    expect(data).toEqual({ nine: { verdict: "AGREES" }, quarter: { verdict: "DISAGREES" } });
  });
});

test("A computation keeps its id, whatever flows of other periods come or go", async () => {
  await changed(
    database,
    "DELETE FROM observation WHERE period_id = 'period:q3'",
    figures(...QUARTER),
    async () => expect(await paged(`computations(where: { ${of("a")} })`)).toEqual([nineMonths]),
  );
});

test("Where a figure is of the flows' own period the id says no period, and without a figure it says all", async () => {
  const move = (period: string) =>
    `UPDATE observation SET period_id = 'period:${period}' WHERE id = '${CLOSING}'`;
  await changed(database, move("9m"), move("september"), async () =>
    expect(await paged(`computations(where: { ${of("a")} })`)).toEqual([
      `balance:cards.closing:${CLOSING}`,
      "balance:cards.closing:report:a:agency:a:period:q3",
    ]),
  );
});

test("What two reports leave out of one balance is computed for each", async () => {
  expect(await paged(`computations(where: { ${of("b")} })`)).toEqual([
    "balance:cards.closing:report:a:agency:b:period:9m",
    "balance:cards.closing:report:b:agency:b:period:9m",
  ]);
});
