import { useDatabase } from "./harness.js";

const database = useDatabase("migrated");

/** Documents a, b, c, … of which every third has no number. */
beforeEach(async () => {
  await database.dataSource.query(
    `DELETE FROM document;
     INSERT INTO document (id, name, number, issued_on)
     SELECT 'document:' || c, c, CASE WHEN n % 3 <> 0 THEN chr(97 + 12 - n::integer) END, date '2021-01-01' + n::integer
     FROM unnest('{a,b,c,d,e,f,g}'::text[]) WITH ORDINALITY u(c, n)`,
  );
});

const PAGE = `query ($after: String, $first: Int) {
  documents(orderBy: ORDER, first: $first, after: $after) {
    nodes { id }
    edges { cursor }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

async function page(orderBy: string, first: number, after?: string | null) {
  const query = PAGE.replace("ORDER", orderBy);
  const answer = await database.askBoth(query, { first, after });
  expect(answer.errors).toEqual([]);
  const { nodes, edges, pageInfo } = answer.data.documents;
  return {
    ids: nodes.map(({ id }: { id: string }) => id.slice(-1)).join(""),
    cursors: edges.map(({ cursor }: { cursor: string }) => cursor) as string[],
    info: pageInfo as Record<"hasNextPage" | "hasPreviousPage", boolean> &
      Record<"startCursor" | "endCursor", string | null>,
  };
}

const ORDERS: [orderBy: string, ids: string][] = [
  ["[{ name: ASC }]", "abcdefg"],
  ["[{ name: DESC }]", "gfedcba"],
  ["[{ number: ASC }]", "gedbacf"],
  ["[{ number: DESC }]", "abdegcf"],
  ["[{ number: ASC }, { name: DESC }]", "gedbafc"],
  ["[{ issuedOn: DESC }]", "gfedcba"],
  ["[{ issuer: { name: ASC } }, { id: DESC }]", "gfedcba"],
];

test.each(ORDERS)("By %s, what stands behind each cursor is the rest of the list", async (orderBy, ids) => {
  const { ids: whole, cursors } = await page(orderBy, 7);
  expect(whole).toBe(ids);
  for (const [index, cursor] of cursors.entries()) {
    expect((await page(orderBy, 7, cursor)).ids).toBe(ids.slice(index + 1));
    expect((await page(orderBy, 1, cursor)).ids).toBe(ids.slice(index + 1, index + 2));
  }
});

test.each([
  ["[{ name: ASC }]", "abcdefg"],
  ["[{ name: DESC }]", "efgabcd"],
  ["[{ name: DESC }, { id: DESC }]", "gfedcba"],
])("By %s, of rows that are tied none is passed over or given twice", async (orderBy, ids) => {
  await database.dataSource.query(
    "UPDATE document SET name = CASE WHEN id < 'document:e' THEN 'x' ELSE 'y' END",
  );
  const { cursors } = await page(orderBy, 7);
  for (const [index, cursor] of cursors.entries())
    expect((await page(orderBy, 7, cursor)).ids).toBe(ids.slice(index + 1));
});

test("Page information says where the page lies", async () => {
  const order = "[{ name: ASC }]";
  const first = await page(order, 3);
  const [start, , end] = first.cursors;
  expect(first.info).toEqual({
    hasNextPage: true,
    hasPreviousPage: false,
    startCursor: start,
    endCursor: end,
  });
  const second = await page(order, 4, end);
  expect(second.ids).toBe("defg");
  expect(second.info).toEqual({
    hasNextPage: false,
    hasPreviousPage: true,
    startCursor: second.cursors[0],
    endCursor: second.cursors[3],
  });
  const behind = await page(order, 5, second.info.endCursor);
  expect([behind.ids, behind.cursors]).toEqual(["", []]);
  expect(behind.info).toEqual({
    hasNextPage: false,
    hasPreviousPage: true,
    startCursor: null,
    endCursor: null,
  });
});

test("A page of none is empty and says that more follow", async () => {
  const { ids, cursors, info } = await page("[{ name: ASC }]", 0);
  expect([ids, cursors]).toEqual(["", []]);
  expect(info).toEqual({ hasNextPage: true, hasPreviousPage: false, startCursor: null, endCursor: null });
});

test.each([
  ["[{ name: ASC }]", "defg", "ddefgz"],
  ["[{ name: DESC }]", "ba", "baa"],
  // Those without a number come last, by their ids.
  ["[{ number: ASC }]", "f", "fz"],
])("By %s, a cursor keeps its place when its row goes and others come", async (orderBy, rest, later) => {
  const { ids, cursors } = await page(orderBy, 7);
  const cursor = cursors[ids.indexOf("c")];
  await database.dataSource.query("DELETE FROM document WHERE id = 'document:c'");
  expect((await page(orderBy, 7, cursor)).ids).toBe(rest);
  await database.dataSource.query(
    "INSERT INTO document (id, name) VALUES ('document:1-a', 'a1'), ('document:2-d', 'd1'), ('document:z', 'z')",
  );
  const { ids: now } = await page(orderBy, 9, cursor);
  expect(now).toBe(later);
});

const decoded = (cursor: string): string[] => JSON.parse(Buffer.from(cursor, "base64url").toString());
const encoded = (parts: unknown): string => Buffer.from(JSON.stringify(parts)).toString("base64url");

/** What may be made of a real cursor of documents by the day of issue. */
const FORGED: [title: string, forge: (cursor: string) => string, message: RegExp][] = [
  ["Noise", () => "noise", /"noise" is not a cursor/],
  ["An empty text", () => "", /"" is not a cursor/],
  ["A number in base64", () => encoded(7), /is not a cursor/],
  ["An object in base64", () => encoded({ a: 1 }), /is not a cursor/],
  ["A cursor that lacks a value", (cursor) => encoded(decoded(cursor).slice(0, -1)), /do not fit its order/],
  ["A cursor of one value too many", (cursor) => encoded([...decoded(cursor), "x"]), /do not fit its order/],
  ["A value that is a number", (cursor) => encoded([decoded(cursor)[0], 7, "x"]), /is not a cursor/],
  ["A value that is a list", (cursor) => encoded([decoded(cursor)[0], ["x"], "x"]), /is not a cursor/],
  [
    "A day that is none",
    (cursor) => encoded([decoded(cursor)[0], "2021-02-30", "document:a"]),
    /date\/time field value out of range/,
  ],
  ["A text with U+0000", (cursor) => encoded([decoded(cursor)[0], "2021-02-03", "a\0"]), /U\+0000/],
];

test.each(FORGED)(
  "%s is refused as a cursor, as a literal and as a variable",
  async (_title, forge, message) => {
    const { cursors } = await page("[{ issuedOn: ASC }]", 1);
    const after = forge(String(cursors[0]));
    const list = (value: string) =>
      `documents(orderBy: [{ issuedOn: ASC }], after: ${value}) { nodes { id } }`;
    for (const answer of [
      await database.ask(`{ ${list(JSON.stringify(after))} units { totalCount } }`),
      await database.ask(`query ($after: String) { ${list("$after")} units { totalCount } }`, { after }),
    ]) {
      expect(answer.errors).toMatchObject([
        { message: expect.stringMatching(message), extensions: { code: "BAD_USER_INPUT" } },
      ]);
      expect(answer.data).toEqual({ documents: null, units: { totalCount: 0 } });
    }
  },
);

test.each([
  ["another column", "documents(orderBy: [{ number: ASC }]"],
  ["the other direction", "documents(orderBy: [{ issuedOn: DESC }]"],
  ["more columns", "documents(orderBy: [{ issuedOn: ASC }, { name: ASC }]"],
  ["no order", "documents(first: 1"],
  ["another list", "agencies(first: 1"],
  ["a search", 'search(text: "x"'],
])("A cursor of one order is refused by a list of %s", async (_other, list) => {
  const { cursors } = await page("[{ issuedOn: ASC }]", 1);
  const { errors } = await database.ask(
    `{ ${list}, after: ${JSON.stringify(cursors[0])}) { nodes { id } } }`,
  );
  expect(errors).toMatchObject([
    { message: expect.stringMatching(/another list or another orderBy|is not a cursor/) },
  ]);
});

test("Every first from 0 to 1000 is taken, and no other", async () => {
  const ask = async (first: number) =>
    (await database.ask("query ($first: Int) { documents(first: $first) { nodes { id } } }", { first }))
      .errors;
  expect(await ask(0)).toEqual([]);
  expect(await ask(1000)).toEqual([]);
  for (const first of [-1, 1001])
    expect(await ask(first)).toMatchObject([
      { message: `first must be from 0 to 1000, not ${first}.`, extensions: { code: "BAD_USER_INPUT" } },
    ]);
});
