import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { readConfig } from "../src/config.js";
import { alone, dataSourceFor } from "../src/database/index.js";
import { PACKAGE_ROOT } from "../src/paths.js";
import { makeDatabase } from "./harness.js";
import { addressOf, newFolder, run } from "./processes.js";

const REPORT = join(PACKAGE_ROOT, "data/tra-vinh-2021-9m");

/** How many migrations, reports and figures a database has. */
async function countsOf(connection: pg.ClientConfig): Promise<number[]> {
  const client = new pg.Client(connection);
  await client.connect();
  const { rows } = await client.query(
    `SELECT (SELECT count(DISTINCT name) - count(*) FROM migrations)::integer AS twice,
       (SELECT count(*) FROM report)::integer AS reports, (SELECT count(*) FROM observation)::integer AS figures`,
  );
  await client.end();
  return [rows[0].twice, rows[0].reports, rows[0].figures];
}

test("Of two that migrate or load, one waits for the other", async () => {
  const url = await makeDatabase("empty");
  const open = () => dataSourceFor({ url }, readConfig({ POOL_SIZE: "2" })).initialize();
  const dataSources = [await open(), await open(), await open()];
  let working = 0;
  const most: number[] = [];
  const works = dataSources.map((dataSource) =>
    alone(dataSource, async () => {
      working += 1;
      most.push(working);
      await pause(100);
      working -= 1;
    }),
  );
  await Promise.all(works);
  expect(most).toEqual([1, 1, 1]);
  for (const dataSource of dataSources) await dataSource.destroy();
});

test("Work that fails lets the next one in", async () => {
  const url = await makeDatabase("empty");
  const dataSource = await dataSourceFor({ url }, readConfig({ POOL_SIZE: "2" })).initialize();
  const other = await dataSourceFor({ url }, readConfig({ POOL_SIZE: "2" })).initialize();
  await expect(alone(dataSource, () => Promise.reject(new Error("It failed.")))).rejects.toThrow(
    "It failed.",
  );
  expect(await alone(other, async () => "in")).toBe("in");
  await dataSource.destroy();
  await other.destroy();
});

test("Three loads at once into one DATABASE_URL migrate and load it once", async () => {
  const url = await makeDatabase("empty");
  const loads = [1, 2, 3].map(() => run(["load", REPORT], { DATABASE_URL: url }));
  expect(await Promise.all(loads.map(({ exit }) => exit))).toEqual([0, 0, 0]);
  expect(loads.filter(({ output }) => !output().includes("nothing to add or change"))).toHaveLength(1);
  const [twice, reports, figures] = await countsOf({ connectionString: url });
  expect([twice, reports]).toEqual([0, 1]);
  expect(figures).toBeGreaterThan(150);
}, 240_000);

test("Two starts at once on one new DATA_DIR share a server, load once, and both answer", async () => {
  const folder = newFolder();
  const starts = [1, 2].map(() => run(["serve"], { DATA_DIR: folder }));
  const query = encodeURIComponent("{ reports { totalCount } observations { totalCount } }");
  const answers = await Promise.all(
    starts.map(async (start) => {
      const response = await fetch(`${await addressOf(start)}/graphql?query=${query}`);
      return response.json() as Promise<{ data: Record<string, { totalCount: number }> }>;
    }),
  );
  expect(answers[0]?.data.reports).toEqual({ totalCount: 1 });
  expect(answers[1]).toEqual(answers[0]);
  const [twice] = await countsOf({ host: join(folder, "run"), user: "cuulong", database: "cuulong" });
  expect(twice).toBe(0);
  for (const { child } of starts) child.kill("SIGTERM");
  expect(await Promise.all(starts.map(({ exit }) => exit))).toEqual([0, 0]);
}, 240_000);
