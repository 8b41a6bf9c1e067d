import { readFileSync } from "node:fs";
import { join } from "node:path";
import { VARIABLE_NAMES } from "../src/config.js";
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

test("Every query in the README is answered", async () => {
  for (const [, query] of readme.matchAll(/```graphql\n(.*?)```/gs))
    expect((await database.ask(String(query))).errors).toEqual([]);
});

test("The README shows three questions, and every variable of the configuration", () => {
  expect(questions).toHaveLength(3);
  expect(VARIABLE_NAMES.length).toBeGreaterThan(20);
  expect(VARIABLE_NAMES.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});
