import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { PACKAGE_ROOT } from "../../src/paths.js";

const MUTANT = z.strictObject({
  /** What is broken, as a sentence. */
  name: z.string(),
  file: z.string(),
  /** A text that stands in the file exactly once, and what it is replaced by. */
  find: z.string().min(1),
  replace: z.string(),
  /** Patterns of the test files that should turn red. */
  tests: z.array(z.string()).min(1),
  /** Whether it must never survive, because it did once. */
  must: z.literal(true).optional(),
});

/** A small mistake that is put into the code to see that a test turns red. */
export type Mutant = z.infer<typeof MUTANT>;

/** The mutants of the lists beside this file. */
export function readMutants(): Mutant[] {
  const folder = join(PACKAGE_ROOT, "tests/mutants");
  const lists = readdirSync(folder).filter((file) => file.endsWith(".yaml"));
  return lists
    .sort()
    .flatMap((file) => z.array(MUTANT).parse(parse(readFileSync(join(folder, file), "utf8"))));
}

/** What is wrong with mutants: a text that stands more often than once in its file, or not at all; tests that are none. */
export function staleOf(mutants: Mutant[]): string[] {
  const files = readdirSync(join(PACKAGE_ROOT, "tests")).filter((file) => file.endsWith(".test.ts"));
  return mutants.flatMap(({ name, file, find, replace, tests }) => {
    const times = readFileSync(join(PACKAGE_ROOT, file), "utf8").split(find).length - 1;
    const lost = tests.filter((pattern) => !files.some((test) => test.includes(pattern)));
    const wrong = lost.map((pattern) => `${name}: there is no test file ${pattern}`);
    if (times === 1 && find !== replace) return wrong;
    return [...wrong, `${name}: ${JSON.stringify(find)} stands ${times} times in ${file}`];
  });
}
