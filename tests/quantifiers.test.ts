import { useDatabase } from "./harness.js";

const database = useDatabase("migrated");

/** Outlets by what they put out: of a kind, of no stated kind, or nothing. */
const OUTPUTS = {
  news: ["NEWS"],
  both: ["NEWS", "BANNER"],
  untold: [null],
  partly: ["NEWS", null],
  silent: [],
};

beforeAll(async () => {
  const { dataSource } = database;
  await dataSource.query(
    "INSERT INTO agency (id, name, level) VALUES ('agency:p', 'p', 'PROVINCE'), ('agency:u', 'u', NULL)",
  );
  for (const [name, kinds] of Object.entries(OUTPUTS)) {
    await dataSource.query("INSERT INTO media_outlet (id, name) VALUES ($1, $2)", [`outlet:${name}`, name]);
    for (const [index, kind] of kinds.entries())
      await dataSource.query("INSERT INTO media_output (id, name, kind, outlet_id) VALUES ($1, $2, $3, $4)", [
        `output:${name}-${index}`,
        name,
        kind,
        `outlet:${name}`,
      ]);
  }
  await dataSource.query(
    "INSERT INTO infrastructure_system (id, name, owner_id, aliases) VALUES ('system:p', 'p', 'agency:p', '{Cổng,Portal}'), ('system:u', 'u', 'agency:u', '{}'), ('system:n', 'n', NULL, '{Trục}')",
  );
});

async function found(list: string, where: string): Promise<string[]> {
  const query = `{ ${list}(where: ${where}) { totalCount nodes { name } } }`;
  const answer = await database.askBoth(query);
  expect(answer.errors).toEqual([]);
  const names = answer.data[list].nodes.map(({ name }: { name: string }) => name);
  expect(names).toHaveLength(answer.data[list].totalCount);
  return names.sort();
}

const MANY: [where: string, names: string[]][] = [
  ["{ some: { kind: { eq: NEWS } } }", ["both", "news", "partly"]],
  ["{ some: {} }", ["both", "news", "partly", "untold"]],
  ["{ some: { kind: { isNull: true } } }", ["partly", "untold"]],
  ["{ none: { kind: { eq: NEWS } } }", ["silent", "untold"]],
  ["{ none: {} }", ["silent"]],
  ["{ every: { kind: { eq: NEWS } } }", ["news", "silent"]],
  ["{ every: { kind: { ne: NEWS } } }", ["silent", "untold"]],
  ["{ every: { kind: { in: [NEWS, BANNER] } } }", ["both", "news", "silent"]],
  ["{ every: { kind: { isNull: false } } }", ["both", "news", "silent"]],
  ["{ every: {} }", ["both", "news", "partly", "silent", "untold"]],
  ["{ some: {}, every: { kind: { eq: NEWS } } }", ["news"]],
  ["{ some: { kind: { eq: NEWS } }, none: { kind: { isNull: true } } }", ["both", "news"]],
  ["{}", ["both", "news", "partly", "silent", "untold"]],
];

test.each(MANY)("Outlets whose outputs meet %s are %s", async (where, names) => {
  expect(await found("mediaOutlets", `{ outputs: ${where} }`)).toEqual(names);
});

test.each(MANY)("Outlets whose outputs do not meet %s are all others than %s", async (where, names) => {
  const others = Object.keys(OUTPUTS).filter((name) => !names.includes(name));
  expect(await found("mediaOutlets", `{ not: { outputs: ${where} } }`)).toEqual(others.sort());
});

