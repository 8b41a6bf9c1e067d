import { useDatabase } from "./harness.js";

const database = useDatabase();

const FIGURES = `observations(where: { indicator: { code: { eq: "online-service-count" } } })`;

test("A figure names the member that it has in a dimension, and none where that does not break it down", async () => {
  const { data, errors, statements } = await database.askBoth(
    `{ ${FIGURES} { nodes { dimensions { dimension member } level: member(dimension: "level") { code name position dimension { code } } } } }`,
  );
  expect(errors).toEqual([]);
  expect(statements).toBe(1);
  const { nodes } = data.observations;
  for (const { dimensions, level } of nodes) {
    const [found] = dimensions.filter(({ dimension }: { dimension: string }) => dimension === "level");
    expect(level?.code).toBe(found?.member);
  }
  expect(nodes.map(({ level }: { level: object | null }) => level)).toContain(null);
  expect(nodes.map(({ level }: { level: object | null }) => level)).toContainEqual({
    code: "1-2",
    name: "mức độ 1, 2",
    position: 1,
    dimension: { code: "level" },
  });
});

test("The dimension may be a variable, written composed or not, and members are looked up for all figures at once", async () => {
  const query = `query ($of: String!, $other: String!) { ${FIGURES} { nodes { id a: member(dimension: $of) { code } b: member(dimension: $other) { code } } } }`;
  const { data, errors, statements } = await database.askBoth(query, { of: "level", other: "org-level" });
  expect(errors).toEqual([]);
  expect(statements).toBe(1);
  const { nodes } = data.observations;
  expect(new Set(nodes.map(({ a }: { a: { code: string } | null }) => a?.code))).toEqual(
    new Set([undefined, "1-2", "3", "4"]),
  );
  expect(nodes.every(({ b }: { b: object | null }) => b === null)).toBe(true);
  const resolved = await database.askResolvers(query, { of: "level", other: "org-level" });
  expect(resolved.statements).toBe(5);
});
