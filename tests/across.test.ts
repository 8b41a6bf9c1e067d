import { useDatabase } from "./harness.js";
import {
  answersAs,
  answersHealth,
  callsOf,
  failing,
  graphOf,
  receive,
  says,
  useJoining,
} from "./partner-servers.js";
import { until } from "./processes.js";
import { answering, type Behave, closes, hangs, type Receiver } from "./receivers.js";

const database = useDatabase();
const server = useJoining(database, { MAX_COST: "8000" });
let health: Receiver;

beforeAll(async () => {
  health = await receive(answersHealth());
  server.set({ health: { url: health.url, limits: { deadlineMs: 500, bytes: 1_000_000 } } });
  await server.is("health", "JOINED");
});

/** What the log says of the last request to the API. */
const last = () => server.log.filter(({ msg, path }) => msg === "request" && path === "/graphql").at(-1);

const TWENTY = `{ agencies(first: 20) { nodes { id name stations { name agency { name } } } } }`;

test("Twenty agencies and their stations are one statement of ours and one call to the partner", async () => {
  const before = callsOf(health).length;
  const { data } = await server.ask(`{ agencies(first: 20) { nodes { name stations { name } } } }`);
  expect(
    (data as never as { agencies: { nodes: { stations: unknown[] }[] } }).agencies.nodes.map(
      ({ stations }) => stations.length,
    ),
  ).toEqual(Array(20).fill(1));
  expect(callsOf(health).length - before).toBe(1);
  expect(last()).toMatchObject({ statements: 1, fallbacks: 0, direct: false });
});

test("There and back again: each leg is one call, however many entities it is of", async () => {
  const before = callsOf(health).length;
  const { data } = await server.ask(TWENTY);
  const { nodes } = (
    data as never as { agencies: { nodes: { name: string; stations: { agency: { name: string } }[] }[] } }
  ).agencies;
  expect(nodes.every(({ name, stations }) => stations[0]?.agency.name === name)).toBe(true);
  expect(callsOf(health).length - before).toBe(1);
  expect(last()?.statements).toBeLessThanOrEqual(2);
});

test("What is ours alone is answered as if nobody were joined: by the engine at once, in one statement", async () => {
  const query = `query Own($first: Int) { agencies(first: $first) { nodes { name documents { totalCount } } } }`;
  for (const first of [3, 4]) await server.ask(query, { first });
  expect(last()).toMatchObject({ operation: "Own", direct: true, statements: 1, fallbacks: 0 });
});

test("Aliases, fragments, variables and conditions hold across graphs", async () => {
  const query = `query Both($id: ID!, $beds: Boolean!) {
    one: agency(id: $id) { ...Named first: stations { ...Of } second: stations { beds @include(if: $beds) called: name } }
  }
  fragment Named on Agency { called: name stations { id } }
  fragment Of on Station { agency { ...Named } }`;
  const { data, errors } = await server.ask(query, { id: "agency:bo-tttt", beds: false });
  expect(errors).toBeUndefined();
  const own = { called: "Bộ Thông tin và Truyền thông", stations: [{ id: "station:agency:bo-tttt" }] };
  expect(data).toEqual({
    one: { ...own, first: [{ agency: own }], second: [{ called: "Trạm agency:bo-tttt" }] },
  });
});

test("What is named as a key is not taken for the key", async () => {
  const query = `{ agency(id: "agency:bo-tttt") { id: name as__id: id stations { id: name name: id agency { id: name name: id stations { beds: name } } } } }`;
  const { data, errors } = await server.ask(query);
  expect(errors).toBeUndefined();
  const [id, name, station] = ["agency:bo-tttt", "Bộ Thông tin và Truyền thông", "Trạm agency:bo-tttt"];
  const agency = { id: name, name: id, stations: [{ beds: station }] };
  const stations = [{ id: station, name: `station:${id}`, agency }];
  expect(data).toEqual({ agency: { id: name, as__id: id, stations } });
});

test("Whoever is found by an interface has a partner's fields too", async () => {
  const query = `{ search(text: "Bộ Thông tin và Truyền thông", first: 1) { nodes { __typename id ... on Agency { stations { name } } } } }`;
  expect((await server.ask(query)).data).toEqual({
    search: {
      nodes: [{ __typename: "Agency", id: "agency:bo-tttt", stations: [{ name: "Trạm agency:bo-tttt" }] }],
    },
  });
});

