import type { DataSource } from "typeorm";
import { readConfig } from "../src/config.js";
import { dataSourceFor, migrate } from "../src/database/index.js";
import { startServer, type Server } from "../src/http/server.js";
import { createLog } from "../src/log.js";
import { dropDatabase, makeDatabase } from "./harness.js";

const config = readConfig({ PORT: "0", POOL_SIZE: "2" });
let url: string;
let dataSource: DataSource;
let server: Server;

beforeAll(async () => {
  url = await makeDatabase("empty");
  dataSource = await dataSourceFor({ url }, config).initialize();
  server = await startServer(dataSource, config, createLog("silent"));
});

afterAll(async () => {
  await server.close();
  if (dataSource.isInitialized) await dataSource.destroy();
});

const ready = async () => {
  const response = await fetch(`${server.address}/readyz`);
  return [response.status, await response.json()];
};

test("A database that lacks migrations is not ready, and is once it has them all", async () => {
  const lacking = [503, expect.objectContaining({ status: expect.not.stringMatching(/^ready$/) })];
  expect(await ready()).toEqual(lacking);
  await migrate(dataSource);
  expect(await ready()).toEqual([200, { status: "ready" }]);
  await dataSource.undoLastMigration();
  expect(await ready()).toEqual(lacking);
  await migrate(dataSource);
  expect(await ready()).toEqual([200, { status: "ready" }]);
});

test("Health is of the process alone; readiness is of the database too", async () => {
  await dataSource.destroy();
  await dropDatabase(url);
  expect((await ready())[0]).toBe(503);
  expect((await fetch(`${server.address}/healthz`)).status).toBe(200);
});
