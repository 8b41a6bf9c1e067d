import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readConfig } from "../src/config.js";
import { PACKAGE_ROOT } from "../src/paths.js";
import { useDatabase } from "./harness.js";

const database = useDatabase();
const readme = readFileSync(join(PACKAGE_ROOT, "README.md"), "utf8");
const questions = Array.from(
  readme.matchAll(/```graphql\n(.*?)```\s*```json\n(.*?)```/gs),
  ([, query, answer], index) => ({
    index: index + 1,
    query: String(query),
    answer: String(answer),
  }),
);

test.each(questions)(
  "The README's question $index has the answer that it shows",
  async ({ query, answer }) => {
    const { data, errors } = await database.ask(query);
    expect(errors).toEqual([]);
    expect(data).toEqual(JSON.parse(answer));
  },
);

test("The README shows three questions, and every variable of the configuration", () => {
  expect(questions).toHaveLength(3);
  const variables = Array.from(readme.matchAll(/`([A-Z]+(?:_[A-Z]+)+|HOST|PORT)`/g), ([, name]) =>
    String(name),
  );
  const broken = Object.fromEntries(
    [
      "PORT",
      "LOG_LEVEL",
      "POOL_SIZE",
      "MAX_BODY_BYTES",
      "STATEMENT_TIMEOUT_MS",
      "SHUTDOWN_SECONDS",
      "DATABASE_URL",
    ].map((name) => [name, "wrong"]),
  );
  expect(() => readConfig(broken)).toThrow();
  expect(variables).toEqual(
    expect.arrayContaining([...Object.keys(broken), "HOST", "DATA_DIR", "REPORTS_DIR"]),
  );
});
