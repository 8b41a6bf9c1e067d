import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadFolder, loadMissing } from "../src/load/index.js";
import { useDatabase } from "./harness.js";

const database = useDatabase("migrated");

const THINGS = `
reports:
  - { id: "report:small", number: "1/BC", name: Báo cáo nhỏ, section: "1", lines: 1 }
sections:
  - { id: "section:small.1", number: "1", name: Mục một, position: 1, lines: 1-9 }
units:
  - { id: "unit:piece", name: cái, symbol: cái }
dimensions:
  - { id: "dimension:level", name: Mức độ }
dimensionMembers:
  - { id: "member:level.3", name: Mức độ 3, dimension: "dimension:level", position: 1 }
  - { id: "member:level.4", name: Mức độ 4, dimension: "dimension:level", position: 2 }
indicators:
  - { id: "indicator:count", name: Số lượng, basis: FLOW }
agencies:
  - { id: "agency:a", name: Sở A, section: "1", lines: 2 }
  - { id: "agency:b", name: Sở B, section: "1", lines: 3-4 }
infrastructureSystems:
  - { id: "system:s", name: Hệ thống, category: SERVICE, section: "1", lines: 4 }
plannedTasks:
  - { id: "task:one", number: "1", position: 1, name: Việc một, concerns: ["agency:a", "agency:b"], section: "1", lines: 5 }
`;

const FIGURES = `id,indicator,subject,value,unit,precision,qualifier,status,dimensions,about,counted,statedAs,section,lines
observation:one,indicator:count,agency:a,77.60,piece,0.10,EXACT,FINAL,level=3,task:one system:s,agency:a agency:b,"77,60",1,6
observation:two,indicator:count,agency:a,5,piece,,EXACT,FINAL,,,,5,1,7-8
`;

/** A folder of the small report, with some texts replaced. */
function folder(...changes: [from: string, to: string][]): string {
  const place = mkdtempSync(join(tmpdir(), "cuulong-small-"));
  const changed = (text: string) => changes.reduce((given, [from, to]) => given.split(from).join(to), text);
  writeFileSync(join(place, "report.yaml"), changed(THINGS));
  writeFileSync(join(place, "observation.csv"), changed(FIGURES));
  return place;
}

const load = (...changes: [from: string, to: string][]) =>
  loadFolder(database.dataSource, folder(...changes));

const UNCHANGED = { added: 0, changed: 0 };

beforeEach(async () => {
  await load();
});

test("A link that the folder no longer names is gone after the load, and the others stay", async () => {
  const concerned = async () => {
    const { data } = await database.ask(
      '{ plannedTask(id: "task:one") { linksTo { nodes { to { id } } } } }',
    );
    return data.plannedTask.linksTo.nodes.map(({ to }: { to: { id: string } }) => to.id);
  };
  expect(await concerned()).toEqual(["agency:a", "agency:b"]);
  await load(['["agency:a", "agency:b"]', '["agency:b"]']);
  expect(await concerned()).toEqual(["agency:b"]);
  await load(['concerns: ["agency:a", "agency:b"], ', ""]);
  expect(await concerned()).toEqual([]);
  expect((await load()).written.links).toEqual({ added: 2, changed: 0 });
});

const CHANGES: [title: string, from: string, to: string][] = [
  ["its value", "77.60", "77.61"],
  ["its unit's qualifier", "0.10,EXACT", "0.10,ABOUT"],
  ["the step it is rounded to", ",0.10,", ",0.01,"],
  ["its status", "EXACT,FINAL,level", "EXACT,PROVISIONAL,level"],
  ["its breakdown", "level=3", "level=4"],
  ["that it has a breakdown", "level=3", ""],
  ["what it is about", "task:one system:s", "task:one"],
  ["that it is about something", "task:one system:s", ""],
  ["what it counts", "agency:a agency:b", "agency:a"],
  ["how it is stated", '"77,60"', '"77,6"'],
  ["its subject", "indicator:count,agency:a,77.60", "indicator:count,agency:b,77.60"],
  ["its lines", ",1,6", ",1,6-7"],
];

