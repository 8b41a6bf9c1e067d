import { useDatabase } from "./harness.js";

const database = useDatabase();

beforeAll(async () => {
  const rows = [
    ["event:short", "Họp UBND tỉnh và HĐND tỉnh", "{}"],
    ["event:long", "Họp Ủy ban nhân dân tỉnh và Hội đồng nhân dân tỉnh", "{}"],
    ["event:khmer", "Lễ hội của đồng bào Khmer", "{}"],
    ["event:plan", "Kế hoạch 42/KH-UBND", "{}"],
    ["event:sign", "Ngày hội TT&TT", '{"Hội CNTT"}'],
    ["event:sports", "Hội thi VH-TT&TT", "{}"],
  ];
  for (const row of rows)
    await database.dataSource.query("INSERT INTO event (id, name, aliases) VALUES ($1, $2, $3)", row);
});

const found = async (where: object): Promise<string[]> => {
  const { data, errors } = await database.askBoth(
    "query ($where: EventWhere) { events(where: $where, orderBy: [{ id: ASC }]) { nodes { id } } }",
    { where },
  );
  expect(errors).toEqual([]);
  return data.events.nodes.map(({ id }: { id: string }) => id.replace("event:", ""));
};

const CONTAINED: [title: string, text: string, ids: string[]][] = [
  ["A short form finds what it stands for", "UBND tỉnh", ["long", "short"]],
  ["What it stands for finds the short form", "Ủy ban nhân dân tỉnh", ["long", "short"]],
  ["Without diacritics too", "uy ban nhan dan tinh va hdnd", ["long", "short"]],
  ["Each abbreviation is read by itself", "ubnd tỉnh và hội đồng nhân dân", ["long", "short"]],
  ["A part of a short form stands as it is", "UBN", ["plan", "short"]],
  ["A part of what it stands for is no abbreviation", "ban nhân dân", ["long"]],
  ["A short form inside a word is none", "khmer", ["khmer"]],
  ["It finds no word that begins with it", "kế hoạch", ["plan"]],
  ["A given text is found inside words all the same", "kh", ["khmer", "plan"]],
  ["A number's letters are words", "42/kế hoạch-Ủy ban nhân dân", ["plan"]],
  ["A sign inside a short form is a part of it", "thông tin và truyền thông", ["sign", "sports"]],
  ["Of two that begin at one place the longer holds", "VH-thông tin và thể thao", []],
  ["As one it is found", "Văn hóa - Thông tin và Thể thao", ["sports"]],
];

test.each(CONTAINED)("%s: contains %j", async (_, text, ids) => {
  const all = await found({ name: { contains: text } });
  expect(all.filter((id) => /^(short|long|khmer|plan|sign|sports)$/.test(id))).toEqual(ids);
});

test("A beginning is found whichever way it is written, and nothing else is", async () => {
  expect(await found({ name: { startsWith: "họp ủy ban nhân dân" } })).toEqual(["long", "short"]);
  expect(await found({ name: { startsWith: "KH 42" } })).toEqual(["plan"]);
  expect(await found({ name: { startsWith: "UBND" } })).toEqual([]);
});

test("One text of a list must be written so, and an absent text is not", async () => {
  expect(await found({ aliases: { contains: "công nghệ thông tin" } })).toEqual(["sign"]);
  expect(await found({ nameEn: { contains: "UBND" }, id: { in: ["event:short"] } })).toEqual([]);
  expect(await found({ not: { name: { contains: "UBND" } }, id: { eq: "event:long" } })).toEqual([]);
});

test("eq takes a text as it is written", async () => {
  expect(await found({ name: { eq: "Họp UBND tỉnh và Hội đồng nhân dân tỉnh" } })).toEqual([]);
});

test("What would be a pattern is a text, in what is given and in what is listed", async () => {
  const insert = "INSERT INTO abbreviation (id, name, short) VALUES ($1, $2, $3)";
  await database.dataSource.query(insert, ["abbreviation:odd", "a.*(b", "[C\\"]);
  await database.dataSource.query(
    "INSERT INTO event (id, name) VALUES ('event:odd', 'x [C\\ y'), ('event:even', 'x aqq(b y')",
  );
  expect(await found({ name: { contains: "x a.*(b y" } })).toEqual(["odd"]);
  expect(await found({ name: { contains: "x a.*(b %" } })).toEqual([]);
  await database.dataSource.query("DELETE FROM event WHERE id IN ('event:odd', 'event:even')");
  await database.dataSource.query("DELETE FROM abbreviation WHERE id = 'abbreviation:odd'");
});

