import type { Client } from "graphql-ws";
import type pg from "pg";
import { useDatabase, useServer } from "./harness.js";
import { get, post } from "./http.js";
import { until } from "./processes.js";
import { scraped } from "./series.js";
import { connectTo, useConnections } from "./subscribers.js";
import { bySocket, byStream, lastOf, type Watching } from "./watching.js";

const database = useDatabase();
const server = useServer(database);
const narrow = useServer(database, { MAX_SUBSCRIPTIONS: "2", MAX_COST: "5000" });
let client: Client;
let writer: pg.Client;

useConnections(database, server, (made) => {
  ({ client, writer } = made);
});

const insert = (id: string, table = "topic") =>
  writer.query(`INSERT INTO ${table} (id, name) VALUES ('${table}:${id}', '${id}')`);
const rename = (id: string, name: string) =>
  writer.query("UPDATE topic SET name = $2 WHERE id = 'topic:' || $1", [id, name]);

/** The topics whose names begin in some way. */
const topics = (throttle = 100) => `query Topics($prefix: String!) @live(throttle: ${throttle}) {
  topics(where: { name: { startsWith: $prefix } }, orderBy: [{ name: ASC }]) { totalCount nodes { name } }
}`;
const THEMES = "query Themes @live(throttle: 100) { themes { totalCount } }";
const namesIn = ({ data }: { data?: { topics: { nodes: { name: string }[] } } }) =>
  data?.topics.nodes.map(({ name }) => name).join(" ");
const saying = (watching: Watching, names: string) => lastOf(watching, (answer) => namesIn(answer) === names);
const counted = async (name: string) => (await scraped(server)).get(`cuulong_${name}`) ?? 0;
const executions = () => counted("live_executions_total");
const nobodyIsLeft = () =>
  until(async () =>
    (await counted("subscriptions")) + (await counted("live_queries")) === 0 ? true : undefined,
  );

test.each(["WebSocket", "server-sent events"])(
  "Over %s it sends the whole answer, and again whenever that is another",
  async (way) => {
    const prefix = `x${way.slice(0, 1)}`;
    const asked = [topics(), { prefix }] as const;
    const watching = way === "WebSocket" ? bySocket(client, ...asked) : byStream(server, ...asked);
    await saying(watching, "");
    await insert(`${prefix}a`);
    await saying(watching, `${prefix}a`);
    await insert(`${prefix}b`);
    await saying(watching, `${prefix}a ${prefix}b`);
    await rename(`${prefix}a`, `${prefix}c`);
    await saying(watching, `${prefix}b ${prefix}c`);
    await writer.query(`DELETE FROM topic WHERE name LIKE '${prefix}%'`);
    expect(await saying(watching, "")).toEqual({ data: { topics: { totalCount: 0, nodes: [] } } });
    expect(watching.answers.map(({ data }) => data.topics.totalCount)).toEqual([0, 1, 2, 2, 0]);
    watching.stop();
    await nobodyIsLeft();
  },
);

test("What it does not read causes no execution; what leaves the answer as it is, one execution and no answer", async () => {
  const watching = bySocket(client, topics(), { prefix: "xu" });
  const other = bySocket(client, THEMES);
  await saying(watching, "");
  const [{ data }] = [await lastOf(other, () => true)];
  const before = await executions();
  await insert("xu", "theme");
  await lastOf(other, (answer) => answer.data.themes.totalCount === data.themes.totalCount + 1);
  expect((await executions()) - before).toBe(1);
  await insert("xv");
  await until(async () => ((await executions()) - before === 2 ? true : undefined));
  await insert("xu");
  await saying(watching, "xu");
  expect((await executions()) - before).toBe(3);
  expect(watching.answers).toHaveLength(2);
  expect(other.answers).toHaveLength(2);
  for (const one of [watching, other]) one.stop();
  await nobodyIsLeft();
});

test("All who ask the same share its executions, over whatever connections; others do not", async () => {
  const others = connectTo(server);
  const before = await executions();
  const [first, ...rest] = Array.from({ length: 20 }, (_, n) =>
    n % 2
      ? bySocket(n % 4 === 1 ? client : others, topics(), { prefix: "xs" })
      : byStream(server, topics(), { prefix: "xs" }),
  ) as [Watching, ...Watching[]];
  for (const one of [first, ...rest]) await saying(one, "");
  expect([await counted("subscriptions"), await counted("live_queries")]).toEqual([20, 1]);
  expect((await executions()) - before).toBe(1);
  await insert("xs");
  for (const one of [first, ...rest]) await saying(one, "xs");
  expect((await executions()) - before).toBe(2);
  const another = bySocket(client, topics(), { prefix: "xz" });
  await saying(another, "");
  expect(await counted("live_queries")).toBe(2);
  for (const one of [first, ...rest, another]) one.stop();
  await nobodyIsLeft();
  await others.dispose();
});

test("Pages behind a cursor are not taken for the first page", async () => {
  const page = (after: string) =>
    `query Page @live { agencies(first: 1${after}) { edges { cursor } nodes { id } } }`;
  const first = bySocket(client, page(""));
  const { data } = await lastOf(first, () => true);
  const second = bySocket(client, page(`, after: "${data.agencies.edges[0].cursor}"`));
  const next = await lastOf(second, () => true);
  expect(next.data.agencies.nodes).not.toEqual(data.agencies.nodes);
  for (const one of [first, second]) one.stop();
});

