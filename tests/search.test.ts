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
  ["by an English label", "telephone subscribers", "indicator:subscriber-count"],
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
  await database.dataSource.query(insert, ["event:long", "Hội thi xyzon lần thứ nhất của toàn tỉnh"]);
  await database.dataSource.query(insert, ["event:short", "Hội thi xyzon"]);
  expect(await found("hoi thi xyzon")).toEqual(["event:short", "event:long"]);
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