test.each(CHANGES)("A figure becomes a new version when %s changes", async (_what, from, to) => {
  const { written } = await load([from, to]);
  expect(written.observations).toEqual({ added: 0, changed: 1 });
  // Loaded again it is the same, so nothing happens.
  expect((await load([from, to])).written.observations).toEqual(UNCHANGED);
  const { data } = await database.ask(
    `{ observation(id: "observation:one") { supersededBy { id } } observations(where: { statedAs: { startsWith: "77" } }) { totalCount } }`,
  );
  expect(data.observation.supersededBy).not.toBeNull();
  expect(data.observations.totalCount).toBe(1);
});

test.each([
  ["77.60", "77.6"],
  ["0.10", "0.1"],
  ["0.10", "0.100"],
  ["level=3", " level=3 "],
  ["task:one system:s", "system:s  task:one  task:one"],
  ["agency:a agency:b", "agency:b  agency:a"],
])("A figure is the same when %s is written as %s", async (from, to) => {
  expect((await load([from, to])).written.observations).toEqual(UNCHANGED);
});

test("What the folder no longer names is kept, and the load says so", async () => {
  const { kept, written } = await load(
    [
      '  - { id: "agency:b", name: Sở B, section: "1", lines: 3-4 }\n',
      '  - { id: "agency:c", name: Sở C, section: "1", lines: 3 }\n',
    ],
    ['["agency:a", "agency:b"]', '["agency:a"]'],
    ["agency:a agency:b", "agency:a"],
  );
  expect(kept).toContain("agency:b");
  expect(kept).not.toContain("agency:a");
  expect(written.agencies).toEqual({ added: 1, changed: 0 });
  const { data } = await database.ask('{ agency(id: "agency:b") { name } }');
  expect(data).toEqual({ agency: { name: "Sở B" } });
  await database.dataSource.query("DELETE FROM agency WHERE id = 'agency:c'");
});

const MISTAKES: [title: string, from: string, to: string, complaint: RegExp][] = [
  ["reversed lines", "lines: 3-4", "lines: 4-3", /lines must look like 250 or 250-252, not 4-3/],
  ["reversed lines of a figure", "1,7-8", "1,8-7", /lines must look like 250 or 250-252, not 8-7/],
  ["a line zero", "lines: 3-4", "lines: 0-4", /lines must look like 250 or 250-252, not 0-4/],
  ["lines that are none", "lines: 3-4", "lines: three", /lines must look like .*, not three/],
  ["an unknown section", 'section: "1", lines: 3-4', 'section: "2", lines: 3-4', /there is no section 2/],
  ["no section", 'section: "1", lines: 3-4', "lines: 3-4", /section is missing/],
  ["two things of one id", 'id: "agency:b"', 'id: "agency:a"', /it stands in report.yaml:16 too/],
  ["an id of another kind", 'id: "agency:b"', 'id: "place:b"', /its id must look like agency:some-name/],
  ["an id in capitals", 'id: "agency:b"', 'id: "agency:B"', /its id must look like agency:some-name/],
  [
    "a reference to another kind",
    'dimension: "dimension:level", position: 2',
    'dimension: "unit:piece", position: 2',
    /dimension: unit:piece does not begin with dimension:/,
  ],
  ["a link to nothing", '["agency:a", "agency:b"]', '["agency:z"]', /concerns: nothing has the id agency:z/],
  ["a name that is missing", "name: Sở B, ", "", /name is missing/],
  ["a basis that is none", "basis: FLOW", "basis: RIVER", /basis must be one of FLOW, .*, not RIVER/],
  [
    "a position that is none",
    "position: 2 }",
    "position: second }",
    /position must be a whole number of at most 9 digits, not second/,
  ],
  ["an unknown unit", "5,piece", "5,pieces", /there is no unit pieces/],
  ["an unknown member", "level=3", "level=5", /dimensions: there is no member level=5/],
  [
    "an unknown column",
    "statedAs,section",
    "said,section",
    /observation.csv:1: there is no column said; known are/,
  ],
  ["a value that is none", ",5,piece", ",five,piece", /value must be a number such as .*, not five/],
  [
    "a value that is missing",
    ",5,piece",
    ",,piece",
    /a figure has a value and a qualifier, or else the status MISSING/,
  ],
  [
    "a missing figure that has a value",
    "5,piece,,EXACT,FINAL",
    "5,piece,,EXACT,MISSING",
    /or else the status MISSING/,
  ],
  [
    "an indicator that is no indicator",
    "indicator:count,agency:a,5",
    "unit:piece,agency:a,5",
    /indicator: unit:piece does not begin with indicator:/,
  ],
  [
    "something that it is about that is none",
    "task:one system",
    "task:q system",
    /about: nothing has the id task:q/,
  ],
  [
    "a figure about its own subject",
    "task:one system:s",
    "agency:a",
    /about: agency:a is its subject already/,
  ],
  [
    "a figure about a unit",
    "task:one system:s",
    "unit:piece",
    /about: unit:piece is a unit; a figure is about no report, /,
  ],
  [
    "a subject that is a report",
    "indicator:count,agency:a,5",
    "indicator:count,report:small,5",
    /subject: report:small is a report; a figure is about no report, /,
  ],
  ["a thing counted that is none", "agency:a agency:b", "agency:q", /counted: nothing has the id agency:q/],
  [
    "two reports",
    "sections:",
    '  - { id: "report:more", number: "2", name: Hai, section: "1", lines: 1 }\nsections:',
    /a folder holds exactly one report, not 2/,
  ],
  ["an unknown collection", "agencies:", "angels:", /there is no collection angels/],
];

