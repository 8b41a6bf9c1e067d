import { useDatabase } from "./harness.js";
import { SEARCH_QUERIES, type SearchQuery } from "./search-queries.js";
import { type Found, SEEN, scoresOf } from "./search-scores.js";

const database = useDatabase();

async function search(text: string): Promise<Found> {
  const { data, errors } = await database.ask(
    "query ($text: String!, $first: Int!) { search(text: $text, first: $first) { totalCount nodes { id } } }",
    { text, first: SEEN },
  );
  expect(errors).toEqual([]);
  const { totalCount, nodes } = data.search;
  return { first: nodes.map(({ id }: { id: string }) => id), total: totalCount };
}

test("Every id that a search is meant to find is there", async () => {
  const ids = SEARCH_QUERIES.flatMap(({ ids: meant }) => meant);
  const held = await database.dataSource.query("SELECT id FROM thing WHERE id = ANY($1)", [ids]);
  expect(Array.from(new Set(ids)).filter((id) => !held.some((row: { id: string }) => row.id === id))).toEqual(
    [],
  );
});

test.each([
  ["by which the rules were chosen", 0],
  ["by which they are verified", 1],
])("What is meant is found and nothing else is, in the half %s", async (_, half) => {
  const searches: [SearchQuery, Found][] = [];
  for (const query of SEARCH_QUERIES.filter((_query, index) => index % 2 === half))
    searches.push([query, await search(query.text)]);
  const scores = scoresOf(searches);
  expect(scores.recall).toBeGreaterThanOrEqual(0.85);
  expect(scores.precision).toBeGreaterThanOrEqual(0.65);
  expect(scores.nothing).toBeGreaterThanOrEqual(0.95);
});
