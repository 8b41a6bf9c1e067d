import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../src/paths.js";

/** Where their answers and their SQL lie. */
export const GOLDEN = join(PACKAGE_ROOT, "tests/golden");

/** Golden queries, those for users and those for us: beside each name lie its answer and the SQL that gives it. */
export const GOLDEN_QUERIES = [join(PACKAGE_ROOT, "examples"), GOLDEN].flatMap((folder) =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".graphql"))
    .map((file) => {
      const name = file.replace(/\.graphql$/, "");
      return { name, query: readFileSync(join(folder, file), "utf8"), golden: join(GOLDEN, name) };
    })
    // What is followed has no answer of its own.
    .filter(({ query }) => !/^subscription /m.test(query)),
);
