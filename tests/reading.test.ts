import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { PACKAGE_ROOT } from "../src/paths.js";
import { REPORT } from "./report.js";

/**
 * A second reading of the source, line by line, made without looking at the data: every figure with its line, as
 * printed; "không" where the source says in words that there was none.
 */
const reading: { line: string; figure: string }[] = parse(
  readFileSync(join(PACKAGE_ROOT, "tests/reading.csv"), "utf8"),
  {
    columns: true,
  },
);
const figures: { id: string; statedAs: string; lines: string; status: string }[] = parse(
  readFileSync(join(REPORT, "observation.csv"), "utf8"),
  { columns: true },
);

/** The first number of a figure as it is stated, or the word for none. */
const stated = (text: string): string =>
  text.startsWith("không") ? "không" : (/\d+(?:[.,/]\d+)*/.exec(text)?.[0] ?? "");
const bare = (number: string): string => number.replace(/^0+(?=\d)/, "");

test("Every figure of the second reading is in the data once, on its line, and the data has no other", () => {
  const unread = figures
    .filter(({ status }) => status !== "MISSING")
    .map(({ id, statedAs, lines }) => {
      const [start, end] = lines.split("-").map(Number);
      return { id, number: bare(stated(statedAs)), start: Number(start), end: Number(end ?? start) };
    });
  const missed: string[] = [];
  for (const { line, figure } of reading) {
    const index = unread.findIndex(
      ({ number, start, end }) => number === bare(figure) && start <= Number(line) && Number(line) <= end,
    );
    if (index < 0) missed.push(`${figure} on line ${line}`);
    else unread.splice(index, 1);
  }
  expect(missed).toEqual([]);
  expect(unread).toEqual([]);
  expect(reading).toHaveLength(154);
});

test("What the report is silent about is marked as missing, not as zero", () => {
  const missing = figures.filter(({ status }) => status === "MISSING").map(({ id }) => id);
  expect(missing).toEqual([
    "observation:dan-so",
    "observation:chung-thu-so-dau-ky",
    "observation:su-co-an-toan-thong-tin",
    "observation:ho-so-bao-chi-con-lai",
    "observation:ke-hoach-von",
  ]);
});
