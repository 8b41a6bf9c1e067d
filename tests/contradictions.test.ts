import { useDatabase } from "./harness.js";

const database = useDatabase();

/**
 * What is wrong, or worth a remark, in the report: read off the source by hand, line by line, and not off what the rules find.
 * The words say what is at odds; the lines are where it stands.
 */
const READ: [words: string, severity: string, rule: string, lines: string][] = [
  ["4 sanction decisions, and 11", "ERROR", "STATED_TWICE", "566, 574-575"],
  ["VTV9's programme was broadcast, and was not filmed", "ERROR", "STATUS", "405-408, 622-624"],
  ["291 of 1,858 is 15.66 %, not 15.67", "WARNING", "RATE", "286-287, 289"],
  ["nothing was received, yet 8 reflections were heard", "WARNING", "WITHIN", "507, 579-580"],
  ["five banners, three of them named", "WARNING", "COUNT", "359-361"],
  ["signed on 14 September for nine months", "WARNING", "SIGNING", "4-8"],
  ["a decree (NĐ-CP) of the Prime Minister", "WARNING", "ISSUER", "364-367"],
  ["sections I, III, IV and no II", "WARNING", "NUMBERING", "16, 582"],

  ["Lê Minh's programmes are being made, and were not filmed", "REMARK", "STATUS", "410-414, 622-624"],
  ["the team of the postal survey was set up, and is to be", "REMARK", "STATUS", "129-131, 691-694"],
  ["six months of the portal in a report of nine", "REMARK", "PERIOD", "350-357, 359-361, 370-371"],
  ["the member sites as of 30 June", "REMARK", "PERIOD", "363-364"],
  ["projects and funds of the whole year", "REMARK", "PERIOD", "544-548"],
  ["the same projects of the year among the fourth quarter's tasks", "REMARK", "PERIOD", "674-678"],
  ["assets of 2020", "REMARK", "PERIOD", "569-570"],
  ["farm produce since August", "REMARK", "PERIOD", "604-606"],
  ["Lê Minh is a company, and a centre", "REMARK", "NAMES", "410, 622-623"],
  ["VTV9 is of the south, and of Cần Thơ", "REMARK", "NAMES", "405, 623"],
  ["the district centres, with Information and without", "REMARK", "NAMES", "435-436, 452-453"],
  ["one plan for all procedures, and for all services", "REMARK", "NAMES", "37-38, 42-43"],
  ["VNPT Trà Vinh is also Viễn thông Trà Vinh", "REMARK", "NAMES", "162, 171, 190"],
  ["the private network is also TSLCD", "REMARK", "NAMES", "222-227, 658"],
  ["the official e-mail is also mail", "REMARK", "NAMES", "241, 330"],
];

/** What the source says twice, or much alike, and is right all the same: none of it is found at odds. */
const RIGHT: [words: string, line: number][] = [
  ["the densities, which one population fits", 206],
  ["parts of Internet subscribers", 212],
  ["16 Party bodies and 134 others", 223],
  ["155 + 330 + 106 bodies", 272],
  ["dossiers at level 3", 293],
  ["13 of 19, 4 of 9 and 17 of 106", 304],
  ["a plan of 2021-2025 beside one of 2021, almost of the same name", 34],
  ["a call centre, and its virtual assistant", 176],
  ["163 received, 3 carried over, 163 resolved", 423],
  ["16 packages, 13 completed, 3 ongoing, and 3 of equipment", 550],
  ["11 violators and 11 decisions after 10 inspections", 573],
  ["the Government's decrees of 2018 and 2020", 666],
];

type Check = Record<"severity" | "verdict" | "rule" | "explanation" | "explanationEn", string> & {
  lines: string[];
};

async function ask(): Promise<Check[]> {
  const { data, errors, statements } = await database.askBoth(
    "{ checks(first: 1000) { nodes { severity verdict rule explanation explanationEn lines } } }",
  );
  expect([errors, statements]).toEqual([[], 1]);
  return data.checks.nodes;
}

