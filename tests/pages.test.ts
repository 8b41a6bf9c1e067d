import { useDatabase } from "./harness.js";

const database = useDatabase();

const ORDERS: [title: string, orderBy: string][] = [
  ["by name, as the Vietnamese alphabet has it", "[{ name: ASC }]"],
  ["by a column with many nulls, downwards", "[{ number: DESC }]"],
  ["by a column with many ties", "[{ type: ASC }]"],
  ["by two columns, one each way", "[{ issuedOn: DESC }, { name: ASC }]"],
  ["by a related row's column, null where there is none", "[{ issuer: { name: DESC } }]"],
  ["by the id alone", "[{ id: DESC }]"],
  ["by title, which is the name", "[{ title: DESC }]"],
];

test.each(ORDERS)(
  "Pages of seven hold every document once, in the order of the whole list: %s",
  async (_title, orderBy) => {
    const whole = await database.ask(`{ documents(first: 1000, orderBy: ${orderBy}) { nodes { id } } }`);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof database.ask>> = await database.ask(
        `query ($after: String) { documents(first: 7, orderBy: ${orderBy}, after: $after) { edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage endCursor } } }`,
        { after },
      );
      const { edges, pageInfo } = page.data.documents;
      expect(pageInfo.hasPreviousPage).toBe(after !== null);
      expect(pageInfo.endCursor).toBe(edges.at(-1)?.cursor);
      seen.push(...edges.map(({ node }: { node: { id: string } }) => node.id));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(whole.data.documents.nodes.map(({ id }: { id: string }) => id));
    expect(new Set(seen).size).toBe(seen.length);
  },
);

test("A cursor keeps its place when rows come in before it and behind it", async () => {
  const page = async (after?: string) =>
    (
      await database.ask(
        "query ($after: String) { units(first: 3, orderBy: [{ name: ASC }], after: $after) { nodes { name } pageInfo { endCursor } } }",
        { after },
      )
    ).data.units;
  const first = await page();
  const before = await page(first.pageInfo.endCursor);
  await database.dataSource.query(
    "INSERT INTO unit (id, name, code) VALUES ('unit:aaa', 'aaa', 'aaa'), ('unit:zzz', 'zzz', 'zzz')",
  );
  expect(await page(first.pageInfo.endCursor)).toEqual(before);
});

test("Names sort as the Vietnamese alphabet does: a, ă, â, b, c, d, đ, e, ê", async () => {
  const letters = ["ê", "đ", "b", "â", "e", "d", "ă", "c", "a"];
  for (const [index, letter] of letters.entries())
    await database.dataSource.query("INSERT INTO place (id, name) VALUES ($1, $2)", [
      `place:test-${index}`,
      `${letter} test`,
    ]);
  const { data } = await database.ask(
    '{ places(where: { id: { in: ["place:test-0","place:test-1","place:test-2","place:test-3","place:test-4","place:test-5","place:test-6","place:test-7","place:test-8"] } }) { nodes { name } } }',
  );
  expect(data.places.nodes.map(({ name }: { name: string }) => name.charAt(0)).join("")).toBe("aăâbcdđeê");
});

test("The lists of many parents are paged apart, in one statement", async () => {
  const query =
    "{ agencies(first: 1000) { nodes { documents(first: 2) { nodes { id } pageInfo { hasNextPage } totalCount } } } }";
  const { data, statements } = await database.ask(query);
  const lists = data.agencies.nodes.map(({ documents }: { documents: unknown }) => documents);
  for (const { nodes, pageInfo, totalCount } of lists) {
    expect(nodes.length).toBe(Math.min(2, totalCount));
    expect(pageInfo.hasNextPage).toBe(totalCount > 2);
  }
  expect(lists.some(({ totalCount }: { totalCount: number }) => totalCount > 2)).toBe(true);
  expect(statements).toBe(1);
  // Resolvers take one for the agencies, one for all their pages and one for all their totals.
  expect((await database.askResolvers(query)).statements).toBe(3);
});
