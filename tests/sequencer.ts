import { statSync } from "node:fs";
import { basename } from "node:path";

/** The files that take longest, in that order: one that began last would run alone while the other cores have nothing to do. */
const SLOWEST = [
  "keeping",
  "differential",
  "process",
  "disks",
  "joining",
  "swaps",
  "entities-differential",
  "oracle",
  "gateways",
  "webhook-processes",
  "fields",
  "fuzz",
  "refused-starts",
  "engine",
  "slice",
  "loss",
];

interface TestFile {
  path: string;
}

const placeOf = ({ path }: TestFile): number => {
  const place = SLOWEST.indexOf(basename(path, ".test.js"));
  return place < 0 ? SLOWEST.length : place;
};

/** In which order jest runs the files: the slowest first, then the longest, on every machine alike. */
export default class Sequencer {
  sort<Test extends TestFile>(tests: readonly Test[]): Test[] {
    const sizes = new Map(tests.map(({ path }) => [path, statSync(path).size]));
    const sizeOf = ({ path }: Test): number => sizes.get(path) ?? 0;
    return [...tests].sort((a, b) => placeOf(a) - placeOf(b) || sizeOf(b) - sizeOf(a));
  }

  /** What jest asks of a sequencer besides; nothing is remembered from one run to the next. */
  allFailedTests<Test>(tests: readonly Test[]): readonly Test[] {
    return tests;
  }

  cacheResults(): void {}
}
