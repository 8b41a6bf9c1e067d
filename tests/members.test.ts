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

/** Members of one dimension whose places are not in the order of their codes, one of them without a place. */
const PACKAGES = `
  INSERT INTO dimension (id, name, code) VALUES ('dimension:size', 'Cỡ', 'size');
  INSERT INTO dimension_member (id, name, code, position, dimension_id) VALUES
    ('member:size.a', 'lớn', 'a', 3, 'dimension:size'), ('member:size.b', 'vừa', 'b', 2, 'dimension:size'),
    ('member:size.c', 'nhỏ', 'c', 1, 'dimension:size'), ('member:size.d', 'khác', 'd', NULL, 'dimension:size');
  INSERT INTO observation (id, figure, value, unit, status, indicator_id, subject_id)
  SELECT 'observation:size-' || n, 'size-' || n, n, 'document', 'FINAL', 'indicator:population', 'agency:so-tttt-tra-vinh' FROM generate_series(1, 9) n;
  INSERT INTO coordinate (observation_id, dimension, member, member_id)
  SELECT 'observation:size-' || n, 'size', substr('abcd', n % 4 + 1, 1), 'member:size.' || substr('abcd', n % 4 + 1, 1) FROM generate_series(1, 7) n`;
const SIZES = `where: { id: { in: [${Array.from({ length: 9 }, (_, n) => `"observation:size-${n + 1}"`)}] } }`;

interface Sized {
  id: string;
  member: { code: string } | null;
}

const codesOf = (rows: Sized[]) => rows.map(({ member }) => member?.code ?? null);

describe("Members that have places", () => {
  beforeAll(async () => {
    await database.dataSource.query(PACKAGES);
  });

  test.each([
    ["ASC", ["c", "c", "b", "b", "a", "d", "d", null, null]],
    ["DESC", ["a", "b", "b", "c", "c", "d", "d", null, null]],
  ])("order figures %s, those without a member last", async (direction, codes) => {
    const order = `orderBy: [{ member: { dimension: "size", direction: ${direction} } }]`;
    const { data, errors, statements } = await database.askBoth(
      `{ observations(${SIZES}, ${order}) { nodes { id member(dimension: "size") { code } } } }`,
    );
    expect(errors).toEqual([]);
    expect(statements).toBe(1);
    expect(codesOf(data.observations.nodes)).toEqual(codes);
  });

  test("are turned page by page, the dimension in a variable or not, and a cursor is of one dimension", async () => {
    const query = (dimension: string) => `query ($after: String, $of: String!) {
      observations(${SIZES}, first: 2, after: $after, orderBy: [{ member: { dimension: ${dimension}, direction: ASC } }, { value: DESC }]) {
        nodes { id member(dimension: $of) { code } } pageInfo { endCursor hasNextPage }
      }
    }`;
    for (const dimension of ['"size"', "$of"]) {
      const found: Sized[] = [];
      let after: string | undefined;
      for (let page = 0; page < 5; page += 1) {
        const { data, errors, statements } = await database.askBoth(query(dimension), { of: "size", after });
        expect(errors).toEqual([]);
        expect(statements).toBe(1);
        found.push(...data.observations.nodes);
        after = data.observations.pageInfo.endCursor;
        expect(data.observations.pageInfo.hasNextPage).toBe(page < 4);
      }
      expect(found.map(({ id }) => Number(id.slice(-1)))).toEqual([6, 2, 5, 1, 4, 7, 3, 9, 8]);
    }
    const { data } = await database.ask(query("$of"), { of: "size" });
    const { errors } = await database.askBoth(query("$of"), {
      of: "level",
      after: data.observations.pageInfo.endCursor,
    });
    expect(errors[0]?.message).toMatch(/belongs to another list or another orderBy/);
  });

  test("order groups, by default and when asked, and groups give all of a member", async () => {
    const groups = (more: string) =>
      `groups(by: [{ dimension: "size" }]${more}) { keys { member(dimension: "size") { code name position dimension { name } } } count }`;
    const { data, errors, statements } = await database.askBoth(`{
      observations(${SIZES}) {
        up: ${groups("")}
        down: ${groups(', orderBy: [{ keys: { member: { dimension: "size", direction: DESC } } }]')}
        counted: ${groups(", orderBy: [{ count: DESC }]")}
      }
    }`);
    expect(errors).toEqual([]);
    expect(statements).toBe(1);
    const { up, down, counted } = data.observations;
    const codes = (list: { keys: Sized }[]) => codesOf(list.map(({ keys }) => keys));
    expect(codes(up)).toEqual(["c", "b", "a", "d", null]);
    expect(codes(down)).toEqual(["a", "b", "c", "d", null]);
    expect(codes(counted)).toEqual(["c", "b", "d", null, "a"]);
    expect(up[0]).toEqual({
      keys: { member: { code: "c", name: "nhỏ", position: 1, dimension: { name: "Cỡ" } } },
      count: 2,
    });
  });

  test("are kept apart by dimension, which may be a variable", async () => {
    const query = `query ($of: String!) {
      one: observations(${SIZES}) { groups(by: [{ dimension: $of }]) { keys { member(dimension: $of) { code } } } }
      two: observations(${SIZES}) {
        groups(by: [{ dimension: "level" }, { dimension: "size" }], orderBy: [{ keys: { member: { dimension: "size", direction: DESC } } }]) {
          keys { level: member(dimension: "level") { code } size: member(dimension: "size") { code } }
        }
      }
    }`;
    const { data, errors, statements } = await database.askBoth(query, { of: "size" });
    expect(errors).toEqual([]);
    expect(statements).toBe(1);
    expect(codesOf(data.one.groups.map(({ keys }: { keys: Sized }) => keys))).toEqual([
      "c",
      "b",
      "a",
      "d",
      null,
    ]);
    const size = (code: string | null) => ({ keys: { level: null, size: code && { code } } });
    expect(data.two.groups).toEqual(["a", "b", "c", "d", null].map(size));
  });

  test.each([
    [
      '{ observations { groups(by: [{ unit: VALUE }]) { keys { member(dimension: "size") { code } } } } }',
      /dimension \(size\) is not among by/,
    ],
    [
      '{ observations(orderBy: [{ member: { dimension: "sise", direction: ASC } }]) { totalCount } }',
      /There is no dimension sise; did you mean size/,
    ],
    [
      '{ observations { groups(by: [{ dimension: "size" }, { dimension: "size" }]) { count } } }',
      /dimension is named twice/,
    ],
  ])("are refused where they have no meaning: %s", async (query, message) => {
    const { errors } = await database.askBoth(query);
    expect(errors[0]).toMatchObject({
      message: expect.stringMatching(message),
      extensions: { code: "BAD_USER_INPUT" },
    });
  });
});

