import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Logger } from "typeorm";
import { loadFolder } from "../src/load/index.js";
import { useDatabase } from "./harness.js";

const database = useDatabase();

/** A report with as many tasks and as many figures, each of which is about a task, part of a total and broken down. */
function reportOf(name: string, rows: number, value: number): string {
  const folder = mkdtempSync(join(tmpdir(), "cuulong-report-"));
  const numbers = Array.from({ length: rows }, (_, index) => index);
  const task = (index: number) =>
    `  - { id: "task:${name}-${index}", number: "${index}", position: ${index}, name: Việc ${index}, concerns: ["system:igate"], section: "1", lines: 2 }\n`;
  writeFileSync(
    join(folder, "report.yaml"),
    `reports:
  - { id: "report:${name}", number: "1/BC", name: Báo cáo lớn, section: "1", lines: 1 }
sections:
  - { id: "section:${name}.1", number: "1", name: Mục một, position: 1, lines: 1-9 }
plannedTasks:
${numbers.map(task).join("")}`,
  );
  const figure = (index: number) =>
    `observation:${name}-${index},indicator:online-service-count,task:${name}-${index},${value},service,EXACT,FINAL,level=3,${index === 0 ? "" : `observation:${name}-0`},system:igate,1,3\n`;
  writeFileSync(
    join(folder, "observation.csv"),
    `id,indicator,subject,value,unit,qualifier,status,dimensions,partOf,counted,section,lines\n${numbers.map(figure).join("")}`,
  );
  return folder;
}

/** What is asked of the database while something is done: each statement, and how many values its arrays have. */
async function statementsOf(work: () => Promise<unknown>): Promise<{ text: string; values: number }[]> {
  const { dataSource } = database;
  const seen: { text: string; values: number }[] = [];
  const before = dataSource.logger;
  dataSource.logger = {
    logQuery: (text: string, parameters?: unknown[]) => {
      // The service beside it looks now and then how much the tables hold.
      if (!/pg_rewrite|pg_stats/.test(text)) seen.push({ text, values: parameters?.flat().length ?? 0 });
    },
    logQueryError: () => {},
    logQuerySlow: () => {},
    logSchemaBuild: () => {},
    logMigration: () => {},
    log: () => {},
  } as Logger;
  try {
    await work();
  } finally {
    dataSource.logger = before;
  }
  return seen;
}

test("A hundred times the rows are loaded, and corrected, by as many statements", async () => {
  const shapes = [];
  for (const [name, rows] of [
    ["few", 20],
    ["many", 2000],
  ] as const) {
    const first = await statementsOf(() => loadFolder(database.dataSource, reportOf(name, rows, 1)));
    const corrected = await statementsOf(async () => {
      const { written } = await loadFolder(database.dataSource, reportOf(name, rows, 2));
      expect(written.observations).toEqual({ added: 0, changed: rows });
    });
    shapes.push([first.map(({ text }) => text), corrected.map(({ text }) => text)]);
  }
  expect(shapes[1]).toEqual(shapes[0]);
}, 120_000);

test("Of the database's things a load asks only for those that it refers to", async () => {
  const statements = await statementsOf(() => loadFolder(database.dataSource, reportOf("asking", 10, 1)));
  const things = statements.filter(({ text }) => /\bFROM thing\b/.test(text));
  expect(things.length).toBeGreaterThan(0);
  for (const { text } of things) expect(text).toMatch(/FROM thing WHERE/);
  // The system, the indicator, the unit and the member of a dimension, each once, whatever refers to it.
  expect(things.filter(({ text }) => text.startsWith("SELECT id FROM thing"))).toEqual([
    expect.objectContaining({ values: 4 }),
  ]);
});
