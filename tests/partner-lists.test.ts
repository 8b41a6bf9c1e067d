import { useDatabase } from "./harness.js";
import { useJoining, useParts } from "./partner-servers.js";

const database = useDatabase();
const server = useJoining(database);

const MINISTRY = { id: "agency:bo-tttt", name: "Bộ Thông tin và Truyền thông" };
const GOVERNMENT = { id: "agency:chinh-phu", name: "Chính phủ" };
const BOTH = `agencies(where: { id: { in: ["${MINISTRY.id}", "${GOVERNMENT.id}"] } }, orderBy: [{ id: ASC }])`;

/** What mutations have done, in their order. */
const done: string[] = [];
const wards = ["A", "B", "C"].map((name, index) => ({ id: String(index + 1), name }));
const wardsOf = ({ first = 3 }: { first?: number }) => [wards[0], null, wards[1]].slice(0, first);

const { ask } = useParts(server, {
  wards: {
    sdl: `
      type Query { wards: [Ward]!  count(kinds: WardKinds, kind: WardKind): String! }
      type Mutation { addWard(name: String!): Ward! }
      type Ward @key(fields: "id") { id: ID!  name: String! }
      type Agency @key(fields: "id") { id: ID!  wards(first: Int): [Ward] }
      input WardKinds { kind: WardKind!  year: Int  month: Int }
      enum WardKind { OPEN CLOSED }
      enum WardState { NEW USED }
      extend type Ward { state: WardState }`,
    root: {
      wards: [wards[0], null, wards[1], wards[2]],
      count: (given: unknown) => JSON.stringify(given),
      addWard: ({ name }: { name: string }) => done.push(name) && { id: "4", name },
    },
    entity: (_type, { id }: { id: string }) => (id === MINISTRY.id ? null : { id, wards: wardsOf }),
  },
  nurses: {
    sdl: `
      type Query { nurses(kinds: WardKinds): String!  states: [WardState!]! }
      type Mutation { hire(name: String!): String! }
      type Ward @key(fields: "id") { id: ID!  nurses: [String!]  head: String! }
      input WardKinds { kind: WardKind!  year: Int }
      enum WardKind { OPEN }
      enum WardState { NEW LOST }`,
    root: {
      states: ["NEW", "LOST"],
      nurses: (given: unknown) => JSON.stringify(given),
      hire: ({ name }: { name: string }) => done.push(name) && name,
    },
    entity: (_type, { id }: { id: string }) => {
      if (id === "1") return null;
      return id === "2" ? new Error("on holiday") : { id, nurses: ["Lan"], head: "Hoa" };
    },
  },
});

describe("Of entities of which a partner does not know one and fails for another", () => {
  const failed = {
    message: "Partner nurses: on holiday",
    path: ["wards", 2],
    extensions: { code: "PARTNER_FAILED", partner: "nurses" },
  };

  test("the rest are whole, and what failed is said", async () => {
    expect(await ask("{ wards { name nurses } }")).toEqual({
      data: {
        wards: [
          { name: "A", nurses: null },
          null,
          { name: "B", nurses: null },
          { name: "C", nurses: ["Lan"] },
        ],
      },
      errors: [failed],
      calls: { wards: 1, nurses: 1 },
    });
  });

  test("those are null that may not lack its fields, and each has an error", async () => {
    const message = "Partner nurses: Cannot return null for non-nullable field Ward.head.";
    expect(await ask("{ wards { name head } }")).toEqual({
      data: { wards: [null, null, null, { name: "C", head: "Hoa" }] },
      errors: [failed, { ...failed, message, path: ["wards", 0, "head"] }],
      calls: { wards: 1, nurses: 1 },
    });
  });
});

test("Entities of ours are whole where a partner does not know one of them", async () => {
  expect(await ask(`{ ${BOTH} { nodes { name wards { name } } } }`)).toEqual({
    data: {
      agencies: {
        nodes: [
          { name: MINISTRY.name, wards: null },
          { name: GOVERNMENT.name, wards: [{ name: "A" }, null, { name: "B" }] },
        ],
      },
    },
    calls: { ours: 1, wards: 1 },
  });
});

test("One field under several names is one call, with all that its fragments ask", async () => {
  const query = `
    { agency(id: "${GOVERNMENT.id}") { one: wards(first: 1) { ...Of } wards { id: name ...Of } ...More } }
    fragment Of on Ward { name of: id }
    fragment More on Agency { one: wards(first: 1) { name: name id } called: name }`;
  expect(await ask(query)).toEqual({
    data: {
      agency: {
        one: [{ name: "A", of: "1", id: "1" }],
        wards: [{ id: "A", name: "A", of: "1" }, null, { id: "B", name: "B", of: "2" }],
        called: GOVERNMENT.name,
      },
    },
    calls: { ours: 1, wards: 1 },
  });
});

test("Mutations of several partners run one after another in the order in which they are asked for", async () => {
  expect(
    await ask(`mutation {
      one: addWard(name: "1") { id }
      two: hire(name: "2")
      three: addWard(name: "3") { nurses }
      hire(name: "4")
    }`),
  ).toEqual({
    data: { one: { id: "4" }, two: "2", three: { nurses: ["Lan"] }, hire: "4" },
    calls: { wards: 2, nurses: 3 },
  });
  expect(done).toEqual(["1", "2", "3", "4"]);
});

test("Inputs that partners share take what all of them take; what they answer may be what any of them has", async () => {
  const kinds = { kind: "OPEN", year: 2021 };
  const query = "query ($kinds: WardKinds) { count(kinds: $kinds, kind: OPEN) nurses(kinds: $kinds) states }";
  const { data, calls } = await ask(query, { kinds });
  const { count, nurses, states } = data as Record<string, string>;
  expect([JSON.parse(count ?? ""), JSON.parse(nurses ?? ""), states]).toEqual([
    { kinds, kind: "OPEN" },
    { kinds },
    ["NEW", "LOST"],
  ]);
  expect(calls).toEqual({ wards: 1, nurses: 1 });
  for (const [given, message] of [
    [{ kind: "OPEN", month: 1 }, /Field "month" is not defined by type "WardKinds"/],
    [{ kind: "CLOSED" }, /Value "CLOSED" does not exist in "WardKind" enum/],
  ] as const)
    expect(await ask(query, { kinds: given })).toEqual({
      data: undefined,
      errors: [
        expect.objectContaining({
          message: expect.stringMatching(message),
          extensions: { code: "BAD_USER_INPUT" },
        }),
      ],
      calls: {},
    });
});
