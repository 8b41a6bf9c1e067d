import { once } from "node:events";
import { connect } from "node:net";
import { serverAudits } from "graphql-http";
import { createLog } from "../src/log.js";
import { startServer } from "../src/http/server.js";
import { useDatabase, useServer } from "./harness.js";
import { post } from "./http.js";

const database = useDatabase();
const server = useServer(database);

/** Audits of GraphQL over HTTP that are missed on purpose, by id. */
const EXPECTED_MISSES: Record<string, string> = {
  "572B":
    "A document that cannot be parsed is the client's mistake: 400 for every media type, as bad input is throughout.",
  "7B9B": "Variables that do not fit are the client's mistake: 400 for every media type.",
  FDE2: "A document that is not valid is the client's mistake: 400 for every media type.",
};

test("GraphQL over HTTP is kept to, but for the listed misses", async () => {
  const audits = serverAudits({ url: () => `${server.address}/graphql`, fetchFn: fetch });
  const missed: Record<string, string> = {};
  for (const audit of audits) {
    const result = await audit.fn();
    if (result.status !== "ok") missed[audit.id] = `${audit.name}: ${result.reason}`;
  }
  expect(audits.length).toBeGreaterThan(60);
  expect(Object.keys(missed).sort()).toEqual(Object.keys(EXPECTED_MISSES).sort());
});

test("A server closes although a connection has been opened that carries no request", async () => {
  const closing = await startServer(database.dataSource, database.config, createLog("silent"));
  const unused = connect(Number(new URL(closing.address).port), "127.0.0.1");
  await once(unused, "connect");
  // Connections are accepted in turn.
  expect((await post(closing, { query: "{ __typename }" })).status).toBe(200);
  const closed = once(unused, "close");
  unused.resume();
  await Promise.all([closing.close(), closed]);
});
