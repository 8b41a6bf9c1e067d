import { useDatabase } from "./harness.js";

const database = useDatabase("migrated");

const FUNCTIONS = ["sum", "avg", "min", "max"] as const;

/** A figure of 2 and one of 3 that are alike but for what is said of the second. */
type Second = Partial<Record<"indicator" | "subject" | "period" | "unit" | "status", string>> & {
  members?: Record<string, string>;
};

beforeAll(() =>
  database.dataSource.query(`
    INSERT INTO indicator (id, name, code, basis, additive, not_additive_over, additive_over_subjects) VALUES
      ('indicator:flow', 'x', 'flow', 'FLOW', true, '{event}', true), ('indicator:other', 'x', 'other', 'FLOW', true, '{}', true),
      ('indicator:one', 'x', 'one', 'FLOW', true, '{}', false), ('indicator:apart', 'x', 'apart', 'FLOW', false, '{}', true),
      ('indicator:stock', 'x', 'stock', 'STOCK', true, '{}', true), ('indicator:distinct', 'x', 'distinct', 'DISTINCT', true, '{}', true),
      ('indicator:rate', 'x', 'rate', 'RATE', false, '{}', false), ('indicator:target', 'x', 'target', 'TARGET', true, '{}', true);
    INSERT INTO period (id, name, scheme, kind, start, "end") VALUES
      ('period:q1', 'x', 'CALENDAR', 'QUARTER', '2021-01-01', '2021-04-01'), ('period:q2', 'x', 'CALENDAR', 'QUARTER', '2021-04-01', '2021-07-01'),
      ('period:sq2', 'x', 'STATUTORY', 'QUARTER', '2021-03-15', '2021-06-15'), ('period:h1', 'x', 'CALENDAR', 'HALF_YEAR', '2021-01-01', '2021-07-01'),
      ('period:range', 'x', 'CALENDAR', 'RANGE', '2021-02-01', '2021-06-01');
    INSERT INTO place (id, name, level) VALUES ('place:d1', 'x', 'DISTRICT'), ('place:d2', 'x', 'DISTRICT'), ('place:p', 'x', 'PROVINCE');
    INSERT INTO agency (id, name, level, parent_id) VALUES ('agency:a', 'x', 'PROVINCE', NULL), ('agency:b', 'x', 'PROVINCE', 'agency:a');
    INSERT INTO dimension (id, name, code) VALUES ('dimension:level', 'x', 'level'), ('dimension:event', 'x', 'event'), ('dimension:medium', 'x', 'medium');
    INSERT INTO dimension_member (id, name, code, dimension_id) SELECT 'member:' || d.code || '.' || m, 'x', m, d.id
      FROM dimension d, unnest('{a,b}'::text[]) m`),
);

async function write(id: string, value: number, figure: Second): Promise<void> {
  const { indicator = "flow", subject = "place:d1", period = "q1", unit = "x", status = "FINAL" } = figure;
  await database.dataSource.query(
    `INSERT INTO observation (id, figure, value, unit, status, indicator_id, subject_id, period_id) VALUES ($1, $1, $2, $3, $4, $5, $6, $7)`,
    [
      id,
      value,
      unit,
      status,
      `indicator:${indicator}`,
      subject,
      period === "none" ? null : `period:${period}`,
    ],
  );
  for (const [dimension, member] of Object.entries(figure.members ?? {}))
    await database.dataSource.query(
      "INSERT INTO coordinate (observation_id, dimension, member, member_id) VALUES ($1, $2, $3, $4)",
      [id, dimension, member, `member:${dimension}.${member}`],
    );
}

/** What each function comes to over the two. */
async function computed(first: Second, second: Second): Promise<Record<string, string>> {
  await database.dataSource.query("DELETE FROM coordinate; DELETE FROM observation");
  await write("observation:1", 2, first);
  await write("observation:2", 3, second);
  const fields = FUNCTIONS.map((fn) => `${fn} { value }`);
  const { data, errors } = await database.askBoth(
    `{ observations { groups(by: []) { ${fields.join(" ")} } } }`,
  );
  const messages = new Map(errors.map(({ path = [], message }) => [path[3], message]));
  const [group] = data.observations.groups;
  return Object.fromEntries(FUNCTIONS.map((fn) => [fn, messages.get(fn) ?? group[fn].value]));
}

const EXTREMES = { min: "2", max: "3" };
const ADDED = { sum: "5", avg: "2.5", ...EXTREMES };
const refused = (reason: RegExp, of: readonly string[] = ["sum", "avg"]) => ({
  ...ADDED,
  ...Object.fromEntries(of.map((fn) => [fn, expect.stringMatching(reason)])),
});

