import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { GOLDEN, GOLDEN_QUERIES } from "./golden-queries.js";
import { useDatabase } from "./harness.js";
import { layOut } from "./sql.js";

/** `UPDATE_ANSWERS=1 npm test -- queries` writes the answers anew; review them as you review code. */
const update = process.env.UPDATE_ANSWERS === "1";
const database = useDatabase();

/** The plans that are kept of a document. */
const plansOf = (query: string) =>
  Array.from(database.service.store.find(query)?.operations.values() ?? []).flatMap(({ plans }) =>
    Array.from(plans.values()),
  );

/** Each copy of the database has a history of its own, and so other cursors. */
const lasting = (data: object) => ("cursor" in data ? { ...data, cursor: "…" } : data);

test.each(GOLDEN_QUERIES)(
  "$name answers what was committed, by the statements that were committed",
  async ({ query, golden }) => {
    const { data, errors, statements, sql, text } = await database.ask(query);
    expect(errors).toEqual([]);
    if (update) {
      writeFileSync(`${golden}.json`, `${JSON.stringify({ statements, data: lasting(data) }, null, 2)}\n`);
      writeFileSync(`${golden}.sql`, layOut(sql));
    }
    const committed = JSON.parse(readFileSync(`${golden}.json`, "utf8"));
    expect(lasting(data)).toEqual(committed.data);
    expect(statements).toBe(1);
    expect(layOut(sql)).toBe(readFileSync(`${golden}.sql`, "utf8"));
    expect((await database.askResolvers(query)).text).toBe(text);
    // What a change of a table makes stale is found by this.
    const [plan] = plansOf(query);
    const named = Array.from(sql.matchAll(/(?:FROM|JOIN|TABLE) "(\w+)"/g), ([, table]) => String(table));
    expect(new Set(plan?.tables)).toEqual(new Set(named));
  },
);

test("Every answer has its query, and no two queries have one name", () => {
  const names = GOLDEN_QUERIES.map(({ name }) => name);
  const answers = readdirSync(GOLDEN).map((file) => file.replace(/\.\w+$/, ""));
  expect(new Set(answers)).toEqual(new Set(names));
  expect(new Set(names).size).toBe(names.length);
  expect(GOLDEN_QUERIES.length).toBeGreaterThan(12);
});
