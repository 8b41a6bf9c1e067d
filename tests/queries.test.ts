import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../src/paths.js";
import { useDatabase } from "./harness.js";
import { layOut } from "./sql.js";

/** `UPDATE_ANSWERS=1 npm test -- queries` writes the answers anew; review them as you review code. */
const update = process.env.UPDATE_ANSWERS === "1";
const database = useDatabase();

/** A golden query: its file, the answer beside it, and the SQL that gives it. */
const queries = ["examples", "tests/queries"].flatMap((folder) =>
  readdirSync(join(PACKAGE_ROOT, folder))
    .filter((file) => file.endsWith(".graphql"))
    .map((file) => ({
      name: `${folder}/${file}`,
      path: join(PACKAGE_ROOT, folder, file.replace(/\.graphql$/, "")),
    })),
);

test.each(queries)(
  "$name answers what was committed, by the statements that were committed",
  async ({ path }) => {
    const query = readFileSync(`${path}.graphql`, "utf8");
    const { data, errors, statements, sql, text } = await database.ask(query);
    expect(errors).toEqual([]);
    if (update) {
      writeFileSync(`${path}.json`, `${JSON.stringify({ statements, data }, null, 2)}\n`);
      writeFileSync(`${path}.sql`, layOut(sql));
    }
    const committed = JSON.parse(readFileSync(`${path}.json`, "utf8"));
    expect(data).toEqual(committed.data);
    expect(statements).toBe(1);
    expect(layOut(sql)).toBe(readFileSync(`${path}.sql`, "utf8"));
    expect((await database.askResolvers(query)).text).toBe(text);
  },
);

test("Every answer has its query", () => {
  const orphans = ["examples", "tests/queries"].flatMap((folder) =>
    readdirSync(join(PACKAGE_ROOT, folder)).filter(
      (file) =>
        /\.(json|sql)$/.test(file) &&
        !existsSync(join(PACKAGE_ROOT, folder, file.replace(/(json|sql)$/, "graphql"))),
    ),
  );
  expect(orphans).toEqual([]);
  expect(queries.length).toBeGreaterThan(12);
});