const TABLE: [title: string, first: Second, second: Second, come: object][] = [
  ["of two subjects", {}, { subject: "place:d2" }, ADDED],
  ["of two quarters", {}, { period: "q2" }, ADDED],
  ["of two members", { members: { level: "a" } }, { members: { level: "b" } }, ADDED],
  [
    "of two members of one dimension beside another",
    { members: { level: "a", medium: "a" } },
    { members: { level: "b", medium: "b" } },
    ADDED,
  ],
  [
    "in unlike units",
    {},
    { unit: "y", subject: "place:d2" },
    refused(/unlike units, among them x and y/, FUNCTIONS),
  ],
  [
    "that are rates",
    { indicator: "rate" },
    { indicator: "rate", period: "q2" },
    refused(/rates, which are never added/),
  ],
  [
    "that are targets",
    { indicator: "target" },
    { indicator: "target", subject: "place:d2" },
    refused(/targets, which are never added/, ["sum"]),
  ],
  [
    "of two indicators",
    {},
    { indicator: "other" },
    refused(/more than one indicator, among them indicator:(flow|other)/),
  ],
  ["planned and not", {}, { status: "PLAN", subject: "place:d2" }, refused(/planned figures beside others/)],
  [
    "that are a total and a part",
    {},
    { members: { level: "a" } },
    refused(
      /broken down by (nothing and others by level|level and others by nothing).*breakdown: \{ eq: "" \}/,
    ),
  ],
  [
    "parted in two ways",
    { members: { medium: "a" } },
    { members: { level: "a" } },
    refused(/broken down by (medium and others by level|level and others by medium)/),
  ],
  [
    "of two members that are not added, though others are",
    { members: { event: "a" } },
    { members: { event: "b" } },
    refused(/of event=(a and of event=b|b and of event=a), over which the indicator is not additive/, [
      "sum",
    ]),
  ],
  [
    "of two members of an indicator that is not additive",
    { indicator: "apart", members: { level: "a" } },
    { indicator: "apart", members: { level: "b" } },
    refused(/over which the indicator is not additive/, ["sum"]),
  ],
  [
    "of two subjects that may count the same",
    { indicator: "one" },
    { indicator: "one", subject: "place:d2" },
    refused(/more than one subject, among them place:d\d and place:d\d, which may count the same/, ["sum"]),
  ],
  ["of a district and a province", {}, { subject: "place:p" }, refused(/unlike kinds or levels/)],
  ["of a district and an agency", {}, { subject: "agency:a" }, refused(/unlike kinds or levels/)],
  [
    "of an agency and one below it of the same level",
    { subject: "agency:a" },
    { subject: "agency:b" },
    refused(/unlike kinds or levels/),
  ],
  [
    "of stocks of two quarters",
    { indicator: "stock" },
    { indicator: "stock", period: "q2" },
    refused(/stocks of more than one period/, ["sum"]),
  ],
  [
    "of distinct things of two quarters",
    { indicator: "distinct" },
    { indicator: "distinct", period: "q2" },
    refused(/periods that may overlap/, ["sum"]),
  ],
  [
    "of distinct things of two lengths of time",
    { indicator: "distinct" },
    { indicator: "distinct", period: "h1" },
    refused(/periods that may overlap/),
  ],
  ["of a quarter and half a year", {}, { period: "h1" }, refused(/periods that may overlap/)],
  ["of quarters of two calendars", {}, { period: "sq2" }, refused(/periods that may overlap/)],
  ["of a quarter and any span", {}, { period: "range" }, refused(/periods that may overlap/)],
  ["of a period and none", {}, { period: "none" }, refused(/periods that may overlap/)],
  ["that say the same", {}, {}, refused(/one figure more than once/)],
  [
    "that say the same of the same member",
    { members: { level: "a" } },
    { members: { level: "a" } },
    refused(/one figure more than once/),
  ],
];

test.each(TABLE)("Figures %s", async (_title, first, second, come) => {
  expect(await computed(first, second)).toEqual(come);
  expect(await computed(second, first)).toEqual({ ...(come as object) });
});

