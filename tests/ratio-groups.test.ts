import { useDatabase } from "./harness.js";

const database = useDatabase();

const DATED = "of: { where: { issuedOn: { isNull: false } } }, to: {}";
const OF_ISO = `subject: { id: { eq: "system:iso-dien-tu" } }, indicator: { code: { eq: "system-agency-count" } }`;

interface Group {
  keys: { type: string };
  ratio: { value: string | null };
}

/** Documents by their type, each with the share of those of it that are dated. */
async function documentsBy(args: string): Promise<Group[]> {
  const { data, errors } = await database.askBoth(
    `{ documents { groups(by: [{ type: VALUE }]${args}) { keys { type } ratio(${DATED}) { value } } } }`,
  );
  expect(errors).toEqual([]);
  return data.documents.groups;
}

test("Groups are ordered by a ratio as its field gives it", async () => {
  const all = await documentsBy("");
  const values = all.map(({ ratio }) => Number(ratio.value));
  expect(new Set(values).size).toBeGreaterThan(2);
  for (const [direction, sign] of [
    ["ASC", 1],
    ["DESC", -1],
  ] as const) {
    const ordered = await documentsBy(`, orderBy: [{ ratio: { ${DATED}, direction: ${direction} } }]`);
    expect(ordered.map(({ ratio }) => Number(ratio.value))).toEqual(
      Array.from(values).sort((one, other) => sign * (one - other)),
    );
    // Ties are in the order of the keys, as without an order.
    expect(ordered).toEqual(
      Array.from(all).sort((one, other) => sign * (Number(one.ratio.value) - Number(other.ratio.value))),
    );
  }
});

test("Groups are chosen by a ratio as its field rounds it, wherever in the conditions it stands", async () => {
  const all = await documentsBy("");
  const chosen = (is: (value: number) => boolean) => all.filter(({ ratio }) => is(Number(ratio.value)));
  const having = (value: string, more = "") => `{ ratio: { ${DATED}${more}, value: ${value} } }`;
  const some = await documentsBy(`, having: ${having('{ gte: "50" }')}`);
  expect(some).toEqual(chosen((value) => value >= 50));
  expect([some.length > 0, some.length < all.length]).toEqual([true, true]);
  expect(await documentsBy(`, having: { not: ${having('{ gte: "50" }')} }`)).toEqual(
    chosen((value) => value < 50),
  );
  expect(
    await documentsBy(`, having: { or: [${having('{ eq: "100" }')}, ${having('{ eq: "0" }')}] }`),
  ).toEqual(chosen((value) => value === 100 || value === 0));
  // Half of them or more, rounded to no decimals of one.
  expect(await documentsBy(`, having: ${having('{ eq: "1" }', ', factor: "1", decimals: 0')}`)).toEqual(some);
});

test("A ratio that is not defined is absent: it comes last either way, and is found by isNull", async () => {
  const none = `of: {}, to: { where: { issuedOn: { isNull: true } } }`;
  const ask = async (args: string): Promise<{ ratio: { value: string | null } }[]> => {
    const { data, errors } = await database.askBoth(
      `{ documents { groups(by: [{ type: VALUE }]${args}) { keys { type } ratio(${none}) { value } } } }`,
    );
    expect(errors).toEqual([]);
    return data.documents.groups;
  };
  for (const direction of ["ASC", "DESC"]) {
    const values = (await ask(`, orderBy: [{ ratio: { ${none}, direction: ${direction} } }]`)).map(
      ({ ratio }) => ratio.value === null,
    );
    expect(values).toContain(true);
    expect(values).toEqual(Array.from(values).sort((one, other) => Number(one) - Number(other)));
  }
  const absent = await ask(`, having: { ratio: { ${none}, value: { isNull: true } } }`);
  expect(absent.length).toBeGreaterThan(0);
  expect(new Set(absent.map(({ ratio }) => ratio.value))).toEqual(new Set([null]));
});

test("Where a term may not be summed, no group is chosen or ordered by the ratio, with the reason", async () => {
  const sums = "of: { sum: VALUE }, to: {}";
  for (const args of [
    `by: [], having: { ratio: { ${sums}, value: { gt: "1" } } }`,
    `by: [], having: { ratio: { of: {}, to: { sum: VALUE }, value: { gt: "1" } } }`,
  ]) {
    const { data, errors } = await database.askBoth(
      `{ observations(where: { ${OF_ISO} }) { groups(${args}) { count } } }`,
    );
    expect(data).toEqual({ observations: null });
    expect(errors).toMatchObject([
      {
        message: expect.stringMatching(/^ratio: (of|to): sum: value: the group has figures broken down by/),
        extensions: { code: "BAD_USER_INPUT" },
      },
    ]);
  }
  const { errors } = await database.askBoth(
    `{ observations { groups(by: [{ unit: VALUE }], orderBy: [{ ratio: { ${sums}, direction: ASC } }]) { count } } }`,
  );
  expect(errors).toMatchObject([
    { message: expect.stringMatching(/^ratio: /), extensions: { code: "BAD_USER_INPUT" } },
  ]);
  // Of what nothing is asked, nothing is refused.
  const { data } = await database.askBoth(
    `{ observations(where: { ${OF_ISO} }) { groups(by: [], having: { ratio: { ${sums} } }) { count } } }`,
  );
  expect(data.observations.groups[0].count).toBeGreaterThan(1);
});

test("What is wrong with a ratio's arguments is refused whatever is asked of it", async () => {
  for (const [ratio, message] of [
    [`{ of: {}, to: {}, decimals: 21 }`, /^ratio: decimals must be from 0 to 20, not 21/],
    [`{ of: {}, to: { where: { unit: { eq: "no-such" } } } }`, /no-such/],
  ] as const) {
    const { errors } = await database.askBoth(
      `{ observations { groups(by: [], having: { ratio: ${ratio} }) { count } } }`,
    );
    expect(errors).toMatchObject([
      { message: expect.stringMatching(message), extensions: { code: "BAD_USER_INPUT" } },
    ]);
  }
});

test("A ratio among variables chooses and orders as one in the document does", async () => {
  const asked = `query ($having: DocumentHaving, $orderBy: [DocumentGroupOrder!]) {
    documents { groups(by: [{ type: VALUE }], having: $having, orderBy: $orderBy) { keys { type } } } }`;
  const ratio = { of: { where: { issuedOn: { isNull: false } } }, to: {}, decimals: 1 };
  const { data, errors } = await database.askBoth(asked, {
    having: { ratio: { ...ratio, value: { gt: "10" } } },
    orderBy: [{ ratio: { ...ratio, direction: "DESC" } }],
  });
  expect(errors).toEqual([]);
  const written = await documentsBy(
    `, having: { ratio: { ${DATED}, decimals: 1, value: { gt: "10" } } }, orderBy: [{ ratio: { ${DATED}, decimals: 1, direction: DESC } }]`,
  );
  expect(data.documents.groups).toEqual(written.map(({ keys }) => ({ keys })));
});