test("By GET and by its hash, an operation across graphs is answered like any other", async () => {
  const query = `{ stations { name } }`;
  const answer = await (await fetch(`${server.address}/graphql?query=${encodeURIComponent(query)}`)).json();
  expect(answer).toEqual({ data: { stations: [{ name: "Trạm agency:bo-tttt" }] } });
});

describe("A partner that", () => {
  // One that has failed often is left alone for a while.
  afterEach(async () => {
    health.behave = answersHealth();
    await until(async () => ((await server.ask("{ stations { name } }")).errors ? undefined : true), 200);
  });

  const query = `{ agencies(first: 2, where: { id: { in: ["agency:bo-tttt", "agency:chinh-phu"] } }) { nodes { name stations { name } } } }`;

  test.each<[string, Behave, string, RegExp]>([
    ["hangs", hangs, "PARTNER_UNAVAILABLE", /did not answer within 500 ms/],
    ["closes the connection", closes, "PARTNER_UNAVAILABLE", /cannot be reached|closed the connection/],
    ["is being deployed", answering(503), "PARTNER_UNAVAILABLE", /HTTP 503/],
    ["fails", answering(500), "PARTNER_FAILED", /no JSON \(HTTP 500\)/],
    [
      "answers ten megabytes",
      says({ data: { _entities: ["x".repeat(10_000_000)] } }),
      "PARTNER_FAILED",
      /more than 1000000 bytes/,
    ],
    ["answers no JSON", says("{"), "PARTNER_FAILED", /no JSON/],
    [
      "says that it failed",
      says({ data: null, errors: [{ message: "out of beds", extensions: { code: "NO_BEDS" } }] }),
      "PARTNER_FAILED",
      /out of beds/,
    ],
    [
      "answers a text for a list",
      says({ data: { _entities: [{ stations: "many" }, { stations: "few" }] } }),
      "PARTNER_FAILED",
      /is no list/,
    ],
    [
      "answers a list for a name",
      says({ data: { _entities: [{ stations: [{ name: [] }] }, { stations: [{ name: {} }] }] } }),
      "PARTNER_FAILED",
      /name is no String/,
    ],
    [
      "answers null for what may not be",
      says({ data: { _entities: [{ stations: [{ name: null }] }, { stations: [{ name: null }] }] } }),
      "PARTNER_FAILED",
      /Cannot return null for non-nullable field Station\.name/,
    ],
  ])(
    "%s loses its own fields alone, with an error that names it at the field",
    async (_how, behave, code, message) => {
      health.behave = failing(behave);
      const { status, data, errors } = await server.ask(query);
      expect(status).toBe(200);
      expect(data).toEqual({
        agencies: {
          nodes: [
            { name: "Bộ Thông tin và Truyền thông", stations: null },
            { name: "Chính phủ", stations: null },
          ],
        },
      });
      expect(errors).toHaveLength(2);
      for (const [index, error] of errors.entries()) {
        expect(error).toMatchObject({
          message: expect.stringMatching(message),
          extensions: { code, partner: "health" },
        });
        expect((error as never as { path: unknown[] }).path.slice(0, 4)).toEqual([
          "agencies",
          "nodes",
          index,
          "stations",
        ]);
        expect(error.message).toMatch(/^Partner health: /);
      }
    },
  );

  test("Where nothing else was asked, the answer has the status of the error", async () => {
    health.behave = failing(answering(503));
    expect(await server.ask("{ stations { name } }")).toMatchObject({
      status: 503,
      data: { stations: null },
    });
    health.behave = failing(says("{"));
    expect(await server.ask("{ stations { name } }")).toMatchObject({
      status: 502,
      data: { stations: null },
    });
  });

  test("fails for one entity loses that one's fields, with its own code beside ours", async () => {
    const error = { message: "closed", path: ["_entities", 1, "stations"], extensions: { code: "CLOSED" } };
    health.behave = failing(
      says({ data: { _entities: [{ stations: [{ name: "A" }] }, { stations: null }] }, errors: [error] }),
    );
    const { data, errors } = await server.ask(query);
    expect(data).toMatchObject({ agencies: { nodes: [{ stations: [{ name: "A" }] }, { stations: null }] } });
    expect(errors).toEqual([
      {
        message: "Partner health: closed",
        path: ["agencies", "nodes", 1, "stations"],
        extensions: { code: "PARTNER_FAILED", partner: "health", partnerCode: "CLOSED" },
      },
    ]);
  });

  test("refers to what we do not have is answered with null there, up to where it may be", async () => {
    const sdl = /_service/;
    const other = answersHealth();
    health.behave = (response, received) =>
      sdl.test(received.body)
        ? other(response, received)
        : says({
            data: { stations: [{ name: "A", agency: { __typename: "Agency", id: "agency:nobody" } }] },
          })(response, received);
    const { data, errors } = await server.ask("{ stations { name agency { name } } }");
    expect(data).toEqual({ stations: null });
    expect(errors[0]).toMatchObject({ extensions: { code: expect.any(String) } });
    expect((errors[0] as never as { path: unknown[] }).path.slice(0, 3)).toEqual(["stations", 0, "agency"]);
  });
});

