import { useDatabase } from "./harness.js";

const database = useDatabase();
const query = () => database.api.schema.getQueryType();
const lists = () => Array.from(database.api.catalogue.roots).filter(([, { shape }]) => shape === "many");

/** The report names no incident and no bid package, which these examples show by their totals. */
const EMPTY = ["securityIncidents", "bidPackages"];

test("Each list of the root has an example in its description, which answers with rows in one statement", async () => {
  const empty: string[] = [];
  for (const [name] of lists()) {
    const description = query()?.getFields()[name]?.description ?? "";
    const example = description.match(/Ví dụ: `(\{ .+ \})`$/)?.[1];
    expect(example).toContain(name);
    const { data, errors, statements } = await database.askBoth(example as string);
    expect(errors).toEqual([]);
    expect(statements).toBe(1);
    if (data[name].nodes.length === 0) empty.push(name);
  }
  expect(empty).toEqual(EMPTY);
  expect(lists().length).toBeGreaterThan(30);
});

test("The root's description names each list once, under its domain", () => {
  const headings = query()?.description?.match(/^- \*\*.+\*\*: .+$/gm) ?? [];
  const named = headings.flatMap((line) => Array.from(line.matchAll(/`(\w+)`/g), ([, name]) => name));
  expect(named.sort()).toEqual(
    lists()
      .map(([name]) => name)
      .sort(),
  );
  expect(new Set(headings.map((line) => line.split("**")[1])).size).toBe(headings.length);
  expect(headings.find((line) => line.includes("`securityIncidents`"))).toContain("`vulnerabilityNotices`");
});
