import { sha256 } from "../src/operation/documents.js";
import { useDatabase } from "./harness.js";
import {
  answersAs,
  answersHealth,
  callsOf,
  graphOf,
  HEALTH,
  receive,
  says,
  useJoining,
} from "./partner-servers.js";
import { answering, type Behave, hangs } from "./receivers.js";

const database = useDatabase();
const server = useJoining(database, { PARTNERS_REFRESH_SECONDS: "1" });

const ACROSS = `{ agencies(where: { id: { eq: "agency:bo-tttt" } }) { nodes { name stations { name beds } } } }`;
const OWN = `{ agency(id: "agency:bo-tttt") { name } }`;

test("Without partners, what they would have is refused as ever", async () => {
  expect(await server.ask("{ partners { name } }")).toEqual({ status: 200, data: { partners: [] } });
  expect(await server.ask(ACROSS)).toMatchObject({
    status: 400,
    errors: [{ message: expect.stringMatching(/^Cannot query field "stations" on type "Agency"/) }],
  });
});

test("A partner joins when the file names it, adds types and fields, and leaves when it is gone from it", async () => {
  const health = await receive(answersHealth());
  server.set({ health });
  const said = await server.is("health", "JOINED");
  expect(said).toMatchObject({ schemaHash: sha256(HEALTH), lastError: null, latency: null });
  expect(Date.now() - Date.parse(said.since)).toBeLessThan(60_000);
  expect(await server.ask(ACROSS)).toEqual({
    status: 200,
    data: {
      agencies: {
        nodes: [
          { name: "Bộ Thông tin và Truyền thông", stations: [{ name: "Trạm agency:bo-tttt", beds: 5 }] },
        ],
      },
    },
  });
  expect((await server.is("health", "JOINED")).latency).toBeGreaterThan(0);
  server.set({});
  await server.when((all) => Object.keys(all).length === 0);
  expect(await server.ask(ACROSS)).toMatchObject({ status: 400 });
  expect(server.log.filter(({ msg }) => msg === "partner")).toMatchObject([
    { partner: "health", state: "JOINED", schemaHash: sha256(HEALTH) },
    { partner: "health", state: "REMOVED" },
  ]);
});

test("A partner that is paused has its fields taken out, and they come back when it is resumed", async () => {
  const { url } = await receive(answersHealth());
  server.set({ health: { url } });
  await server.is("health", "JOINED");
  server.set({ health: { url, paused: true } });
  expect(await server.is("health", "PAUSED")).toMatchObject({ schemaHash: null });
  expect((await server.ask(ACROSS)).status).toBe(400);
  server.set({ health: { url } });
  await server.is("health", "JOINED");
  expect((await server.ask(ACROSS)).status).toBe(200);
});

test("A partner whose graph has changed is joined as it is now, without being asked to", async () => {
  const health = await receive(answersHealth());
  server.set({ health });
  await server.is("health", "JOINED");
  const changed = HEALTH.replace("beds: Int", "beds: Int  kind: String");
  health.behave = answersHealth(changed);
  await server.when(({ health: one }) => one?.schemaHash === sha256(changed));
  expect((await server.ask("{ stations { kind } }")).data).toEqual({ stations: [{ kind: null }] });
});

test("Partners that fit only together are joined together", async () => {
  const crowds = graphOf(`
    type Station @key(fields: "id") { id: ID!  beds: Int @external  crowded: Boolean @requires(fields: "beds") }`);
  const other = await receive(
    answersAs(crowds, {}, (_type, { id, beds }: { id: string; beds: number }) => ({ id, crowded: beds < 9 })),
  );
  server.set({ crowds: other });
  expect((await server.is("crowds", "REFUSED")).lastError).toMatch(/beds/);
  server.set({ crowds: other, health: await receive(answersHealth()) });
  await server.is("crowds", "JOINED");
  expect((await server.ask("{ stations { name crowded } }")).data).toEqual({
    stations: [{ name: "Trạm agency:bo-tttt", crowded: true }],
  });
});

