import { useDatabase } from "./harness.js";

const database = useDatabase();

const found = async (text: string, kinds?: string[]): Promise<string[]> => {
  const { data, errors } = await database.ask(
    "query ($text: String!, $kinds: [ThingKind!]) { search(text: $text, kinds: $kinds, first: 10) { nodes { id } } }",
    { text, kinds },
  );
  expect(errors).toEqual([]);
  return data.search.nodes.map(({ id }: { id: string }) => id);
};

test.each([
  ["without diacritics", "cong dich vu cong igate", "system:igate"],
  ["with them", "Cổng dịch vụ công iGate", "system:igate"],
  ["in capitals", "VNPT TRÀ VINH", "operator:vnpt-tra-vinh"],
  ["misspelt", "mobifon mien nam", "operator:mobifone-mien-nam"],
  ["as the scanner damaged it", "Trung tam du lieu tinh", "system:trung-tam-du-lieu"],
  ["by a number", "15-CTr/TU", "document:15-ctr-tu"],
  ["by an English label", "state treasury", "agency:kho-bac-nha-nuoc"],
  ["by an alias", "UBND tỉnh", "agency:ubnd-tinh-tra-vinh"],
])("A thing is found %s: %s", async (_how, text, id) => {
  expect(await found(text)).toContain(id);
});

test("The best comes first, and only the kinds asked for come", async () => {
  expect((await found("VNPT Trà Vinh"))[0]).toBe("operator:vnpt-tra-vinh");
  const kinds = await found("tra vinh", ["OPERATOR", "OUTLET"]);
  expect(kinds.length).toBeGreaterThan(2);
  expect(kinds.filter((id) => !/^(operator|outlet):/.test(id))).toEqual([]);
});

test("What is like nothing finds nothing, and a wildcard is only a character", async () => {
  expect(await found("xyzzyq")).toEqual([]);
  for (const text of ["%%%%", "％％％％", "﹪﹪﹪﹪", "____", "＿＿＿＿"])
    expect(await found(text)).toEqual([]);
});

test("The things themselves come back, of whatever type", async () => {
  const { data } = await database.ask(
    '{ search(text: "VNPT Trà Vinh", kinds: [OPERATOR]) { totalCount nodes { __typename name source { section } ... on Operator { sector } } } }',
  );
  expect(data.search.nodes[0]).toEqual({
    __typename: "Operator",
    name: "VNPT Trà Vinh",
    source: { section: "I.3" },
    sector: "TELECOM",
  });
});

test("A text that stands in a name as it is comes before the same words in another order", async () => {
  const insert = "INSERT INTO event (id, name) VALUES ($1, $2)";
  // Its name is short and has the same words, so it is more alike than a long one that has the text as it is.
  await database.dataSource.query(insert, ["event:turned", "quang xyzon bầu"]);
  const long = "Lễ tổng kết phong trào thi đua yêu nước năm 2021 về bầu xyzon quang của các huyện, thị xã";
  await database.dataSource.query(insert, ["event:exact", long]);
  expect((await found("bau xyzon quang")).slice(0, 2)).toEqual(["event:exact", "event:turned"]);
  await database.dataSource.query("DELETE FROM event WHERE id IN ('event:exact', 'event:turned')");
});

test("Of texts that stand in several names, the name that has little else comes first", async () => {
  const insert = "INSERT INTO event (id, name) VALUES ($1, $2)";
  await database.dataSource.query(insert, ["event:long", "Ban xyzon lần thứ nhất của toàn tỉnh"]);
  await database.dataSource.query(insert, ["event:short", "Hội thi xyzon"]);
  expect(await found("xyzon")).toEqual(["event:short", "event:long"]);
  await database.dataSource.query("DELETE FROM event WHERE id IN ('event:long', 'event:short')");
});

