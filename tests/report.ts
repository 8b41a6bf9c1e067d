import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../src/paths.js";

/** The folder of the real report. */
export const REPORT = join(PACKAGE_ROOT, "data/tra-vinh-2021-9m");

/** A copy of the real report's folder with one text of one file replaced, wherever it stands. */
export function edited(file: string, from: string | RegExp, to: string): string {
  const folder = mkdtempSync(join(tmpdir(), "cuulong-report-"));
  cpSync(REPORT, folder, { recursive: true });
  const text = readFileSync(join(folder, file), "utf8");
  const changed = typeof from === "string" ? text.replaceAll(from, to) : text.replace(from, to);
  if (changed === text) throw new Error(`${file} has no ${from}`);
  writeFileSync(join(folder, file), changed);
  return folder;
}

const LATER = {
  "report.yaml": `
reports:
  - { id: "report:later", number: "9/BC", name: Báo cáo năm, section: "1", lines: 1, resultPeriod: "period:2021" }
sections:
  - { id: "section:later.1", number: "1", name: Mục một, position: 1, lines: 1-9 }
plannedTasks:
  - { id: "task:later", number: "1", position: 1, name: Việc sau, concerns: ["system:igate"], section: "1", lines: 3 }
`,
  "observation.csv": `id,indicator,subject,period,value,unit,qualifier,status,dimensions,statedAs,section,lines
observation:later,indicator:online-service-count,system:igate,period:2021,1900,service,EXACT,FINAL,,1.900,1,2
`,
};

/** The folder of a small later report, with more of each file behind it, or with less: some text taken out. */
export function later(more: Partial<Record<keyof typeof LATER, string>> = {}, less?: RegExp): string {
  const folder = mkdtempSync(join(tmpdir(), "cuulong-report-"));
  for (const [file, text] of Object.entries(LATER))
    writeFileSync(
      join(folder, file),
      (less ? text.replace(less, "") : text) + (more[file as keyof typeof LATER] ?? ""),
    );
  return folder;
}