/** How what figures carry differs from what is true of them. */
const WRONG = `
  SELECT o.id FROM observation o JOIN figure_description d USING (id)
  LEFT JOIN figure_class s ON s.id = abs(o.sum_class) LEFT JOIN figure_class m ON m.id = abs(o.mean_class) LEFT JOIN figure_class c ON c.id = o.cell
  WHERE (o.breakdown, s.key, m.key) IS DISTINCT FROM (d.breakdown, d.sum_key, d.mean_key)
    OR (o.sum_class < 0) <> (d.basis IN ('RATE', 'TARGET')) OR (o.mean_class < 0) <> (d.basis = 'RATE')
    OR coalesce(c.key <> d.cell_key, (SELECT count(*) > 1 FROM figure_description WHERE cell_key = d.cell_key))`;

test.each([
  "UPDATE observation SET unit = 'z'",
  "UPDATE observation SET indicator_id = 'indicator:rate' WHERE id = 'observation:1'",
  "UPDATE observation SET subject_id = 'place:d1', period_id = NULL",
  "UPDATE coordinate SET member = 'a', member_id = 'member:event.a' WHERE dimension = 'event'",
  "DELETE FROM coordinate WHERE observation_id = 'observation:2'",
  "DELETE FROM coordinate; DELETE FROM observation WHERE id = 'observation:2'",
  "UPDATE indicator SET additive = NOT additive",
  "UPDATE indicator SET not_additive_over = '{level}', additive_over_subjects = false",
  "UPDATE indicator SET basis = 'TARGET'",
  "UPDATE period SET kind = 'RANGE'",
  "UPDATE place SET level = 'COMMUNE' WHERE id = 'place:d2'",
  "UPDATE agency SET level = 'DISTRICT' WHERE id = 'agency:b'",
  "UPDATE agency SET level = 'DISTRICT' WHERE id = 'agency:a'",
  "UPDATE agency SET parent_id = NULL",
  "INSERT INTO observation (id, figure, value, unit, status, indicator_id, subject_id, period_id) SELECT id || 'x', id || 'x', 1, unit, status, indicator_id, subject_id, period_id FROM observation",
])("What figures may be added to is kept up to date by the database: %s", async (statement) => {
  const { dataSource } = database;
  await dataSource.query("DELETE FROM coordinate; DELETE FROM observation");
  await write("observation:1", 1, { members: { level: "a" }, subject: "agency:a" });
  await write("observation:2", 2, { members: { level: "b" }, subject: "place:d2" });
  await write("observation:3", 3, { members: { level: "b", event: "b" }, subject: "agency:b" });
  expect(await dataSource.query(WRONG)).toEqual([]);
  const runner = dataSource.createQueryRunner();
  await runner.startTransaction();
  try {
    const before = await runner.query(
      "SELECT id, breakdown, sum_class, mean_class, cell FROM observation ORDER BY id",
    );
    await runner.query(statement);
    expect(await runner.query(WRONG)).toEqual([]);
    expect(
      await runner.query("SELECT id, breakdown, sum_class, mean_class, cell FROM observation ORDER BY id"),
    ).not.toEqual(before);
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
});

test("Versions of one figure are not added, even where a correction moved it to another period", async () => {
  await database.dataSource.query("DELETE FROM coordinate; DELETE FROM observation");
  await write("observation:1", 2, {});
  await write("observation:2", 3, { period: "q2" });
  await database.dataSource.query(
    "UPDATE observation SET figure = 'observation:1', superseded_by_id = CASE id WHEN 'observation:1' THEN 'observation:2' END",
  );
  const ask = (by: string) =>
    database.askBoth(
      `{ observation(id: "observation:2") { versions { groups(by: [${by}]) { count sum { value } avg { value } max { value } } } } }`,
    );
  const together = await ask("");
  expect(together.data.observation.versions.groups).toMatchObject([
    { count: 2, sum: { value: null }, avg: { value: null }, max: { value: "3" } },
  ]);
  const reason =
    "the group has more than one version of a figure; group by id, or choose the version that holds.";
  const messages = together.errors.map(({ message }) => message);
  expect(messages.sort()).toEqual([`avg: value: ${reason}`, `sum: value: ${reason}`]);
  const apart = await ask("{ id: VALUE }");
  expect(apart.errors).toEqual([]);
  expect(apart.data.observation.versions.groups).toMatchObject([
    { sum: { value: "2" } },
    { sum: { value: "3" } },
  ]);
});

test("A span of days is one period, so that no sum over periods counts it twice", async () => {
  const again = `INSERT INTO period (id, name, scheme, kind, start, "end") SELECT 'period:again', name, scheme, kind, start, "end" FROM period WHERE id = 'period:q1'`;
  await expect(database.dataSource.query(again)).rejects.toThrow(/period_scheme_kind_start_end_index/);
});