test("A text of up to 200 characters is looked for, and the spaces around it are not", async () => {
  const ask = (text: string) =>
    database.ask("query ($text: String!) { search(text: $text) { totalCount } }", { text });
  expect((await ask("x".repeat(200))).errors).toEqual([]);
  expect((await ask(`  ${"x".repeat(200)}  `)).errors).toEqual([]);
  expect((await ask("x".repeat(201))).errors[0]?.message).toMatch(/from 1 to 200 characters, not 201/);
  expect(await found("  VNPT Trà Vinh  ")).toEqual(await found("VNPT Trà Vinh"));
});

test("A page of a search goes on where the one before ended", async () => {
  const query =
    'query ($after: String, $first: Int!) { search(text: "tra vinh", first: $first, after: $after) { nodes { id } pageInfo { endCursor } totalCount } }';
  const page = async (first: number, after?: string) =>
    (await database.ask(query, { first, after })).data.search;
  const whole = await page(20);
  const first = await page(5);
  const second = await page(15, first.pageInfo.endCursor);
  expect([...first.nodes, ...second.nodes]).toEqual(whole.nodes);
  expect(whole.totalCount).toBeGreaterThan(20);
});

test("What stands far behind in other names is found too", async () => {
  const aliases = [...Array.from({ length: 12 }, (_, index) => `tên gọi khác thứ ${index}`), "zqwxv"];
  await database.dataSource.query("INSERT INTO event (id, name, aliases) VALUES ('event:named', 'x', $1)", [
    aliases,
  ]);
  expect(await found("zqwxv")).toEqual(["event:named"]);
  await database.dataSource.query("DELETE FROM event WHERE id = 'event:named'");
});

