import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../src/paths.js";
import { useDatabase } from "./harness.js";
import { startExample, useJoining } from "./partner-servers.js";
import { scraped } from "./series.js";

const database = useDatabase();
const server = useJoining(database);

const read = (file: string) => readFileSync(join(PACKAGE_ROOT, "examples/partner", file), "utf8");

test("The partner of the examples joins as its page says, and one question is answered by both", async () => {
  const { partners } = JSON.parse(read("partners.json"));
  server.set({ health: { ...partners.health, ...(await startExample()) } });
  await server.is("health", "JOINED");
  const { status, data, errors } = await server.ask(read("stations.graphql"));
  expect([status, errors]).toEqual([200, undefined]);
  const { agencies, healthStations } = data as never as {
    agencies: { nodes: { name: string; documents: { totalCount: number }; healthStations: object[] }[] };
    healthStations: object[];
  };
  expect(
    agencies.nodes.map(({ documents, healthStations: own }) => [documents.totalCount, own.length]),
  ).toEqual([
    [29, 0],
    [0, 1],
    [0, 2],
  ]);
  expect(healthStations).toEqual([
    { name: "Trạm y tế số 1", agency: { name: "Ủy ban nhân dân các huyện, thị xã, thành phố" } },
  ]);
});

test("GraphiQL's own question of the schema is answered with what the partner has, within the standard limit", async () => {
  const { getIntrospectionQuery } = await import("graphql");
  const { status, data } = await server.ask(getIntrospectionQuery());
  expect(status).toBe(200);
  expect(JSON.stringify(data)).toContain("healthStations");
});

test("Calls to partners are counted, and how long they took", async () => {
  const metrics = await scraped(server);
  expect(metrics.get('cuulong_partner_joined{partner="health"}')).toBe(1);
  expect(metrics.get('cuulong_partner_calls_answered_total{partner="health"}')).toBeGreaterThan(0);
  expect(metrics.get('cuulong_partner_latency_seconds{partner="health"}')).toBeGreaterThan(0);
  expect(metrics.get("cuulong_partner_swaps_total")).toBe(1);
});
