import { useDatabase, useServer } from "./harness.js";
import { post } from "./http.js";
import { until } from "./processes.js";
import { Stream } from "./streams.js";

const database = useDatabase();
const server = useServer(database);

const both: typeof database.askBoth = (...asked) => database.askBoth(...asked);

const REFUSED: [title: string, query: string, path: string[], message: RegExp][] = [
  ["first", "{ agencies(first: -1) { totalCount } }", ["agencies"], /first must be from 0 to 1000, not -1/],
  ["first", "{ agencies(first: 1001) { __typename } }", ["agencies"], /first must be from 0 to 1000/],
  ["first", "{ agencies(first: 1001) { groups(by: []) { count } } }", ["agencies"], /first must be from 0/],
  ["after", '{ agencies(after: "noise") { totalCount } }', ["agencies"], /"noise" is not a cursor/],
  ["orderBy", "{ agencies(orderBy: [{}]) { totalCount } }", ["agencies"], /exactly one field/],
  ["where", "{ agencies(where: { name: { eq: null } }) { __typename } }", ["agencies"], /may not be null/],
  [
    "a nested list's first",
    '{ agency(id: "agency:so-tttt-tra-vinh") { documents(first: -1) { totalCount } } }',
    ["agency", "documents"],
    /first must be from 0/,
  ],
];

test.each(REFUSED)(
  "A wrong %s is refused whatever is asked of the list: %s",
  async (_, query, path, message) => {
    const { errors } = await both(query);
    expect(errors).toMatchObject([{ path, message: expect.stringMatching(message) }]);
  },
);

test("A wrong argument in a variable is refused whatever is asked of the list", async () => {
  const query =
    "query ($first: Int, $after: String) { agencies(first: $first, after: $after) { totalCount } }";
  expect((await both(query, { first: 5 })).errors).toEqual([]);
  expect((await both(query, { first: -5 })).errors).toMatchObject([{ path: ["agencies"] }]);
  expect((await both(query, { after: "noise" })).errors).toMatchObject([{ path: ["agencies"] }]);
});

const MESSAGES: [title: string, query: string, message: RegExp][] = [
  [
    "isNull: null of a relation",
    "{ infrastructureSystems(where: { owner: { isNull: null } }) { totalCount } }",
    /isNull is true where there is no related row or false/,
  ],
  [
    "isNull: null",
    "{ agencies(where: { name: { isNull: null } }) { totalCount } }",
    /isNull is true for absent values or false/,
  ],
  [
    "a day that the calendar lacks",
    '{ reports(where: { issuedOn: { eq: "2021-02-30" } }) { totalCount } }',
    /Date must be a day of the calendar such as 2021-09-14, not "2021-02-30"/,
  ],
  [
    "a moment that is none",
    '{ observations(where: { recordedAt: { gt: "noon" } }) { totalCount } }',
    /DateTime must be a moment in ISO 8601 such as .*, not "noon"/,
  ],
  [
    "25 decimals",
    '{ observations(where: { value: { eq: "0.1234567890123456789012345" } }) { totalCount } }',
    /up to 40 digits before the point and 20 behind it/,
  ],
  [
    "a cursor of another order",
    `{ agencies(after: "${Buffer.from('["name DESC,level ASC,id ASC","a",null,"b"]').toString("base64url")}") { totalCount } }`,
    /belongs to another list or another orderBy/,
  ],
];

test.each(MESSAGES)("The message about %s says what would be right", async (_, query, message) => {
  expect((await both(query)).errors[0]?.message).toMatch(message);
});

/** Validation lets a variable that may be null stand where a default is, so that its null is found in execution. */
const NULLS: [where: string, query: string, status: number][] = [
  [
    "an argument in a list",
    "query ($v: Locale) { observations(first: 1) { nodes { formatted(locale: $v) } } }",
    200,
  ],
  ["an argument of the root", 'query ($v: Int) { search(text: "a", first: $v) { totalCount } }', 400],
  [
    "a directive in a list",
    "query ($v: Boolean = true) { agencies(first: 1) { nodes { id @skip(if: $v) } } }",
    400,
  ],
  [
    "a directive of the root",
    "query ($v: Boolean = true) { reports { totalCount } agencies @include(if: $v) { totalCount } }",
    400,
  ],
];

test.each(NULLS)("A null in %s that has no null is refused as wrong input", async (_, query, status) => {
  const answer = await post(server, { query, variables: { v: null } });
  const [, name] = /(\w+): \$v/.exec(query) ?? [];
  expect(answer).toMatchObject({
    status,
    errors: [
      {
        message: expect.stringMatching(`^Argument "${name}" of non-null type ".*!" must not be null.$`),
        extensions: { code: "BAD_USER_INPUT" },
      },
    ],
  });
});

test.each([
  "query ($v: Int = 1000) @live(throttle: $v) { reports { totalCount } }",
  "subscription ($v: Boolean = true) { topicChanged { cursor @skip(if: $v) } }",
  "query ($v: Boolean = true) @live { reports { totalCount @skip(if: $v) } }",
])("A null in what is followed is refused as wrong input: %s", async (query) => {
  const stream = new Stream(`${server.address}/graphql`, "POST", { query, variables: { v: null } });
  await until(() => stream.ended || undefined);
  expect(JSON.parse(String(stream.events[0]?.data))).toMatchObject({
    errors: [{ message: expect.stringMatching("must not be null"), extensions: { code: "BAD_USER_INPUT" } }],
  });
});

test("Empty conditions on a list of texts are none", async () => {
  const query = `query ($none: String) {
    all: agencies { totalCount }
    empty: agencies(where: { aliases: {} }) { totalCount }
    absent: agencies(where: { aliases: { eq: $none } }) { totalCount }
  }`;
  const { data } = await both(query);
  expect([data.empty, data.absent]).toEqual([data.all, data.all]);
});

