import { beforeAll } from "@jest/globals";
import { useDatabase } from "./harness.js";
import { fillFigures } from "./many-figures.js";

const database = useDatabase("migrated");

/** Everything that can be computed of thousands of figures takes a while on slow machines. */
const LONG = 900_000;

const query = (sql: string) => database.dataSource.query(sql);

beforeAll(async () => {
  await fillFigures(database.dataSource);
  await query("CREATE TABLE whole AS TABLE computation");
}, LONG);

/** What of the whole view belongs to each look-up, and how many figures have one at least. */
const LOOK_UPS = [
  { field: "share", view: "figure_share", key: "observation_id", of: "kind = 'SHARE'", some: 3_000 },
  { field: "rate", view: "figure_rate", key: "rate_id", of: "kind = 'RATE'", some: 800 },
  { field: "implied", view: "figure_implied", key: "implied_id", of: "implied_id IS NOT NULL", some: 60 },
];

test.each(LOOK_UPS)(
  "Looked up figure by figure, each $field is what the list of all computations has",
  async ({ view, key, of, some }) => {
    await query(
      `CREATE TEMPORARY TABLE alone AS SELECT c.* FROM observation o CROSS JOIN LATERAL (SELECT * FROM ${view} c WHERE c.${key} = o.id) c`,
    );
    const [{ rows, missing, added }] = await query(`
      SELECT (SELECT count(*)::int FROM alone) AS rows,
        (SELECT count(*)::int FROM (SELECT * FROM whole WHERE ${of} EXCEPT ALL SELECT * FROM alone) m) AS missing,
        (SELECT count(*)::int FROM (SELECT * FROM alone EXCEPT ALL SELECT * FROM whole WHERE ${of}) a) AS added`);
    await query("DROP TABLE alone");
    expect({ missing, added }).toEqual({ missing: 0, added: 0 });
    expect(rows).toBeGreaterThan(some);
  },
  LONG,
);

test("No two of all that is computed have one id, and one figure may be computed from flows of two periods", async () => {
  expect(await query("SELECT id FROM whole GROUP BY id HAVING count(*) > 1")).toEqual([]);
  const [{ twice }] = await query(`
    SELECT count(*)::int AS twice FROM (
      SELECT FROM whole WHERE kind = 'BALANCE' AND observation_id IS NOT NULL GROUP BY balance_id, role, observation_id HAVING count(*) > 1
    ) figure`);
  expect(twice).toBeGreaterThan(0);
});

const PAGE = `{ observations(first: 200, where: { breakdown: { eq: "kenh,nhom" }, report: { id: { eq: "report:n1" } } }) {
  nodes { id share { id } of: share(of: "nhom") { id } rate { id value figures { id } } implied { id } } } }`;

test(
  "A page of figures has each share, rate and implied value beside its figure, both ways",
  async () => {
    const { data, errors, statements } = await database.askBoth(PAGE);
    expect([errors, statements]).toEqual([[], 1]);
    const ids = data.observations.nodes.map(({ id }: { id: string }) => id);
    const whole: { id: string; observation_id: string; across: string; implied_id: string }[] =
      await database.dataSource.query("SELECT * FROM whole WHERE observation_id = ANY ($1)", [ids]);
    const of = (figure: string, is: (row: (typeof whole)[0]) => boolean) => {
      const found = whole.find((row) => row.observation_id === figure && is(row));
      return found ? { id: found.id } : null;
    };
    for (const { id, share, of: ofGroup, rate, implied } of data.observations.nodes) {
      expect(share).toEqual(of(id, ({ across }) => across === ""));
      expect(ofGroup).toEqual(of(id, ({ across }) => across === "nhom"));
      expect(rate && { id: rate.id }).toEqual(of(id, (row) => row.id.startsWith("rate:")));
      expect(implied).toEqual(of(id, ({ implied_id }) => implied_id !== null));
    }
    const found = (field: string) =>
      data.observations.nodes.filter((node: Record<string, unknown>) => node[field]).length;
    expect(Math.min(...["share", "of", "rate"].map(found))).toBeGreaterThan(5);
  },
  LONG,
);

test("For a page of figures, no more is read than what its own figures are computed of", async () => {
  const { sql } = await database.ask(
    `{ observations(first: 20, orderBy: [{ id: ASC }]) { nodes { id rate { value } implied { value } } } }`,
  );
  const pages = async (text: string) => {
    const [{ "QUERY PLAN": plan }] = await query(
      `EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ${text}`,
    );
    const { "Shared Hit Blocks": hit, "Shared Read Blocks": read } = plan[0].Plan;
    return hit + read;
  };
  // Of nine thousand figures, the page needs twenty and what they are parts of.
  expect(await pages(sql)).toBeLessThan((await pages("SELECT count(*) FROM computation")) / 50);
});

test(
  "Conditions on what is computed find the figures that the list of all computations names",
  async () => {
    const { data, errors } = await database.askBoth(`{
      rate: observations(where: { rate: { value: { gt: "50" } } }) { totalCount }
      none: observations(where: { status: { eq: MISSING }, implied: { isNull: true } }) { totalCount }
      implied: observations(where: { implied: { kind: { eq: BALANCE } } }) { totalCount }
    }`);
    expect(errors).toEqual([]);
    const [counts] = await query(`
      SELECT (SELECT count(*)::int FROM whole WHERE kind = 'RATE' AND value > 50) AS rate,
        (SELECT count(*)::int FROM observation o WHERE status = 'MISSING' AND superseded_by_id IS NULL
          AND NOT EXISTS (SELECT FROM whole w WHERE w.implied_id = o.id)) AS none,
        (SELECT count(*)::int FROM whole WHERE implied_id IS NOT NULL AND kind = 'BALANCE') AS implied`);
    expect(data).toEqual({
      rate: { totalCount: counts.rate },
      none: { totalCount: counts.none },
      implied: { totalCount: counts.implied },
    });
    expect(Math.min(counts.rate, counts.none, counts.implied)).toBeGreaterThan(20);
  },
  LONG,
);