test("However often something changes, no more is sent than the throttle lets through, and the last state always", async () => {
  const watching = bySocket(client, topics(500), { prefix: "xt" });
  await saying(watching, "");
  await insert("xt");
  const begun = performance.now();
  for (let count = 0; count < 40; count += 1) {
    await rename("xt", `xt${count}`);
    // Each is another answer to whoever looks often enough.
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  await saying(watching, "xt39");
  const most = 2 + (performance.now() - begun) / 500;
  expect(watching.answers.length).toBeLessThanOrEqual(most);
  expect(watching.answers.length).toBeGreaterThan(2);
  watching.stop();
});

test("Whoever comes has what was committed before, though the throttle keeps it from others", async () => {
  const query = topics(3_600_000);
  const patient = bySocket(client, query, { prefix: "xj" });
  await saying(patient, "");
  const names: string[] = [];
  for (let count = 0; count < 50; count += 1) {
    const name = `xj${String.fromCharCode(97 + (count % 26))}${count}`;
    await insert(name);
    names.push(name);
    const late = byStream(server, query, { prefix: "xj" });
    await until(() => (late.answers.length > 0 ? true : undefined), 5);
    expect(namesIn(late.answers[0] as never)).toBe(names.sort().join(" "));
    late.stop();
  }
  expect(patient.answers).toHaveLength(1);
  patient.stop();
});

test("What the throttle may not be, and what may not be live, is refused with the reason", async () => {
  const refused = async (query: string, variables = {}, of = server) => {
    const watching = byStream(of, query, variables);
    const [error] = await until(() => (watching.errors().length > 0 ? watching.errors() : undefined), 5);
    return `${error?.extensions.code}: ${error?.message}`;
  };
  const withThrottle = "query ($ms: Int!) @live(throttle: $ms) { themes { totalCount } }";
  for (const ms of [-1, 0, 99, 3_600_001])
    expect(await refused(withThrottle, { ms })).toBe(
      `BAD_USER_INPUT: throttle: a live query takes from 100 to 3600000 milliseconds, not ${ms}.`,
    );
  expect(await refused(withThrottle, { ms: "often" })).toMatch(/^BAD_USER_INPUT: .*Int cannot represent/);
  expect(await refused("query @live(throttle: null) { themes { totalCount } }")).toMatch(
    /^GRAPHQL_VALIDATION/,
  );
  expect(await refused("subscription @live { topicChanged { id } }")).toMatch(
    /may not be used on SUBSCRIPTION/,
  );
  expect(await refused("mutation @live { topics { totalCount } }")).toMatch(/may not be used on MUTATION/);
  expect(await refused("query @live @live { themes { totalCount } }")).toMatch(/can only be used once/);
  expect(await refused("query @live { themes @live { totalCount } }")).toMatch(/may not be used on FIELD/);
  expect(await refused("query @live { nothing }")).toMatch(/^GRAPHQL_VALIDATION_FAILED: /);
  const lists = Array.from(
    { length: 20 },
    (_, n) => `o${n}: observations(first: 1000) { nodes { id value } }`,
  );
  const dear = `query @live { ${lists.join(" ")} }`;
  expect(await refused(dear, {}, narrow)).toMatch(/^COST_LIMIT|^LIMIT|cost|microseconds/);
  await nobodyIsLeft();
});

test("They count among the subscriptions, of which a server carries so many", async () => {
  const watching = [byStream(narrow, THEMES), byStream(narrow, topics(), { prefix: "xm" })];
  for (const one of watching) await lastOf(one, () => true);
  const third = byStream(narrow, THEMES);
  await until(() => (third.errors()[0]?.extensions.code === "SERVICE_UNAVAILABLE" ? true : undefined));
  watching[0]?.stop();
  await until(async () => ((await scraped(narrow)).get("cuulong_subscriptions") === 1 ? true : undefined));
  const fourth = byStream(narrow, THEMES);
  await lastOf(fourth, () => true);
  for (const one of [...watching, fourth]) one.stop();
});

test("By an ordinary request the same document is answered once, as without the directive", async () => {
  const request = { query: topics(5), variables: { prefix: "xu" } };
  const plain = await post(server, { ...request, query: request.query.replace("@live(throttle: 5)", "") });
  expect(plain.data).toMatchObject({ topics: { totalCount: 1 } });
  for (let time = 0; time < 2; time += 1) expect(await post(server, request)).toEqual(plain);
  expect(await get(server, request)).toEqual(plain);
});

test("What is wrong with one field is delivered with the rest, and again when that has changed", async () => {
  const query = `query @live(throttle: 100) { topics(where: { name: { startsWith: "xe" } }) { nodes { name } }
    wrong: themes(first: 100000) { nodes { id } } }`;
  const watching = bySocket(client, query);
  for (const names of ["", "xe"]) {
    const { errors } = await saying(watching, names);
    expect(errors).toMatchObject([{ path: ["wrong"], extensions: { code: "BAD_USER_INPUT" } }]);
    if (names === "") await insert("xe");
  }
  watching.stop();
  await nobodyIsLeft();
});
