import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../src/paths.js";

/** The folder of the real report. */
export const REPORT = join(PACKAGE_ROOT, "data/tra-vinh-2021-9m");

/** A copy of the real report's folder with one text of one file replaced, wherever it stands. */
export function edited(file: string, from: string, to: string): string {
  const folder = mkdtempSync(join(tmpdir(), "cuulong-report-"));
  cpSync(REPORT, folder, { recursive: true });
  const text = readFileSync(join(folder, file), "utf8");
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  writeFileSync(join(folder, file), text.replaceAll(from, to));
  return folder;
}