test("Mistakes have the codes and statuses that they have without partners", async () => {
  const asking = (args: string, selection: string) =>
    `query ($first: Int, $no: Boolean = false) { agencies(${args}) { nodes { id @skip(if: $no) ${selection} } } }`;
  const across = (args: string) => asking(args, "stations { name }");
  const own = (args: string) => asking(args, "name");
  for (const [args, variables] of [
    ["first: 5000", {}],
    ["first: $first", { first: -1 }],
    ["first: $first", { first: "two" }],
    ['where: { level: { eq: "x" } }', {}],
    ['where: { foundedOn: { eq: "x" } }', {}],
    ["first: $first, orderBy: 5", {}],
    ["first: $first", { no: null }],
  ] as const) {
    const [there, here] = [await server.ask(across(args), variables), await server.ask(own(args), variables)];
    expect([args, there.status, there.errors?.[0]?.extensions]).toEqual([
      args,
      here.status,
      here.errors?.[0]?.extensions,
    ]);
    expect([args, there.errors?.[0]?.message]).toEqual([args, here.errors?.[0]?.message]);
  }
});

test("What an operation costs is the sum of its parts, and it is refused where that is too much", async () => {
  const headers = { "x-graphql-cost": "1" };
  const cost = async (query: string) =>
    ((await server.ask(query, {}, headers)).extensions as { cost: { requested: number } }).cost.requested;
  const own = await cost("{ agencies(first: 20) { nodes { id name } } }");
  expect(await cost("{ agencies(first: 20) { nodes { id name stations { name } } } }")).toBeGreaterThan(
    own + 1000,
  );
  const dear =
    "agencies(first: 1000) { nodes { stations { name } documents(first: 1000) { nodes { issuer { documents(first: 1000) { nodes { name aliases } } } } } } }";
  const before = callsOf(health).length;
  const refused = await server.ask(`{ ${dear} }`);
  expect(refused).toMatchObject({
    status: 400,
    errors: [{ extensions: { code: "LIMIT_EXCEEDED", limit: "cost" } }],
  });
  expect(refused.data).toBeUndefined();
  expect(callsOf(health).length).toBe(before);
});

test("A mutation or a subscription that nobody has is refused, and is not taken for ours", async () => {
  expect(await server.ask("mutation { a }")).toMatchObject({
    status: 400,
    errors: [
      {
        extensions: { code: expect.stringMatching(/GRAPHQL_VALIDATION_FAILED|OPERATION_RESOLUTION_FAILURE/) },
      },
    ],
  });
  expect(await server.ask("subscription { stationsChanged { name } }")).toMatchObject({ status: 405 });
});

test("A partner's mutations run one after another, and are asked once", async () => {
  const sdl = graphOf("type Query { left: Int } type Mutation { take(n: Int!): Int }");
  const taken: number[] = [];
  const shop = await receive(answersAs(sdl, { left: 5, take: ({ n }: { n: number }) => taken.push(n) && n }));
  server.set({ health: { url: health.url }, shop: { url: shop.url } });
  await server.is("shop", "JOINED");
  expect((await server.ask("mutation { a: take(n: 1) b: take(n: 2) c: take(n: 3) }")).data).toEqual({
    a: 1,
    b: 2,
    c: 3,
  });
  expect(taken).toEqual([1, 2, 3]);
  shop.behave = failing(closes, answersAs(sdl));
  const before = callsOf(shop).length;
  expect(await server.ask("mutation { take(n: 4) }")).toMatchObject({
    data: { take: null },
    errors: [{ extensions: { partner: "shop" } }],
  });
  expect(callsOf(shop).length).toBe(before + 1);
});
