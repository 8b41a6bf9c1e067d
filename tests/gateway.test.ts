import { afterAll, beforeAll, beforeEach } from "@jest/globals";
import { setTimeout as pause } from "node:timers/promises";
import { readConfig } from "../src/config.js";
import { Gateway } from "../src/gateway/index.js";
import { openDoor, type Server } from "../src/http/door.js";
import { addGatewayMetrics } from "../src/http/gateway-metrics.js";
import { Reachable } from "../src/gateway/reachable.js";
import { createLog } from "../src/log.js";
import { announce, get, post } from "./http.js";
import { until } from "./processes.js";
import { useSmallGraph } from "./small-graph.js";
import { Stream } from "./streams.js";
import { connectTo } from "./subscribers.js";

const graph = useSmallGraph();
const { agencies, stations } = graph;
const LIMITS = { SUBGRAPH_TIMEOUT_MS: "400", MAX_DEPTH: "8", MAX_BODY_BYTES: "20000" };

describe.each([
  { planner: "rust", place: ["agencies", 1, "head"] },
  // The library's planner in JavaScript leaves places in lists out.
  { planner: "js", place: ["agencies", "head"] },
])("A gateway that plans in $planner", ({ planner, place }) => {
  let server: Server;

  beforeAll(async () => {
    const config = readConfig({ PORT: "0", PLANNER: planner, ...LIMITS });
    const log = createLog("silent");
    const gateway = await Gateway.start(graph.supergraph, config, log);
    const reachable = new Reachable(
      new Map([agencies, stations].map(({ name, address }) => [name, address])),
    );
    server = await openDoor(
      {
        service: gateway,
        schema: gateway.runtime.schema,
        unreadiness: () => reachable.reason(),
        addMetrics: (series) => addGatewayMetrics(series, gateway),
        close: async () => {},
      },
      config,
      log,
    );
  });
  afterAll(() => server.close());
  beforeEach(() => {
    agencies.behaviour = "well";
    stations.behaviour = "well";
    agencies.asked.length = 0;
    stations.asked.length = 0;
  });

  test("puts an answer together from all of them, with its keys in the order in which they were asked for", async () => {
    const query =
      "query Q($no: Boolean!) { k: __typename agencies(first: 2) { stations { name } name ... on Agency { stations { agency { name } } } parent @include(if: $no) { id } } __schema { queryType { name } } stations { id } }";
    const answer = await post(server, { query, variables: { no: false } });
    const agency = (id: string) => ({
      stations: ["1", "2"].map((n) => ({ name: `Station ${id}.${n}`, agency: { name: `Agency ${id}` } })),
      name: `Agency ${id}`,
    });
    expect(JSON.stringify(answer)).toBe(
      JSON.stringify({
        status: 200,
        data: {
          k: "Query",
          agencies: [agency("1"), agency("2")],
          __schema: { queryType: { name: "Query" } },
          stations: [{ id: "1.1" }, { id: "2.1" }],
        },
      }),
    );
  });

  test("takes aliases that are names of other fields, keys among them", async () => {
    const query =
      "{ agencies(first: 1) { id: name name: id stations(first: 1) { __id: id id: name agency { id: name head { name: id id: name } } } } }";
    expect(await post(server, { query })).toEqual({
      status: 200,
      data: {
        agencies: [
          {
            id: "Agency 1",
            name: "1",
            stations: [
              {
                __id: "1.1",
                id: "Station 1.1",
                agency: { id: "Agency 1", head: { name: "1.1", id: "Head" } },
              },
            ],
          },
        ],
      },
    });
  });

  test("keeps operations apart that ask a subgraph the same at the same time", async () => {
    const asked = (field: string) => ({ query: `{ agencies(first: 1) { id k: ${field} { name } } }` });
    const answers = await Promise.all(
      ["head", "stations", "head", "stations"].map((field) => post(server, asked(field))),
    );
    const [one, two] = [{ name: "Head" }, [{ name: "Station 1.1" }, { name: "Station 1.2" }]];
    expect(answers.map(({ data }) => data)).toEqual(
      [one, two, one, two].map((k) => ({ agencies: [{ id: "1", k }] })),
    );
  });

  test("answers what nothing is asked of with an empty object", async () => {
    const query = "{ agencies(first: 1) { id @skip(if: true) } agency(id: 1) @skip(if: true) { id } }";
    expect(await post(server, { query })).toEqual({ status: 200, data: { agencies: [{}] } });
    expect(await post(server, { query: "{ agency(id: 1) @skip(if: true) { id } }" })).toEqual({
      status: 200,
      data: {},
    });
  });

  test("passes a subgraph's error on with its code, its place and what else it says", async () => {
    const { data, errors } = await post(server, { query: "{ agencies(first: 2) { head { name } } }" });
    expect(data).toEqual({ agencies: [{ head: { name: "Head" } }, { head: null }] });
    expect(errors).toMatchObject([
      {
        message: "No head can be read.",
        path: place,
        extensions: { code: "BAD_USER_INPUT", hint: "none" },
      },
    ]);
  });

  test("lets no value be null that must not be, and says where it was", async () => {
    const { data, errors } = await post(server, {
      query: "{ agencies { name stations { name } head { name } } }",
    });
    // The stations of the third must not be null either, nor it in the list, nor the list.
    expect([data, errors.length > 0]).toEqual([null, true]);
    const head = await post(server, { query: "{ agency(id: 3) { name head { name } } }" });
    expect(head.data).toEqual({ agency: { name: "Agency 3", head: null } });
    expect(head.errors).toMatchObject([{ path: ["agency", "head", "name"] }]);
    expect(head.errors).toHaveLength(1);
  });

  test("answers the rest where a subgraph does not, with an error that names it", async () => {
    stations.behaviour = "broken";
    const broken = await post(server, { query: "{ agency(id: 1) { name head { name } } stations { id } }" });
    expect(broken).toMatchObject({
      status: 200,
      data: { agency: { name: "Agency 1", head: null }, stations: null },
    });
    expect(broken.errors).not.toEqual([]);
    for (const { message, extensions } of broken.errors) {
      expect(extensions).toEqual({ code: "SERVICE_UNAVAILABLE", subgraph: "stations" });
      expect(message).toBe('The subgraph "stations" does not answer at the moment; try again shortly.');
    }
    expect(await post(server, { query: "{ stations { id } }" })).toMatchObject({ status: 503 });
    stations.behaviour = "well";
    expect(await post(server, { query: "{ stations { id } }" })).toMatchObject({ status: 200 });
  });

  test("waits for a subgraph no longer than its deadline", async () => {
    stations.behaviour = "silent";
    const began = performance.now();
    const { status, data, errors } = await post(server, {
      query: "{ agency(id: 1) { name head { name } } }",
    });
    expect(performance.now() - began).toBeLessThan(1400);
    expect({ status, data }).toEqual({ status: 200, data: { agency: { name: "Agency 1", head: null } } });
    expect(errors).toMatchObject([{ extensions: { code: "TIMED_OUT", subgraph: "stations" } }]);
    expect((await post(server, { query: "{ stations { id } }" })).status).toBe(503);
  });

  test("says nothing of what went wrong within a subgraph that it should not", async () => {
    const { errors } = await post(server, { query: "{ faulty }" });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(["SERVICE_UNAVAILABLE"]);
    expect(JSON.stringify(errors)).not.toMatch(/nobody's business/);
  });

  test("refuses what the service refuses, with the same codes and statuses, and asks nobody", async () => {
    const nested = (levels: number): string => (levels === 0 ? "id" : `parent { ${nested(levels - 1)} }`);
    const cases: [body: unknown, status: number, code: string][] = [
      [{ query: "{ agencies { " }, 400, "GRAPHQL_PARSE_FAILED"],
      [{ query: "{ nothing }" }, 400, "GRAPHQL_VALIDATION_FAILED"],
      [
        { query: "query Q($n: Int!) { agencies(first: $n) { id } }", variables: { n: "x" } },
        400,
        "BAD_USER_INPUT",
      ],
      [
        { query: "query A { stations { id } } query B { stations { id } }" },
        400,
        "OPERATION_RESOLUTION_FAILURE",
      ],
      [{ query: `{ agency(id: 1) { ${nested(8)} } }` }, 400, "LIMIT_EXCEEDED"],
      [{ query: "subscription { agencyChanged { cursor } }" }, 405, "METHOD_NOT_ALLOWED"],
      [{ query: "mutation { change }" }, 400, "OPERATION_RESOLUTION_FAILURE"],
      ["{", 400, "BAD_REQUEST"],
      [
        {
          query: "query ($no: Boolean = false) { agencies { name @skip(if: $no) stations { id } } }",
          variables: { no: null },
        },
        400,
        "BAD_USER_INPUT",
      ],
    ];
    for (const [body, status, code] of cases) {
      const answer = await post(server, body);
      expect([body, answer.status, answer.errors?.[0]?.extensions?.code]).toEqual([body, status, code]);
    }
    expect(await announce(server, 20_001)).toMatchObject({ status: 413 });
    expect((await get(server, { query: "{ stations { id } }" })).status).toBe(200);
    expect(agencies.asked).toEqual([]);
  });

  test("is ready when all subgraphs answer", async () => {
    const ready = async () => (await fetch(`${server.address}/readyz`)).json();
    expect(await ready()).toEqual({ status: "ready" });
    stations.behaviour = "broken";
    expect(await ready()).toEqual({ status: "not ready", reason: "no answer from stations" });
    expect(await (await fetch(`${server.address}/healthz`)).json()).toEqual({ status: "alive" });
    expect(await (await fetch(`${server.address}/metrics`)).text()).toMatch(/^cuulong_planned_total \d+$/m);
    expect((await fetch(`${server.address}/graphiql`)).status).toBe(200);
  });

  const SUBSCRIPTION = "subscription S { agencyChanged { cursor node { name head { name } } } }";
  const change = (id: string, cursor: string) => ({
    data: { agencyChanged: { cursor, node: { __typename: "Agency", id, name: `Agency ${id}` } } },
  });
  const event = (id: string, cursor: string, head: object | null) => ({
    agencyChanged: { cursor, node: { name: `Agency ${id}`, head } },
  });

  test("passes events on to a stream, each with what another subgraph has of it, and errors of its own alone", async () => {
    const stream = new Stream(`${server.address}/graphql`, "POST", { query: SUBSCRIPTION });
    await until(() => agencies.subscribers === 1 || undefined);
    agencies.send(change("1", "c1"));
    agencies.send(change("2", "c2"));
    agencies.send(change("4", "c3"));
    const events = (await stream.has(3)).map(({ id, data = "" }) => ({ id, ...JSON.parse(data) }));
    expect(events).toMatchObject([
      { id: "c1", data: event("1", "c1", { name: "Head" }) },
      { id: "c2", data: event("2", "c2", null), errors: [{ message: "No head can be read." }] },
      { id: "c3", data: event("4", "c3", { name: "Head" }) },
    ]);
    expect(events.map(({ errors }) => errors?.length)).toEqual([undefined, 1, undefined]);
    stream.close();
    await until(() => agencies.subscribers === 0 || undefined);
  });

  test("goes on behind the event that a stream had last", async () => {
    const headers = { "last-event-id": "c7" };
    const stream = new Stream(`${server.address}/graphql`, "POST", { query: SUBSCRIPTION }, headers);
    await until(() => agencies.subscribers === 1 || undefined);
    expect(JSON.stringify(agencies.asked.at(-1))).toMatch(/after.*c7/);
    stream.close();
    await until(() => agencies.subscribers === 0 || undefined);
  });

  test("passes events on over a WebSocket, and says when the subgraph has gone", async () => {
    const client = connectTo(server);
    const had: unknown[] = [];
    let ended: unknown;
    client.subscribe(
      { query: SUBSCRIPTION },
      {
        next: ({ data }) => had.push(data),
        error: (errors) => {
          ended = errors;
        },
        complete: () => {
          ended = "complete";
        },
      },
    );
    await until(() => agencies.subscribers === 1 || undefined);
    agencies.send(change("1", "c1"));
    await until(() => had.length === 1 || undefined);
    expect(had).toEqual([event("1", "c1", { name: "Head" })]);
    const { port } = new URL(agencies.address);
    await agencies.stop();
    await until(() => ended ?? undefined);
    await pause(50);
    await agencies.start(Number(port));
    await client.dispose();
    expect(await post(server, { query: "{ agency(id: 1) { name } }" })).toMatchObject({ status: 200 });
  });
});