test("The rules find everything that a reader finds, and nothing else", async () => {
  const found = (await ask())
    .filter(({ severity }) => severity !== "NONE")
    .map(({ severity, rule, lines }) => `${severity} ${rule} ${lines.join(", ")}`);
  expect(found.sort()).toEqual(READ.map(([, ...read]) => read.join(" ")).sort());
});

test.each(RIGHT)("Nothing is found wrong with %s", async (_words, line) => {
  const touched = (await ask()).filter(
    ({ severity, lines }) =>
      ["ERROR", "WARNING"].includes(severity) &&
      lines.some((place) => {
        const [first, last = first] = place.split("-").map(Number) as [number, number?];
        return first <= line && line <= last;
      }),
  );
  expect(touched.filter(({ rule }) => rule !== "STATED_TWICE")).toEqual([]);
});

test("The worst comes first, and each severity has its verdicts", async () => {
  const checks = await ask();
  const order = ["ERROR", "WARNING", "REMARK", "NONE"];
  const places = checks.map(({ severity }) => order.indexOf(severity));
  expect(places).toEqual(places.slice().sort((a, b) => a - b));
  const pairs = new Set(checks.map(({ severity, verdict }) => `${severity} ${verdict}`));
  expect(Array.from(pairs).sort()).toEqual([
    "ERROR DISAGREES",
    "NONE AGREES",
    "NONE NOT_COMPUTABLE",
    "REMARK DIFFERS",
    "WARNING DISAGREES",
  ]);
});

test("Every explanation is a sentence of its language, its numbers written as that language does", async () => {
  for (const { explanation, explanationEn } of await ask()) {
    expect(explanation).toMatch(/^[“\p{Lu}\d].*\.$/u);
    expect(explanationEn).toMatch(/^[“\p{Lu}\d].*\.$/u);
    // Numbers of sections and of documents are not numbers in this sense.
    const numbers = (text: string) => text.replace(/\b[IVX]+(\.\w+)+/g, "").match(/\d[\d.,]*\d/g) ?? [];
    const [vietnamese, english] = [numbers(explanation), numbers(explanationEn)];
    for (const number of vietnamese) expect(number).toMatch(/^\d{1,3}(\.\d{3})*(,\d+)?$|^\d+$/);
    for (const number of english) expect(number).toMatch(/^\d{1,3}(,\d{3})*(\.\d+)?$|^\d+$/);
  }
});

test("What concerns the report, a section, a thing or a figure is found from there", async () => {
  const { data, errors } = await database.askBoth(`{
    report(id: "report:tra-vinh-2021-9m") { checks(where: { severity: { eq: ERROR } }) { totalCount } }
    section(id: "section:tra-vinh-2021-9m.i.7.4") { checks(where: { severity: { eq: ERROR } }) { nodes { rule sections { number } } } }
    mediaOutlet(id: "outlet:le-minh") { checks { nodes { rule } } alsoNamed { nodes { name of { id } } } }
    document(id: "document:43-2011-nd-cp") { issuer { name } statedIssuer { name } checks { nodes { rule } } }
    observation(id: "observation:don-thu") { checks(where: { severity: { ne: NONE } }) { nodes { rule } } }
    sections(where: { checks: { some: { severity: { eq: ERROR } } } }) { nodes { number } }
  }`);
  expect(errors).toEqual([]);
  expect(data).toEqual({
    report: { checks: { totalCount: 2 } },
    section: { checks: { nodes: [{ rule: "STATED_TWICE", sections: [{ number: "I.7.4" }] }] } },
    mediaOutlet: {
      checks: { nodes: [{ rule: "NAMES" }] },
      alsoNamed: { nodes: [{ name: "Trung tâm truyền thông Lê Minh", of: { id: "outlet:le-minh" } }] },
    },
    document: {
      issuer: { name: "Chính phủ" },
      statedIssuer: { name: "Thủ tướng Chính phủ" },
      checks: { nodes: [{ rule: "ISSUER" }] },
    },
    observation: { checks: { nodes: [{ rule: "WITHIN" }] } },
    sections: { nodes: [{ number: "I.6.2" }, { number: "I.7.4" }, { number: "III.2" }] },
  });
});
