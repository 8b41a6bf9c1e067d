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
  expect(await found("%%%%")).toEqual([]);
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