const ONE: [where: string, names: string[]][] = [
  ["{ owner: {} }", ["p", "u"]],
  ["{ not: { owner: {} } }", ["n"]],
  ["{ owner: { level: { eq: PROVINCE } } }", ["p"]],
  ["{ owner: { level: { ne: PROVINCE } } }", ["u"]],
  ["{ owner: { level: { notIn: [PROVINCE] } } }", ["u"]],
  ["{ owner: { level: { notIn: [] } } }", ["p", "u"]],
  ["{ owner: { level: { in: [] } } }", []],
  ["{ not: { owner: { level: { eq: PROVINCE } } } }", ["n", "u"]],
  ['{ owner: { id: { ne: "agency:p" } } }', ["u"]],
  ['{ owner: { id: { notIn: ["agency:p"] } } }', ["u"]],
  ['{ owner: { id: { eq: "agency:p" } } }', ["p"]],
  ["{ owner: { id: { isNull: false } } }", ["p", "u"]],
  ["{ owner: { id: { isNull: true } } }", ["n"]],
  ["{ owner: { isNull: true } }", ["n"]],
  ["{ owner: { isNull: false } }", ["p", "u"]],
  ["{ not: { owner: { isNull: true } } }", ["p", "u"]],
  ["{ owner: { isNull: true, level: { eq: PROVINCE } } }", []],
  ["{ owner: { isNull: false, level: { isNull: true } } }", ["u"]],
  ["{ owner: { or: [{ isNull: true }, { level: { eq: PROVINCE } }] } }", ["n", "p"]],
  ["{ owner: { and: [{ isNull: true }, { id: { isNull: true } }] } }", ["n"]],
  ["{ owner: { and: [] } }", ["p", "u"]],
  ["{ owner: { or: [] } }", []],
  ["{ owner: { not: { isNull: true } } }", ["p", "u"]],
  ["{ owner: { not: { level: { eq: PROVINCE } } } }", ["u"]],
  ["{ owner: { parent: { isNull: true } } }", ["p", "u"]],
  ["{ isNull: true }", []],
  ["{ isNull: false }", ["n", "p", "u"]],
  ['{ owner: { id: { ne: "agency:x" }, level: { isNull: true } } }', ["u"]],
  ["{ owner: null }", ["n", "p", "u"]],
  ["{ and: [] }", ["n", "p", "u"]],
  ["{ or: [] }", []],
  ["{ or: [{}] }", ["n", "p", "u"]],
  ["{ not: {} }", []],
  ['{ or: [{ name: { eq: "p" } }, { name: { eq: "n" } }] }', ["n", "p"]],
  ['{ and: [{ name: { gt: "n" } }, { name: { lt: "u" } }] }', ["p"]],
  ['{ name: { gte: "n", lte: "p" } }', ["n", "p"]],
  ['{ aliases: { eq: "Portal" } }', ["p"]],
  ['{ aliases: { contains: "ong" } }', ["p"]],
  ['{ aliases: { startsWith: "tr" } }', ["n"]],
  ['{ aliases: { startsWith: "c", contains: "por" } }', []],
  ['{ not: { aliases: { eq: "Portal" } } }', ["n", "u"]],
];

/** Conditions on texts, and which of these names meet them. */
const NAMES = ["Kế hoạch 100%", "kế_hoạch", "KE HOACH", "Đường", "a\\b", ""];
const TEXTS: [operator: string, text: string, names: string[]][] = [
  ["contains", "ke hoach", ["KE HOACH", "Kế hoạch 100%"]],
  ["contains", "HOẠCH", ["KE HOACH", "Kế hoạch 100%", "kế_hoạch"]],
  ["contains", "_", ["kế_hoạch"]],
  ["contains", "%", ["Kế hoạch 100%"]],
  ["contains", "\\", ["a\\b"]],
  ["contains", "duong", ["Đường"]],
  ["contains", "", NAMES],
  ["startsWith", "ke", ["KE HOACH", "Kế hoạch 100%", "kế_hoạch"]],
  ["startsWith", "hoach", []],
  ["startsWith", "k__hoach", []],
  ["eq", "Kế hoạch 100%", ["Kế hoạch 100%"]],
  ["eq", "ke hoach", []],
  ["ne", "Đường", NAMES.filter((name) => name !== "Đường")],
];

test.each(TEXTS)("Names of which %s %j holds are %j", async (operator, text, names) => {
  for (const [index, name] of NAMES.entries())
    await database.dataSource.query("INSERT INTO event (id, name) VALUES ($1, $2) ON CONFLICT DO NOTHING", [
      `event:${index}`,
      name,
    ]);
  expect(await found("events", `{ name: { ${operator}: ${JSON.stringify(text)} } }`)).toEqual(
    [...names].sort(),
  );
});

test.each(ONE)("Systems that meet %s are %s", async (where, names) => {
  expect(await found("infrastructureSystems", where)).toEqual(names);
});

test.each([
  "{ outputs: { some: null } }",
  "{ outputs: { every: null } }",
  "{ kind: { eq: null } }",
  "{ kind: { isNull: null } }",
])("%s is refused, because null is no condition there", async (where) => {
  const { data, errors } = await database.ask(`{ mediaOutlets(where: ${where}) { totalCount } }`);
  expect(data).toEqual({ mediaOutlets: null });
  expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
});