test("An abbreviation that is added, changed or removed holds at once", async () => {
  const zxq = () => found({ name: { contains: "ZXQ" } });
  expect(await zxq()).toEqual([]);
  await database.dataSource.query(
    "INSERT INTO abbreviation (id, name, short) VALUES ('abbreviation:x', 'đồng bào', 'ZXQ')",
  );
  expect(await zxq()).toEqual(["khmer"]);
  await database.dataSource.query(
    "UPDATE abbreviation SET aliases = '{ngày hội}' WHERE id = 'abbreviation:x'",
  );
  expect(await zxq()).toEqual(["khmer", "ngay-hoi-bao-ve-an-ninh-2021", "sign"]);
  await database.dataSource.query("DELETE FROM abbreviation WHERE id = 'abbreviation:x'");
  expect(await zxq()).toEqual([]);
});

test("In a long text no abbreviations are read", async () => {
  const name = `UBND ${"x".repeat(195)}`;
  await database.dataSource.query("INSERT INTO event (id, name) VALUES ('event:wide', $1)", [
    name.replace("UBND", "Ủy ban nhân dân"),
  ]);
  expect(await found({ name: { contains: name } })).toEqual(["wide"]);
  expect(await found({ name: { contains: `${name}x` } })).toEqual([]);
  await database.dataSource.query("UPDATE event SET name = name || 'x' WHERE id = 'event:wide'");
  expect(await found({ name: { contains: `${name}x` } })).toEqual([]);
  await database.dataSource.query("DELETE FROM event WHERE id = 'event:wide'");
});

test("Each abbreviation of the report says where it is used", async () => {
  const { data } = await database.askBoth(
    '{ abbreviations(where: { short: { in: ["CNTT", "CĐS"] } }) { nodes { short name source { section lineStart } } } }',
  );
  expect(data.abbreviations.nodes).toEqual([
    { short: "CĐS", name: "chuyển đổi số", source: null },
    { short: "CNTT", name: "công nghệ thông tin", source: { section: "IV", lineStart: 655 } },
  ]);
});

test("The indexes of names serve whichever way abbreviations are written", async () => {
  const { sql } = await database.ask(
    '{ documents(where: { name: { contains: "UBND tỉnh" } }) { totalCount } }',
  );
  const runner = database.dataSource.createQueryRunner();
  await runner.startTransaction();
  await runner.query(
    "INSERT INTO document (id, name) SELECT 'document:x' || n, md5(n::text) FROM generate_series(1, 15000) n",
  );
  // What is new waits to be put into the index, and makes it look dear.
  await runner.query("SELECT gin_clean_pending_list('document_words_index')");
  await runner.query("ANALYZE document");
  const plan = await runner.query(`EXPLAIN ${sql.replaceAll(/\$\d+/g, "'UBND tỉnh'")}`);
  await runner.rollbackTransaction();
  await runner.release();
  const words = plan.map((row: Record<string, string>) => row["QUERY PLAN"]).join("\n");
  expect(words.match(/Bitmap Index Scan on document_words_index/g)).toHaveLength(2);
});

test("Of many abbreviations in one text each may be written otherwise", async () => {
  const name = "UBND HĐND ĐBQH CNTT TTHC SXNN KTS MTQG";
  await database.dataSource.query("INSERT INTO event (id, name) VALUES ('event:many', $1)", [name]);
  const written = name.replace("UBND", "Ủy ban nhân dân").replace("MTQG", "mục tiêu quốc gia");
  expect(await found({ name: { contains: written } })).toEqual(["many"]);
  expect(await found({ name: { startsWith: written } })).toEqual(["many"]);
  expect(await found({ name: { contains: written.replace("SXNN", "SXN") } })).toEqual([]);
  await database.dataSource.query("DELETE FROM event WHERE id = 'event:many'");
  const report = { number: { startsWith: "1768/BC-Sở Thông tin và Truyền thông-văn phòng" } };
  const { data } = await database.askBoth(
    "query ($report: ReportWhere) { reports(where: $report) { totalCount } }",
    { report },
  );
  expect(data.reports.totalCount).toBe(1);
});
