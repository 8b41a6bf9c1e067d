import { buildSchema, type OperationDefinitionNode, parse } from "graphql";
import { Planning } from "../src/planning/planning.js";
import { Preparations } from "../src/planning/preparations.js";
import { useDatabase } from "./harness.js";
import { answersHealth, callsOf, failing, joinAll, receive, useJoining } from "./partner-servers.js";
import { until } from "./processes.js";
import { hangs, type Receiver } from "./receivers.js";

const MAX_COST = 2000;
const database = useDatabase();
const server = useJoining(database, {
  MAX_COST: String(MAX_COST),
  // What is slow to plan is so by far, on any machine.
  MAX_FIELDS: "20000",
  PARTNERS_DRAIN_SECONDS: "1",
});
let health: Receiver;
beforeAll(async () => {
  health = await receive(answersHealth());
  server.set({ health: { url: health.url, limits: { deadlineMs: 60_000, bytes: 1_000_000 } } });
  await server.is("health", "JOINED");
});

describe("An operation whose parts each cost what they may is refused where their sum does not", () => {
  const costOf = async (query: string): Promise<number> => {
    const { extensions } = await server.ask(query, {}, { "x-graphql-cost": "1" });
    return (extensions as { cost: { requested: number } }).cost.requested;
  };
  const refused = {
    status: 400,
    errors: [{ extensions: { code: "LIMIT_EXCEEDED", limit: "cost", maximum: MAX_COST } }],
  };

  test("before a partner is asked, where ours comes first", async () => {
    const own = await costOf("{ agencies(first: 300) { nodes { id name } } }");
    const { data } = await server.ask("{ agencies { totalCount } }");
    const { totalCount } = (data as { agencies: { totalCount: number } }).agencies;
    const theirs = 1000 + 10 * totalCount;
    expect(own).toBeLessThan(MAX_COST);
    expect(theirs).toBeLessThan(MAX_COST);
    expect(own + theirs).toBeGreaterThan(MAX_COST);
    const before = callsOf(health).length;
    expect(await server.ask("{ agencies(first: 300) { nodes { name stations { name } } } }")).toMatchObject(
      refused,
    );
    expect(callsOf(health).length).toBe(before);
  });

  test("before our statement is sent, where a partner comes first", async () => {
    const part = "documents(first: 1000) { nodes { name linksTo(first: 100) { nodes { role } } } }";
    const own = await costOf(`{ agency(id: "agency:bo-tttt") { id ${part} } }`);
    expect(own).toBeLessThan(MAX_COST);
    expect(own + 1000).toBeGreaterThan(MAX_COST);
    expect(await server.ask(`{ stations { agency { ${part} } } }`)).toMatchObject(refused);
    expect(server.log.filter(({ msg }) => msg === "request").at(-1)).toMatchObject({ statements: 0 });
    expect(
      (await server.ask("{ stations { agency { documents(first: 1) { nodes { id } } } } }")).status,
    ).toBe(200);
  });
});

test("A request that is still under way when the drain time ends is told that the graph has changed", async () => {
  health.behave = failing(hangs);
  const before = callsOf(health).length;
  const asked = server.ask(`{ agency(id: "agency:bo-tttt") { name stations { name } } }`);
  await until(() => (callsOf(health).length > before ? true : undefined));
  server.set({});
  expect(await asked).toEqual({
    status: 503,
    errors: [{ message: "The graph that was asked has ended.", extensions: { code: "GRAPH_CHANGED" } }],
  });
  expect(await server.ask(`{ agency(id: "agency:bo-tttt") { id } }`)).toMatchObject({ status: 200 });
});

test("An operation that takes too long to plan is given up, and others are answered meanwhile", async () => {
  // Each of them may answer each step, and only one the last; a planner looks at all ways.
  const spots = Array.from({ length: 8 }, (_, index) => {
    const sdl = `
      type Query { spot${index}: Spot }
      type Spot @key(fields: "id") { id: ID!  next: Spot! @shareable  other: Spot! @shareable  own${index}: Int }`;
    return [
      `spots-${index}`,
      { sdl, root: { [`spot${index}`]: { id: "1", [`own${index}`]: index } } },
    ] as const;
  });
  await joinAll(server, Object.fromEntries(spots));
  const steps = Array.from(
    { length: 9 },
    (_, step) => `fragment Step${step} on Spot { next { ...Step${step + 1} } other { ...Step${step + 1} } }`,
  );
  const slow = `{ spot0 { ...Step0 } } ${steps.join(" ")} fragment Step9 on Spot { own5 own6 own7 }`;
  const answered: string[] = [];
  const ask = async (name: string, query: string) => {
    const answer = await server.ask(query);
    answered.push(name);
    return answer;
  };
  const [given, other] = await Promise.all([ask("slow", slow), ask("other", "{ spot3 { id own3 } }")]);
  expect(given).toMatchObject({
    status: 503,
    errors: [{ message: expect.stringMatching(/takes too long to plan/), extensions: { code: "TIMED_OUT" } }],
  });
  expect(other).toEqual({ status: 200, data: { spot3: { id: "1", own3: 3 } } });
  expect(answered).toEqual(["other", "slow"]);
});

test("What took too long to plan is refused at once for a while, and then it is planned anew", async () => {
  const preparations = new Preparations(buildSchema("type Query { a: Int }"));
  const planning = new Planning(preparations, 50);
  const document = parse("{ a }");
  const prepared = preparations.of(document, document.definitions[0] as OperationDefinitionNode, {});
  const first = prepared.asked?.document;
  const tooLong = { extensions: { code: "TIMED_OUT" } };
  await expect(planning.ask(prepared, () => new Promise(() => {}))).rejects.toMatchObject(tooLong);
  const ask = () => planning.ask(prepared, async () => "planned");
  await expect(ask()).rejects.toMatchObject(tooLong);
  expect(planning.counts).toEqual({ planned: 1, exhausted: 1 });
  expect(await until(() => ask().catch(() => undefined))).toBe("planned");
  expect(planning.counts).toEqual({ planned: 2, exhausted: 1 });
  // Planners know a document that they have failed to plan.
  expect(prepared.asked?.document).not.toBe(first);
});