test("An indicator has the dimensions of its figures that hold now, and a dimension its indicators", async () => {
  const dimensions = async () => {
    const { data, errors, statements } = await database.askBoth(`{
      indicators(where: { code: { eq: "population" } }) { nodes { dimensions { code } } }
      dimensions(where: { code: { eq: "channel" } }) { nodes { indicators(where: { code: { eq: "population" } }) { totalCount } } }
    }`);
    expect(errors).toEqual([]);
    expect(statements).toBe(1);
    const codes = data.indicators.nodes[0].dimensions.map(({ code }: { code: string }) => code);
    expect(data.dimensions.nodes[0].indicators.totalCount).toBe(codes.includes("channel") ? 1 : 0);
    return codes.filter((code: string) => code === "channel");
  };
  expect(await dimensions()).toEqual([]);
  await database.dataSource.query(`
    INSERT INTO observation (id, figure, value, unit, status, indicator_id, subject_id) SELECT 'observation:born' || n, 'born' || n, n, 'person', 'FINAL', 'indicator:population', 'agency:so-tttt-tra-vinh' FROM generate_series(1, 2) n;
    INSERT INTO coordinate (observation_id, dimension, member, member_id) SELECT 'observation:born' || n, 'channel', 'x', (SELECT id FROM dimension_member WHERE dimension_id = 'dimension:channel' LIMIT 1) FROM generate_series(1, 2) n`);
  expect(await dimensions()).toEqual(["channel"]);
  await database.dataSource.query(`
    INSERT INTO observation (id, figure, value, unit, status, indicator_id, subject_id) VALUES ('observation:born3', 'born3', 3, 'person', 'FINAL', 'indicator:population', 'agency:so-tttt-tra-vinh');
    UPDATE observation SET superseded_by_id = 'observation:born3' WHERE id IN ('observation:born1', 'observation:born2')`);
  expect(await dimensions()).toEqual([]);
});