/** Adds operators of the given names for the time of some work. */
async function withOperators(names: (string | null)[], work: () => Promise<void>): Promise<void> {
  for (const [index, name] of names.entries())
    await database.dataSource.query("INSERT INTO operator (id, name, name_en) VALUES ($1, 'thử', $2)", [
      `operator:try-${index}`,
      name,
    ]);
  try {
    await work();
  } finally {
    await database.dataSource.query("DELETE FROM operator WHERE id LIKE 'operator:try-%'");
  }
}

const OURS = `name: { eq: "thử" }`;

test("A text that is not composed finds the one that is stored composed", async () => {
  await withOperators(["Viễn thông".normalize("NFC")], async () => {
    const query = `query ($name: String!, $names: [String!]) {
      list: operators(where: { nameEn: { in: $names } }) { totalCount }
      not: operators(where: { ${OURS}, nameEn: { notIn: $names } }) { totalCount }
      eq: operators(where: { nameEn: { eq: $name } }) { totalCount }
      in: operators(where: { nameEn: { in: [$name] } }) { totalCount }
      ne: operators(where: { ${OURS}, nameEn: { ne: $name } }) { totalCount }
    }`;
    const name = "Viễn thông".normalize("NFD");
    const { data } = await both(query, { name, names: [name] });
    const [one, none] = [{ totalCount: 1 }, { totalCount: 0 }];
    expect(data).toEqual({ list: one, not: none, eq: one, in: one, ne: none });
  });
});

test("The code of a dimension is found however it is composed, and named twice in two spellings is twice", async () => {
  const [nfc, nfd] = ["cấp".normalize("NFC"), "cấp".normalize("NFD")];
  await database.dataSource.query(
    "INSERT INTO dimension (id, name, code) VALUES ('dimension:cap', 'Cấp', $1)",
    [nfc],
  );
  const query = `query ($by: [ObservationBy!]!) {
    observations { groups(by: $by) { keys { nfc: member(dimension: "${nfc}") { id } nfd: member(dimension: "${nfd}") { id } } } }
  }`;
  const { data, errors } = await both(query, { by: [{ dimension: nfd }] });
  expect(errors).toEqual([]);
  expect(data.observations.groups).toEqual([{ keys: { nfc: null, nfd: null } }]);
  const twice = await both(query, { by: [{ dimension: nfd }, { dimension: nfc }] });
  expect(twice.errors[0]?.message).toMatch(/dimension is named twice/);
});

const FOLDED: [text: string, found: string, whether: boolean][] = [
  ["Đường DÂY nóng", "duong day", true],
  ["Đường DÂY nóng".normalize("NFD"), "đường", true],
  ["© VNPT", "(c)", false],
  ["© VNPT", "©", true],
  ["½ giờ", "1/2", false],
  ["Œuvre", "oe", false],
  ["50 %", "%", true],
  ["50", "%", false],
  ["50", "％", false],
  ["50", "﹪", false],
  ["50 ％", "％", true],
  ["50", "＿", false],
  ["50", "_", false],
];

test.each(FOLDED)("%s contains %s: %s", async (text, found, whether) => {
  await withOperators([text], async () => {
    const query = `query ($found: String!) { operators(where: { ${OURS}, nameEn: { contains: $found } }) { totalCount } }`;
    expect((await both(query, { found })).data.operators.totalCount).toBe(whether ? 1 : 0);
  });
});

test("Every text sorts by the Vietnamese alphabet, whatever the database's own order", async () => {
  await withOperators(["d", "đ", "Z", "ă", "a", null, "e", "B"], async () => {
    const query = `{ operators(where: { ${OURS} }, orderBy: [{ nameEn: ASC }]) { nodes { nameEn } } }`;
    const names = (await both(query)).data.operators.nodes.map(({ nameEn }: { nameEn: string }) => nameEn);
    expect(names).toEqual(["a", "ă", "B", "d", "đ", "e", "Z", null]);
  });
});

test("Enums sort in the order of the schema, in lists, pages and groups", async () => {
  const severities = ["LOW", "MEDIUM", "HIGH", "HIGH_AND_CRITICAL", "CRITICAL"];
  for (const severity of [...severities].sort())
    await database.dataSource.query(
      "INSERT INTO security_incident (id, name, severity) VALUES ($1, 'thử', $2)",
      [`incident:try-${severity.toLowerCase()}`, severity],
    );
  const { data } = await both(`{
    securityIncidents(orderBy: [{ severity: DESC }], first: 2) {
      nodes { severity }
      pageInfo { endCursor }
      groups(by: [{ severity: VALUE }]) { keys { severity } }
      reversed: groups(by: [{ severity: VALUE }], orderBy: [{ keys: { severity: DESC } }]) { keys { severity } }
    }
  }`);
  const { nodes, pageInfo, groups, reversed } = data.securityIncidents;
  const next = await both(
    `query ($after: String) { securityIncidents(orderBy: [{ severity: DESC }], after: $after) { nodes { severity } } }`,
    { after: pageInfo.endCursor },
  );
  await database.dataSource.query("DELETE FROM security_incident WHERE id LIKE 'incident:try-%'");
  const of = (rows: { severity?: string; keys?: { severity: string } }[]) =>
    rows.map(({ severity, keys }) => severity ?? keys?.severity);
  expect(of([...nodes, ...next.data.securityIncidents.nodes])).toEqual([...severities].reverse());
  expect(of(groups)).toEqual(severities);
  expect(of(reversed)).toEqual([...severities].reverse());
});