describe("What does not fit is refused with the reason, and what was joined before stays in service", () => {
  let url = "";
  beforeAll(async () => {
    url = (await receive(answersHealth())).url;
    server.set({});
    await server.when((all) => Object.keys(all).length === 0);
    server.set({ health: { url } });
    await server.is("health", "JOINED");
  });
  afterEach(async () => {
    expect(await server.ask(ACROSS)).toMatchObject({
      status: 200,
      data: { agencies: { nodes: [{ stations: [{}] }] } },
    });
    expect(await server.ask(OWN)).toMatchObject({ status: 200 });
  });

  const graph = (sdl: string): Behave => answersAs(graphOf(sdl));

  test.each<[string, Behave, string, RegExp]>([
    [
      "changes a field of ours",
      graph('type Agency @key(fields: "id") { id: ID!  name: Int! }'),
      "REFUSED",
      /Agency\.name is answered by cuulong/,
    ],
    [
      "duplicates a field of ours",
      graph('type Agency @key(fields: "id") { id: ID!  name: String! @shareable }'),
      "REFUSED",
      /Agency\.name is answered by cuulong/,
    ],
    [
      "takes a field of ours over",
      graph('type Agency @key(fields: "id") { id: ID!  name: String! @override(from: "cuulong") }'),
      "REFUSED",
      /Agency\.name is answered by cuulong/,
    ],
    [
      "takes a list of the root over",
      graph("type Query { agencies: [String!] }"),
      "REFUSED",
      /Query\.agencies is answered by cuulong/,
    ],
    [
      "narrows an input of ours",
      graph("type Query { a(where: AgencyWhere): Int } input AgencyWhere { x: Int }"),
      "REFUSED",
      /AgencyWhere/,
    ],
    [
      "makes an enum of ours",
      graph("type Query { a: SortDirection } enum SortDirection { ASC DESC SIDEWAYS }"),
      "REFUSED",
      /SortDirection/,
    ],
    [
      "uses a key that we do not have",
      graph('type Agency @key(fields: "taxCode") { taxCode: ID!  debts: Int }'),
      "REFUSED",
      /debts|taxCode/,
    ],
    ["clashes with another partner", graph("type Query { stations: Int }"), "REFUSED", /stations/],
    [
      "has a graph that is none",
      says({ data: { _service: { sdl: "type Query {" } } }),
      "REFUSED",
      /\[other-\d+\].*Syntax Error/,
    ],
    [
      "has no graph to say",
      says({ errors: [{ message: "no such field" }] }),
      "UNREACHABLE",
      /does not say its graph: no such field/,
    ],
    ["is no GraphQL", answering(200), "UNREACHABLE", /no JSON \(HTTP 200\)/],
    [
      "redirects",
      answering(302, { location: "http://127.0.0.1:1/" }),
      "UNREACHABLE",
      /redirect \(HTTP 302\)/,
    ],
    ["is slow to say its graph", hangs, "UNREACHABLE", /did not answer within 300 ms/],
    [
      "has a huge graph",
      graph(`type Query { a: Int } ${'"""'}${"x".repeat(3_000_000)}${'"""'} scalar Huge`),
      "UNREACHABLE",
      /more than 2097152 characters/,
    ],
  ])("One that %s", async (_what, behave, state, reason) => {
    const other = await receive(behave);
    // What was said of another is not said of this one.
    const name = `other-${other.url.replace(/\D/g, "")}`;
    server.set({
      health: { url },
      [name]: { url: other.url, limits: { deadlineMs: 300, bytes: 8_000_000 } },
    });
    const { lastError, schemaHash } = await server.is(name, state);
    expect([lastError, schemaHash]).toEqual([expect.stringMatching(reason), null]);
    expect((await server.is("health", "JOINED")).schemaHash).toBe(sha256(HEALTH));
  });

  test("One at a private address, unless that is allowed", async () => {
    const other = await receive(answersHealth());
    const named = other.url.replace("127.0.0.1", "localhost");
    server.set({ health: { url }, hidden: { url: named, allowPrivate: false } });
    expect((await server.is("hidden", "UNREACHABLE")).lastError).toMatch(
      /localhost \(.*\) is no address of the Internet/,
    );
    expect(other.received).toEqual([]);
  });

  test("A file that cannot be used", async () => {
    server.write('{"partners": {"health": {');
    const said = () => server.log.filter(({ msg }) => msg === "partners are not changed");
    const before = said().length;
    while (said().length === before) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(said().at(-1)).toMatchObject({ reason: expect.stringContaining("It is no JSON") });
    expect((await server.is("health", "JOINED")).schemaHash).toBe(sha256(HEALTH));
  });

  test("A partner that is joined and changes to what does not fit goes on as it was", async () => {
    const health = await receive(answersHealth());
    server.set({ health });
    await server.is("health", "JOINED");
    const told = answersHealth();
    health.behave = (response, received) =>
      (received.body.includes("_service")
        ? graph('type Agency @key(fields: "id") { id: ID!  name: Int! }')
        : told)(response, received);
    const { schemaHash, lastError } = await server.is("health", "REFUSED");
    expect(schemaHash).toBe(sha256(HEALTH));
    expect(lastError).toMatch(/Agency\.name/);
    expect(callsOf(health)).toEqual([]);
    server.set({ health: { url } });
    await server.is("health", "JOINED");
  });
});

test("A partner takes over a field of ours where it is allowed to, and gives it back when it leaves", async () => {
  const sdl = graphOf(
    'type Agency @key(fields: "id") { id: ID!  nameEn: String @override(from: "cuulong") }',
  );
  const other = await receive(
    answersAs(sdl, {}, (_type, { id }: { id: string }) => ({ id, nameEn: "theirs" })),
  );
  const query = `{ agency(id: "agency:bo-tttt") { nameEn } }`;
  const ours = (await server.ask(query)).data;
  await server.ask(query);
  server.set({ other: { url: other.url, mayOverride: ["Agency.nameEn"] } });
  await server.is("other", "JOINED");
  expect((await server.ask(query)).data).toEqual({ agency: { nameEn: "theirs" } });
  expect(
    (await server.ask(`{ search(text: "Bộ Thông tin và Truyền thông", first: 1) { nodes { nameEn } } }`))
      .data,
  ).toEqual({
    search: { nodes: [{ nameEn: "theirs" }] },
  });
  server.set({});
  await server.when((all) => Object.keys(all).length === 0);
  expect((await server.ask(query)).data).toEqual(ours);
});

test("Introspection says what can be asked at the moment", async () => {
  const query = `{ __type(name: "Agency") { fields { name } } __schema { directives { name } } }`;
  const names = async () => {
    const { data } = await server.ask(query);
    const { __type: type, __schema: schema } = data as never as Record<
      string,
      { fields: { name: string }[]; directives: { name: string }[] }
    >;
    return [...(type?.fields ?? []), ...(schema?.directives ?? [])].map(({ name }) => name);
  };
  const before = await names();
  expect(await names()).toEqual(before);
  server.set({ health: await receive(answersHealth()) });
  await server.is("health", "JOINED");
  const joined = await names();
  expect(joined).toEqual(expect.arrayContaining([...before, "stations", "live"]));
  server.set({});
  await server.when((all) => Object.keys(all).length === 0);
  expect(await names()).toEqual(before);
});
