import { once } from "node:events";
import type pg from "pg";
import WebSocket from "ws";
import { useDatabase, useWriter } from "./harness.js";
import { addressOf, decoded, raw } from "./http.js";
import { callsOf, useJoining, useParts } from "./partner-servers.js";
import { until } from "./processes.js";
import { Stream } from "./streams.js";
import { connectTo, socketOf, Subscriber } from "./subscribers.js";

const database = useDatabase();
const server = useJoining(database);
let writer: pg.Client;
useWriter(database, (made) => {
  writer = made;
});

const partOf = (field: string) => ({
  sdl: `type Agency @key(fields: "id") { id: ID!  ${field}: [String!] }`,
  entity: (_type: string, { id }: { id: string }) => ({ id, [field]: ["A"] }),
});
/** Credentials are passed on to one partner, and not to the other. */
const { partner } = useParts(server, {
  trusted: { ...partOf("stations"), forwardAuthorization: true },
  untold: partOf("labs"),
});
/** The credentials that a partner was sent. */
const sentTo = (name: "trusted" | "untold") =>
  callsOf(partner(name)).map(({ headers }) => headers.authorization);

const QUERY = `{ agency(id: "agency:bo-tttt") { stations labs } }`;
const SUBSCRIPTION = "subscription { told: agencyChanged { cursor operation id node { stations labs } } }";
const DATA = { agency: { stations: ["A"], labs: ["A"] } };
const ANSWER = { data: DATA };
const BEARER = "Bearer of-a-person";
const url = () => `${server.address}/graphql`;

/** The one answer to the query, by its own stream. */
async function byStream(method: "GET" | "POST"): Promise<unknown> {
  const headers = { authorization: BEARER };
  const stream =
    method === "GET"
      ? new Stream(addressOf(server, { query: QUERY }), method, undefined, headers)
      : new Stream(url(), method, { query: QUERY }, headers);
  const [{ data } = {}] = await stream.has(1);
  stream.close();
  return JSON.parse(String(data));
}

async function bySharedStream(): Promise<unknown> {
  const token = decoded(await raw(url(), { method: "PUT" }));
  const headers = { "x-graphql-event-stream-token": token };
  const stream = new Stream(url(), "GET", undefined, headers);
  await until(() => (stream.status === 200 ? true : undefined));
  const more = { ...headers, "content-type": "application/json", authorization: BEARER };
  await raw(url(), { method: "POST", headers: more }, { query: QUERY, extensions: { operationId: "a" } });
  const [{ data } = {}] = await stream.has(1);
  stream.close();
  return JSON.parse(String(data)).payload;
}

async function bySocket(connectionParams: Record<string, unknown>): Promise<unknown> {
  const client = connectTo(server, connectionParams);
  const { value } = await client.iterate({ query: QUERY }).next();
  await client.dispose();
  return value;
}

test.each<[string, () => Promise<unknown>]>([
  ["by POST", async () => (await server.ask(QUERY, {}, { authorization: BEARER })).data && ANSWER],
  ["by GET as events", () => byStream("GET")],
  ["by POST as events", () => byStream("POST")],
  ["by a stream that is shared", bySharedStream],
  ["over a WebSocket", () => bySocket({ authorization: BEARER })],
  ["over a WebSocket, in the letters of the header", () => bySocket({ Authorization: BEARER })],
])(
  "The credentials of whoever asks %s are passed on to the partners that may have them",
  async (_how, ask) => {
    const before = [sentTo("trusted").length, sentTo("untold").length];
    expect(await ask()).toEqual(ANSWER);
    expect(sentTo("trusted").slice(before[0])).toEqual([BEARER]);
    expect(sentTo("untold").slice(before[1])).toEqual([undefined]);
  },
);

test("A client that gives none, or what is no text, is sent on without any", async () => {
  const before = sentTo("trusted").length;
  expect(await bySocket({})).toEqual(ANSWER);
  expect(await bySocket({ authorization: { token: "of-a-person" } })).toEqual(ANSWER);
  expect(sentTo("trusted").slice(before)).toEqual([undefined, undefined]);
});

test("What is asked for the events of a subscription is asked with the credentials of its client", async () => {
  const client = connectTo(server, { authorization: BEARER });
  const subscriber = new Subscriber(client, {}, SUBSCRIPTION);
  const stream = new Stream(url(), "POST", { query: SUBSCRIPTION }, { authorization: "Bearer of-another" });
  await subscriber.has(1);
  await stream.has(1);
  const before = [sentTo("trusted").length, sentTo("untold").length];
  await writer.query("UPDATE agency SET name = 'Bộ mới' WHERE id = 'agency:bo-tttt'");
  expect((await subscriber.has(2))[1]).toMatchObject({ operation: "UPDATE", node: DATA.agency });
  const [, { data } = {}] = await stream.has(2);
  expect(JSON.parse(String(data))).toMatchObject({ data: { told: { node: DATA.agency } } });
  expect(sentTo("trusted").slice(before[0]).sort()).toEqual(["Bearer of-a-person", "Bearer of-another"]);
  expect(sentTo("untold").slice(before[1])).toEqual([undefined, undefined]);
  stream.close();
  await client.dispose();
});

test.each([
  ["with a line break", "Bearer a\r\nx-admin: 1"],
  ["with letters that no header has", "Bearer của-tôi"],
  ["too long", `Bearer ${"x".repeat(10_000)}`],
])(
  "Credentials that could not be a header's value, as %s, close the connection",
  async (_what, authorization) => {
    const before = sentTo("trusted").length;
    const socket = new WebSocket(socketOf(server), ["graphql-transport-ws"]);
    await once(socket, "open");
    socket.send(JSON.stringify({ type: "connection_init", payload: { authorization } }));
    const [code, reason] = await once(socket, "close");
    expect([code, String(reason)]).toEqual([4400, "Authorization is no value of a header"]);
    expect(sentTo("trusted").length).toBe(before);
  },
);
