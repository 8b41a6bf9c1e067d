import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../src/paths.js";
import { useDatabase } from "./harness.js";

/** `UPDATE_ANSWERS=1 npm test -- queries` writes the answers anew; review them as you review code. */
const update = process.env.UPDATE_ANSWERS === "1";
const database = useDatabase();

/** A golden query: its file, and the answer beside it with the statements it may take. */
const queries = ["examples", "tests/queries"].flatMap((folder) =>
  readdirSync(join(PACKAGE_ROOT, folder))
    .filter((file) => file.endsWith(".graphql"))
    .map((file) => ({
      name: `${folder}/${file}`,
      path: join(PACKAGE_ROOT, folder, file.replace(/\.graphql$/, "")),
    })),
);

test.each(queries)("$name answers what was committed, in no more statements", async ({ path }) => {
  const { data, errors, statements } = await database.ask(readFileSync(`${path}.graphql`, "utf8"));
  expect(errors).toEqual([]);
  if (update) writeFileSync(`${path}.json`, `${JSON.stringify({ statements, data }, null, 2)}\n`);
  const committed = JSON.parse(readFileSync(`${path}.json`, "utf8"));
  expect(data).toEqual(committed.data);
  expect(statements).toBeLessThanOrEqual(committed.statements);
});

test("Every answer has its query", () => {
  const orphans = ["examples", "tests/queries"].flatMap((folder) =>
    readdirSync(join(PACKAGE_ROOT, folder)).filter(
      (file) =>
        file.endsWith(".json") && !existsSync(join(PACKAGE_ROOT, folder, file.replace(/json$/, "graphql"))),
    ),
  );
  expect(orphans).toEqual([]);
  expect(queries.length).toBeGreaterThan(12);
});
