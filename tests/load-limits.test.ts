import { ENTITIES } from "../entities/index.js";
import { snake } from "../entities/naming.js";
import { columnsOf } from "../resolvers/model/columns.js";
import { loadFolder } from "../src/load/index.js";
import { LONGEST } from "../src/load/texts.js";
import { useDatabase } from "./harness.js";
import { later } from "./report.js";

const database = useDatabase();
const query = (sql: string, parameters?: unknown[]) => database.dataSource.query(sql, parameters);
const refusal = (folder: string): Promise<string> =>
  loadFolder(database.dataSource, folder).then(
    () => "It was loaded.",
    (error: Error) => error.message,
  );

/** A third of a page, less what PostgreSQL adds. */
const LONGEST_ENTRY = 2704;

test("No row that a load accepts is too long for an index", async () => {
  const indexed: { index: string; table: string; column: string }[] = await query(
    `SELECT i.relname AS index, t.relname AS table, a.attname AS column
     FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
       JOIN pg_am m ON m.oid = i.relam CROSS JOIN unnest(x.indkey) AS k (number)
       JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number
     WHERE m.amname = 'btree' AND t.relnamespace = 'public'::regnamespace AND t.relname <> 'migrations'`,
  );
  const columns = new Map(
    ENTITIES.flatMap((entity) =>
      Array.from(
        columnsOf(entity).values(),
        (column) => [`${snake(entity.name)}.${column.sql}`, column] as const,
      ),
    ),
  );
  const bytesOf = (table: string, name: string): number => {
    const column = columns.get(`${table}.${name}`);
    // A number of 60 digits takes less, and so does a value of an enum.
    if (column?.cast !== "text" || column.values) return 64;
    // A link's id is made of both ends and the role.
    if (table === "link" && name === "id") return 2 * LONGEST.id + 64;
    const isKey = !column.graphql || ["id", "figure", "code", "dimension", "member"].includes(name);
    return isKey ? LONGEST.id + 16 : LONGEST.text + 8;
  };
  const widths = new Map<string, number>();
  for (const { index, table, column } of indexed)
    widths.set(index, (widths.get(index) ?? 16) + bytesOf(table, column));
  expect(widths.size).toBeGreaterThan(100);
  expect(Array.from(widths).filter(([, width]) => width > LONGEST_ENTRY)).toEqual([]);
});

test("The longest texts and ids that are accepted are stored", async () => {
  // Letters at random, since PostgreSQL packs repeated ones.
  const text = (length: number) =>
    Array.from({ length }, () => String.fromCharCode(97 + Math.floor(Math.random() * 26))).join("");
  const id = (prefix: string) => `${prefix}:${text(LONGEST.id - prefix.length - 1)}`;
  const [outlet, output, figure] = [id("outlet"), id("output"), id("observation")];
  const long = () => text(LONGEST.text);
  const folder = later({
    "report.yaml": `mediaOutlets:
  - { id: "${outlet}", name: ${long()}, section: "1", lines: 2 }
mediaOutputs:
  - { id: "${output}", name: ${long()}, topic: ${long()}, outlet: "${outlet}", concerns: ["${outlet}"], aliases: [${long()}], section: "1", lines: 2 }
`,
    "observation.csv": `${figure},indicator:online-service-count,${outlet},period:2021,${"9".repeat(40)}.${"9".repeat(20)},service,EXACT,FINAL,level=3,${long()},1,2\n`,
  });
  const { written } = await loadFolder(database.dataSource, folder);
  expect([written.mediaOutputs, written.links, written.observations]).toEqual([
    { added: 1, changed: 0 },
    { added: 2, changed: 0 },
    { added: 2, changed: 0 },
  ]);
});

const UNITS = Array.from(
  { length: 9 },
  (_, index) => `  - { id: "unit:${index}", name: x, symbol: s${index} }\n`,
);
const MORE = {
  "report.yaml": `  - { id: "task:two", number: "2", position: 2, name: Việc, section: "1", lines: 4 }\nunits:\n${UNITS.join("")}bidPackages:\n  - { id: "package:big", name: x, contractValue: 70000, section: "1", lines: 4 }\n`,
  "observation.csv":
    "observation:two,indicator:online-service-count,system:igate,period:2021,5,service,EXACT,FINAL,level=4,,1,2\n",
};

test.each([
  [
    "A row that breaks a constraint",
    "ALTER TABLE unit ADD CONSTRAINT strict CHECK (symbol <> 's6') NOT VALID",
    "ALTER TABLE unit DROP CONSTRAINT strict",
    'report.yaml:16 (unit:6): the database refuses it: new row for relation "unit" violates check constraint "strict"',
  ],
  [
    "A row that cannot stand beside an earlier one",
    "CREATE UNIQUE INDEX strict ON unit (left(symbol, 1)) WHERE symbol IN ('s5', 's7')",
    "DROP INDEX strict",
    'report.yaml:17 (unit:7): the database refuses it: duplicate key value violates unique constraint "strict"',
  ],
  [
    "A row that is too long for an index",
    "CREATE INDEX strict ON unit ((CASE symbol WHEN 's6' THEN repeat(md5(symbol), 10000) END))",
    "DROP INDEX strict",
    "report.yaml:16 (unit:6): the database refuses it: index row ",
  ],
  [
    "A number out of range",
    "ALTER TABLE bid_package ALTER contract_value TYPE numeric(3)",
    "ALTER TABLE bid_package ALTER contract_value TYPE numeric",
    "report.yaml:20 (package:big): the database refuses it: numeric field overflow",
  ],
  [
    "A link that breaks a constraint",
    "ALTER TABLE link ADD CONSTRAINT strict CHECK (to_id <> 'system:igate') NOT VALID",
    "ALTER TABLE link DROP CONSTRAINT strict",
    'report.yaml:7 (task:later): the database refuses it: new row for relation "link" violates check constraint "strict"',
  ],
  [
    "A breakdown that breaks a constraint",
    "ALTER TABLE coordinate ADD CONSTRAINT strict CHECK (member <> '4') NOT VALID",
    "ALTER TABLE coordinate DROP CONSTRAINT strict",
    'observation.csv:3 (observation:two): the database refuses it: new row for relation "coordinate" violates check constraint "strict"',
  ],
])("%s is a mistake of its line, and nothing is loaded", async (_what, alter, restore, says) => {
  await query(alter);
  const folder = later(MORE);
  const refused = await refusal(folder);
  await query(restore);
  expect(refused).toContain(`${folder} was not loaded; 1 mistake:\n${says}`);
  expect(refused.split("\n")).toHaveLength(2);
  expect(await query("SELECT id FROM thing WHERE id IN ('task:two', 'unit:0')")).toEqual([]);
});

test("What the database refuses only as the load ends is a mistake of the folder", async () => {
  await query(`CREATE FUNCTION refuse_late() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'not today' USING ERRCODE = 'check_violation'; END $$`);
  await query(
    "CREATE CONSTRAINT TRIGGER strict AFTER INSERT ON unit DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_late()",
  );
  const folder = later(MORE);
  const refused = await refusal(folder);
  await query("DROP FUNCTION refuse_late CASCADE");
  expect(refused).toBe(`${folder} was not loaded; 1 mistake:\nthe database refuses it: not today`);
  expect(await query("SELECT id FROM thing WHERE id IN ('task:two', 'unit:0')")).toEqual([]);
});
