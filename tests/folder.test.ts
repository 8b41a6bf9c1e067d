import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "../src/config.js";
import { dataSourceFor, migrate } from "../src/database/index.js";
import { loadFolder, loadMissing } from "../src/load/index.js";
import { useDatabase } from "./harness.js";
import { later } from "./report.js";

const database = useDatabase();
const load = (folder: string) => loadFolder(database.dataSource, folder);
const ask = async (query: string) => {
  const { data, errors } = await database.ask(query);
  expect(errors).toEqual([]);
  return data;
};

const figure = (id: string, { value = "5", dimensions = "", partOf = "", counted = "" } = {}) =>
  `observation:${id},indicator:online-service-count,system:igate,period:2021,${value},service,EXACT,FINAL,${dimensions},5,1,3,${partOf},${counted}\n`;
/** All of a later report's figures. */
const FIGURES = /id,indicator.*/s;
const header =
  "id,indicator,subject,period,value,unit,qualifier,status,dimensions,statedAs,section,lines,partOf,counted\n";

test("A figure, a thing and the last thing of a kind that leave the folder stay, and are reported", async () => {
  await load(later());
  expect((await load(later({}, /observation:later.*\n/))).kept).toEqual(["observation:later"]);
  expect((await load(later({}, /plannedTasks:.*/s))).kept).toEqual(["task:later"]);
  expect(
    await ask('{ observation(id: "observation:later") { value } plannedTask(id: "task:later") { name } }'),
  ).toEqual({
    observation: { value: "1900" },
    plannedTask: { name: "Việc sau" },
  });
  expect((await load(later())).kept).toEqual([]);
});

test("A link that leaves the folder is taken away, and that is reported", async () => {
  await load(later());
  const link = "task:later concerns system:igate";
  expect((await load(later({}, /concerns: \["system:igate"\], /))).unlinked).toEqual([link]);
  const { unlinked, written } = await load(later());
  expect([unlinked, written.links]).toEqual([[], { added: 1, changed: 0 }]);
});

test("Every text is stored composed, however the file writes it, and keys are read composed", async () => {
  const decomposed = "Việc sau hơn".normalize("NFD");
  const task = (id: string, name: string, more = "") =>
    `  - { id: "task:${id}", number: "2", position: 2, name: ${name}, section: "1", lines: 4${more} }\n`;
  await load(
    later({
      "report.yaml":
        task("plain", decomposed) +
        task("escaped", '"Vi\\u00ea\\u0323c"', ', aliases: ["e\\u0301", "\\u0065\\u0302"]'),
      "observation.csv": `observation:nfd,indicator:online-service-count,system:igate,period:2021,3,service,EXACT,FINAL,,${"3 dịch vụ".normalize("NFD")},1,2\n`,
    }),
  );
  const rows = await database.dataSource.query(
    `SELECT name FROM planned_task WHERE id LIKE 'task:%' AND id IN ('task:plain', 'task:escaped')
     UNION ALL SELECT unnest(aliases) FROM planned_task WHERE id = 'task:escaped'
     UNION ALL SELECT stated_as FROM observation WHERE id = 'observation:nfd'`,
  );
  expect(rows.map(({ name }: { name: string }) => name).sort()).toEqual(
    ["Việc sau hơn", "Việc", "é", "ê", "3 dịch vụ"].map((text) => text.normalize("NFC")).sort(),
  );
  await expect(load(later({ "report.yaml": task("key", "x", ', "te\\u0302n": y') }))).rejects.toThrow(
    `there is no ${"tên".normalize("NFC")}; known are`,
  );
});

test("A text is stored as it is written, also one that looks like a number", async () => {
  const document =
    '  - { id: "document:1-10", number: 1.10, name: 0x1F, issuedOn: 2021-02-28, section: 1, lines: 4 }\n';
  await load(later({ "report.yaml": `documents:\n${document}` }));
  expect(await ask('{ document(id: "document:1-10") { number name issuedOn } }')).toEqual({
    document: { number: "1.10", name: "0x1F", issuedOn: "2021-02-28" },
  });
});

test("A figure written in other words, or counting a thing twice, is no new version", async () => {
  const written = (row: string) => later({ "observation.csv": header + row }, FIGURES);
  const counted = "system:igate system:igate";
  await load(written(figure("twice", { value: "077.60", counted }) + figure("zero", { value: "-0" })));
  const { written: again } = await load(
    written(figure("twice", { value: "77.6", counted }) + figure("zero", { value: "0" })),
  );
  expect(again.observations).toEqual({ added: 0, changed: 0 });
});

test("What no column, link or figure can hold is named as a mistake of its place, in the order of the files", async () => {
  const rows = [
    figure("a", { dimensions: "level=3;level=4" }),
    "\n",
    figure("b", { partOf: "system:igate" }),
    figure("c").replace(",system:igate,", ",observation:a,"),
  ];
  const items = `
  - { id: "section:later.2", number: "1", name: { a: b }, position: 99999999999, lines: 1-99999999999 }
documents:
  - { id: "document:day", number: "1", name: [x, y], issuedOn: 2021-02-30, section: "1", lines: 4 }
`;
  const folder = later({ "observation.csv": header + rows.join("") }, FIGURES);
  writeFileSync(join(folder, "section.yaml"), `sections:${items}`);
  const refused = await load(folder).catch((error: Error) => error.message);
  expect(String(refused).split("\n").slice(1)).toEqual([
    "observation.csv:2 (observation:a): dimensions: level stands there twice",
    "observation.csv:4 (observation:b): partOf: no figure has the id system:igate",
    "observation.csv:5 (observation:c): subject: nothing has the id observation:a",
    "section.yaml:2 (section:later.2): name must be a text, not a map; put a text into quotes",
    "section.yaml:2 (section:later.2): section:later.1 has the number 1 too",
    "section.yaml:2 (section:later.2): lines must look like 250 or 250-252, not 1-99999999999",
    "section.yaml:2 (section:later.2): position must be a whole number of at most 9 digits, not 99999999999",
    "section.yaml:4 (document:day): name must be one text, not a list",
    "section.yaml:4 (document:day): issuedOn must be a day such as 2021-09-14, not 2021-02-30",
  ]);
});