test("Groups of a search are of what it finds", async () => {
  const { data } = await database.ask(
    '{ search(text: "VNPT Trà Vinh") { totalCount groups(by: []) { count } kinds: groups(by: [{ kind: VALUE }]) { count } } things { totalCount } }',
  );
  const { totalCount, groups, kinds } = data.search;
  expect(groups).toEqual([{ count: totalCount }]);
  expect(kinds.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(totalCount);
  expect(totalCount).toBeLessThan(data.things.totalCount);
});

test("An exact label comes first, then what begins with the text, whole words, parts of words, and what is alike", async () => {
  const names = ["Xylophon", "xylophon chín", "bảy xylophon", "bảy xylophonen", "bảy xylofon xylophpn"];
  for (const [index, name] of names.entries())
    await database.dataSource.query("INSERT INTO event (id, name) VALUES ($1, $2)", [
      `event:r${index}`,
      name,
    ]);
  expect(await found("xylophon")).toEqual(["event:r0", "event:r1", "event:r2", "event:r3"]);
  await database.dataSource.query("DELETE FROM event WHERE id LIKE 'event:r_' AND id <> 'event:r4'");
  // Only a word that nothing has may be a slip.
  expect(await found("xylophon")).toEqual(["event:r4"]);
  await database.dataSource.query("DELETE FROM event WHERE id = 'event:r4'");
});

test("A number, a code and an alias are labels too", async () => {
  expect((await found("15-CTr/TU"))[0]).toBe("document:15-ctr-tu");
  expect((await found("subscriber-count"))[0]).toBe("indicator:subscriber-count");
  expect((await found("UBND tỉnh"))[0]).toBe("agency:ubnd-tinh-tra-vinh");
});

test("A slip is a letter too many, too few or another, or two exchanged; a number has none", async () => {
  for (const text of ["mobifonee", "mobfone", "mobifine", "mobiofne"])
    expect(await found(text)).toContain("operator:mobifone-mien-nam");
  expect(await found("moibfine")).toEqual([]);
  expect(await found("1769/BC-STTTT-VP")).toEqual([]);
});

test("Two words must stand near each other, and three in one label", async () => {
  const insert = "INSERT INTO event (id, name) VALUES ($1, $2)";
  await database.dataSource.query(insert, ["event:near", "zzq một zzw"]);
  await database.dataSource.query(insert, ["event:apart", "zzq một hai ba zzw bốn zzk"]);
  expect(await found("zzw zzq")).toEqual(["event:near"]);
  expect(await found("zzw zzk zzq")).toEqual(["event:apart"]);
  await database.dataSource.query("DELETE FROM event WHERE id IN ('event:near', 'event:apart')");
});

test("Abbreviations are read either way, and are themselves found where they are asked for", async () => {
  const [short, long] = [await found("TTHC mức độ 4"), await found("thủ tục hành chính mức độ 4")];
  expect(short).toContain("document:ke-hoach-tthc-muc-do-4");
  expect(new Set(short)).toEqual(new Set(long));
  expect(await found("CNTT", ["ABBREVIATION"])).toEqual(["abbreviation:cntt"]);
  expect((await found("CNTT")).filter((id) => id.startsWith("abbreviation:"))).toEqual([]);
});

test("Conditions, topics and causes are searched, behind labels", async () => {
  expect(await found("tùy tình hình dịch")).toContain("task:dieu-tra-buu-chinh");
  expect(await found("Nguyễn Văn Chuẩn")).toContain("report:tra-vinh-2021-9m");
  expect(await found("ma túy")).toContain("output:so-tay");
});

test("What a figure states leads to what it measures and of whom, behind all else", async () => {
  expect(new Set(await found("27,853 tỷ đồng"))).toEqual(
    new Set(["indicator:contract-value", "project:dau-tu-cntt-2021"]),
  );
  await database.dataSource.query(
    "UPDATE observation SET superseded_by_id = id WHERE id = 'observation:gia-tri-hop-dong'",
  );
  expect(await found("27,853 tỷ đồng")).toEqual([]);
  await database.dataSource.query(
    "UPDATE observation SET superseded_by_id = NULL WHERE id = 'observation:gia-tri-hop-dong'",
  );
});

test("The engine and the resolvers search alike, and signs alone find nothing", async () => {
  for (const text of ["UBND Trà Vnih", "dịch vụ công", "(.*", "[a", "a\\b", "x'y", "ព្រះ", "?!"]) {
    const { errors } = await database.askBoth(
      "query ($text: String!) { search(text: $text) { totalCount nodes { id } } }",
      { text },
    );
    expect(errors).toEqual([]);
  }
  expect(await found("?! … –")).toEqual([]);
});

test("Search reads the index of words", async () => {
  const { sql } = await database.ask('{ search(text: "Trà Vinh UBND") { totalCount } }');
  const runner = database.dataSource.createQueryRunner();
  await runner.startTransaction();
  await runner.query("SET LOCAL enable_seqscan = off");
  const plan = await runner.query(`EXPLAIN ${sql.replaceAll(/\$\d+/g, "'Trà Vinh UBND'")}`);
  await runner.rollbackTransaction();
  await runner.release();
  const words = plan.map((row: Record<string, string>) => row["QUERY PLAN"]).join("\n");
  expect(words.match(/Bitmap Index Scan on thing_words_index/g)).toHaveLength(2);
});

test("Where the text stands comes before how much else there is, and a short one stands inside no word", async () => {
  const insert = "INSERT INTO event (id, name, aliases) VALUES ($1, $2, $3)";
  const rows = [
    [
      "event:exact",
      "Cuộc họp thường niên của các cơ quan, đơn vị trong toàn tỉnh và các huyện",
      "{xylophon}",
    ],
    ["event:begins", "xylophon của các cơ quan, đơn vị trong toàn tỉnh", "{}"],
    ["event:word", "họp xylophon của các đơn vị", "{}"],
    ["event:part", "họp xylophonen", "{}"],
  ];
  for (const row of rows) await database.dataSource.query(insert, row);
  expect(await found("xylophon")).toEqual(rows.map(([id]) => id));
  expect(await found("lopho")).toEqual([]);
  expect((await found("ylopho")).length).toBe(4);
  await database.dataSource.query("DELETE FROM event WHERE id = ANY($1)", [rows.map(([id]) => id)]);
});
