import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadFolder } from "../src/load/index.js";
import { BAD_FILES } from "./bad-files.js";
import { BAD_ITEMS, type BadFolder } from "./bad-items.js";
import { BAD_REFERENCES } from "./bad-references.js";
import { BAD_TABLES } from "./bad-tables.js";
import { useDatabase } from "./harness.js";
import { newFolder, run } from "./processes.js";

const database = useDatabase();

const REPORT = `reports:
  - { id: "report:bad", number: "9/BC", name: Báo cáo, section: "1", lines: 1 }
sections:
  - { id: "section:bad.1", number: "1", name: Mục một, position: 1, lines: 1-9 }
`;

/** A folder with a report, and with what is put beside it. */
function folder(put: BadFolder[1]): string {
  const place = newFolder();
  const all: BadFolder[1] = { "report.yaml": REPORT, ...put };
  for (const [name, content] of Object.entries(all)) {
    const path = join(place, name);
    if (typeof content === "function") content(path);
    else writeFileSync(path, content);
  }
  return place;
}

/** What the database holds, as one value that any change of a row changes. */
async function fingerprint(): Promise<unknown> {
  const tables = [
    "thing",
    "agency",
    "unit",
    "link",
    "observation",
    "coordinate",
    "observation_about",
    "observation_count",
  ];
  const sums = tables.map(
    (table) => `SELECT '${table}', count(*), sum(hashtextextended(t::text, 0)) FROM "${table}" t`,
  );
  return database.dataSource.query(sums.join(" UNION ALL "));
}

async function complaintsOf(path: string): Promise<string[]> {
  const message = await loadFolder(database.dataSource, path).then(
    () => "It was loaded.",
    (error: Error) => error.message,
  );
  const [head, ...lines] = message.split("\n");
  const said = lines.filter((line) => !line.startsWith("References were not checked"));
  expect(head).toBe(`${path} was not loaded; ${said.length} mistake${said.length > 1 ? "s" : ""}:`);
  // Which keys and values there are is the schema's, and a line long.
  return lines.map((line) =>
    line.replace(/known are .*/, "known are …").replace(/one of .*, not /, "one of …, not "),
  );
}

const CASES = [...BAD_ITEMS, ...BAD_REFERENCES, ...BAD_TABLES, ...BAD_FILES];

test.each(CASES)("A folder is refused for %s, and nothing of it is loaded", async (_title, put, says) => {
  const before = await fingerprint();
  expect(await complaintsOf(folder(put))).toEqual(says);
  expect(await fingerprint()).toEqual(before);
  expect("polluted" in {}).toBe(false);
});

test("Mistakes in several files, of text, form, reference and circle, are all reported at once", async () => {
  const put = {
    "a.yaml": `agencies:
  - { id: "agency:bad-a", name: [x], section: "7", lines: 2, parent: "agency:bad-b" }
  - { id: "agency:bad-b", name: y, section: "1", lines: two, parent: "agency:bad-a", colour: red }
`,
    "b.yml":
      'documents:\n  - { id: "document:bad", name: "", number: "1", issuedOn: 2021-02-30, section: "1", lines: 2 }\n',
    "c.txt": "",
    "observation.csv": `id,indicator,subject,value,unit,qualifier,status,section,lines,more
observation:x,indicator:nothing,system:igate,5,pieces,EXACT,FINAL,1,3,
observation:y,indicator:online-service-count
`,
  };
  expect(await complaintsOf(folder(put))).toEqual([
    "a.yaml:2 (agency:bad-a): there is no section 7",
    "a.yaml:2 (agency:bad-a): name must be one text, not a list",
    "a.yaml:2 (agency:bad-a): parent leads in a circle: agency:bad-a → agency:bad-b → agency:bad-a",
    "a.yaml:3 (agency:bad-b): lines must look like 250 or 250-252, not two",
    "a.yaml:3 (agency:bad-b): there is no colour; known are …",
    `b.yml:2 (document:bad): name: a text must not be blank; leave the key out where there is none`,
    "b.yml:2 (document:bad): issuedOn must be a day such as 2021-09-14, not 2021-02-30",
    "c.txt: it is not read: data stands in files that end in .yaml or .yml, and in observation.csv",
    "observation.csv:1: there is no column more; known are …",
    "observation.csv:2 (observation:x): there is no unit pieces",
    "observation.csv:2 (observation:x): indicator: nothing has the id indicator:nothing",
    "observation.csv:3 (observation:y): it has 2 cells, and the table has 10 columns",
  ]);
});

test("The command ends with 1 and writes one line a mistake, fifty at most, and how many more there are", async () => {
  const agencies = Array.from(
    { length: 61 },
    (_, index) => `  - { id: "agency:${index}", section: "1", lines: 2 }\n`,
  );
  const path = folder({ "many.yaml": `agencies:\n${agencies.join("")}` });
  const load = run(["load", path], { DATABASE_URL: database.url });
  expect([await load.exit, load.stdout()]).toEqual([1, ""]);
  expect(load.output().trimEnd().split("\n")).toEqual([
    `${path} was not loaded; 61 mistakes:`,
    ...agencies.slice(0, 50).map((_, index) => `many.yaml:${index + 2} (agency:${index}): name is missing`),
    "… and 11 more.",
  ]);
});

test("The folder that the bad ones differ from is loaded", async () => {
  expect((await loadFolder(database.dataSource, folder({}))).reportId).toBe("report:bad");
});