test("A circle is found that goes through the things of another report", async () => {
  const report = (name: string, agency: string) => {
    const folder = mkdtempSync(join(tmpdir(), "cuulong-report-"));
    writeFileSync(
      join(folder, "report.yaml"),
      `reports:
  - { id: "report:${name}", number: "1", name: Báo cáo, section: "1", lines: 1 }
sections:
  - { id: "section:${name}.1", number: "1", name: Mục một, position: 1, lines: 1-9 }
agencies:
  - { id: "agency:${name}", name: Sở, section: "1", lines: 2${agency} }
`,
    );
    return folder;
  };
  await load(report("up", ""));
  await load(report("down", ', parent: "agency:up"'));
  await expect(load(report("up", ', parent: "agency:down"'))).rejects.toThrow(
    "report.yaml:6 (agency:up): parent leads in a circle: agency:up → agency:down → agency:up",
  );
  expect(await ask('{ agency(id: "agency:up") { parent { id } } }')).toEqual({ agency: { parent: null } });
});

test("Names that objects inherit are ids and codes like any other", async () => {
  const definitions = `units:
  - { id: "unit:constructor", name: constructor, symbol: __proto__ }
dimensions:
  - { id: "dimension:constructor", name: hasOwnProperty }
dimensionMembers:
  - { id: "member:constructor.prototype", name: toString, dimension: "dimension:constructor" }
`;
  const row =
    "observation:constructor,indicator:online-service-count,system:igate,,7,constructor,EXACT,FINAL,constructor=prototype,__proto__,1,2\n";
  const folder = later({ "report.yaml": definitions, "observation.csv": row });
  await load(folder);
  expect((await load(folder)).written.observations).toEqual({ added: 0, changed: 0 });
  expect(
    await ask(
      '{ observation(id: "observation:constructor") { unit statedAs measure { name symbol } dimensions { dimension member } } }',
    ),
  ).toEqual({
    observation: {
      unit: "constructor",
      statedAs: "__proto__",
      measure: { name: "constructor", symbol: "__proto__" },
      dimensions: [{ dimension: "constructor", member: "prototype" }],
    },
  });
});

test("Hidden files are none of the report; links, aliases, null and either ending of YAML are read", async () => {
  const folder = later();
  mkdirSync(join(folder, "..data"));
  writeFileSync(join(folder, ".notes"), "x");
  writeFileSync(
    join(folder, "..data", "topic.yml"),
    '\uFEFFtopics:\r\n  - { id: "topic:a", name: &name Một, nameEn: ~, nameKm: null, aliases: [*name], section: "1", lines: 2 }\r\n',
  );
  symlinkSync("..data/topic.yml", join(folder, "topic.yml"));
  expect((await load(folder)).written.topics).toEqual({ added: 1, changed: 0 });
  expect(await ask('{ topic(id: "topic:a") { name nameEn nameKm aliases } }')).toEqual({
    topic: { name: "Một", nameEn: null, nameKm: null, aliases: ["Một"] },
  });
});

test("One connection is enough to migrate and to load, so that what holds the lock is what writes", async () => {
  const config = readConfig({ POOL_SIZE: "1" });
  const single = await dataSourceFor({ url: database.url }, config).initialize();
  expect(await migrate(single)).toEqual([]);
  expect((await loadFolder(single, later())).reportId).toBe("report:later");
  await single.destroy();
});

test("The folders of reports are found through links, and hidden ones are none", async () => {
  const reports = mkdtempSync(join(tmpdir(), "cuulong-reports-"));
  mkdirSync(join(reports, ".hidden"));
  const other = mkdtempSync(join(tmpdir(), "cuulong-report-"));
  writeFileSync(
    join(other, "report.yaml"),
    `reports:
  - { id: "report:linked", number: "8/BC", name: Báo cáo, section: "1", lines: 1 }
sections:
  - { id: "section:linked.1", number: "1", name: Mục một, position: 1, lines: 1-9 }
`,
  );
  symlinkSync(other, join(reports, "linked"));
  const loaded = await loadMissing(database.dataSource, reports);
  expect(loaded.map(({ reportId }) => reportId)).toEqual(["report:linked"]);
  expect(await loadMissing(database.dataSource, reports)).toEqual([]);
  symlinkSync("nowhere", join(reports, "gone"));
  await expect(loadMissing(database.dataSource, reports)).rejects.toThrow(/REPORTS_DIR: .*ENOENT.*gone/);
  await expect(loadMissing(database.dataSource, join(other, "report.yaml"))).rejects.toThrow(/REPORTS_DIR: /);
});