test.each(MISTAKES)(
  "A folder with %s is refused, and nothing of it is loaded",
  async (_what, from, to, complaint) => {
    const before = await database.ask(
      "{ things(first: 1000) { nodes { id name } } observations { nodes { id } } }",
    );
    await expect(load([from, to])).rejects.toThrow(complaint);
    const after = await database.ask(
      "{ things(first: 1000) { nodes { id name } } observations { nodes { id } } }",
    );
    expect(after.data).toEqual(before.data);
  },
);

test("A mistake is reported with the line of the file that it stands in", async () => {
  await expect(load(["5,piece", "5,pieces"])).rejects.toThrow(
    /observation.csv:3 \(observation:two\): there is no unit pieces/,
  );
  await expect(load(["name: Sở B, ", ""])).rejects.toThrow(/report.yaml:17 \(agency:b\): name is missing/);
});

test("Texts are composed when they are loaded, however they were written", async () => {
  await load(["Sở B", "Sở Bế".normalize("NFD")]);
  const { data } = await database.ask('{ agency(id: "agency:b") { name } }');
  expect(data.agency.name).toBe("Sở Bế".normalize("NFC"));
});

const FOLLOWING = `
reports:
  - { id: "report:next", number: "2/BC", name: Báo cáo sau, section: "1", lines: 1 }
sections:
  - { id: "section:next.1", number: "1", name: Mục một, position: 1, lines: 1-9 }
plannedTasks:
  - { id: "task:next", number: "1", position: 1, name: Việc sau, concerns: ["task:before"], section: "1", lines: 5 }
`;
const BEFORE = FOLLOWING.replaceAll("next", "before").replace('concerns: ["task:before"], ', "");

test("Of a folder of reports, those that the database lacks are loaded, in the order of their names", async () => {
  const reports = mkdtempSync(join(tmpdir(), "cuulong-reports-"));
  expect(await loadMissing(database.dataSource, reports)).toEqual([]);
  const texts = { "2020": BEFORE, "2021": FOLLOWING, "2019": THINGS };
  for (const [name, text] of Object.entries(texts)) {
    mkdirSync(join(reports, name));
    writeFileSync(join(reports, name, "report.yaml"), text);
  }
  const loaded = await loadMissing(database.dataSource, reports);
  expect(loaded.map(({ reportId }) => reportId)).toEqual(["report:before", "report:next"]);
  expect(await loadMissing(database.dataSource, reports)).toEqual([]);
  await expect(loadMissing(database.dataSource, join(reports, "none"))).rejects.toThrow(/cannot be read/);
});
