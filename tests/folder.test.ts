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
    "observation.csv line 2 (observation:a): dimensions: level stands there twice",
    "observation.csv line 4 (observation:b): partOf: no figure has the id system:igate",
    "observation.csv line 5 (observation:c): subject: nothing has the id observation:a",
    "section.yaml sections[0] (section:later.2): section:later.1 has the number 1 too",
    "section.yaml sections[0] (section:later.2): lines must look like 250 or 250-252, not 1-99999999999",
    'section.yaml sections[0] (section:later.2): name must be a text, not {"a":"b"}',
    "section.yaml sections[0] (section:later.2): position must be a whole number, not 99999999999",
    'section.yaml documents[0] (document:day): name must be a text, not ["x","y"]',
    "section.yaml documents[0] (document:day): issuedOn must be a day such as 2021-09-14, not 2021-02-30",
  ]);
});

test("A file whose text PostgreSQL cannot store, or that is not UTF-8, is refused by its name", async () => {
  const bad = (text: string | Buffer) => {
    const folder = later();
    writeFileSync(join(folder, "other.yaml"), text);
    return folder;
  };
  await expect(load(bad('topics:\n  - { id: "a\\0b" }'))).rejects.toThrow(
    /other\.yaml cannot be read: "a\\u0000b" has a character that cannot be stored/,
  );
  await expect(load(bad('topics:\n  - { id: "\\uD800" }'))).rejects.toThrow(/cannot be stored/);
  await expect(load(bad(Buffer.from([0x61, 0x3a, 0x20, 0xff])))).rejects.toThrow(
    /other\.yaml cannot be read/,
  );
  const twice = later({ "observation.csv": "id,value,id\n" }, FIGURES);
  await expect(load(twice)).rejects.toThrow(/observation\.csv cannot be read: there are two columns id/);
});

test("What the database refuses is said in its words, and nothing is loaded", async () => {
  const unit = (id: string) => `  - { id: "unit:${id}", name: x, symbol: x }\n`;
  await database.dataSource.query("ALTER TABLE unit ADD CONSTRAINT short CHECK (length(id) < 20) NOT VALID");
  await expect(load(later({ "report.yaml": `units:\n${unit("much-too-long-for-it")}` }))).rejects.toThrow(
    /was not loaded: .*violates check constraint "short"/,
  );
  await database.dataSource.query("ALTER TABLE unit DROP CONSTRAINT short");
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
  await expect(loadMissing(database.dataSource, join(other, "report.yaml"))).rejects.toThrow(/REPORTS_DIR: /);
});
