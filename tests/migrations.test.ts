import type { DataSource } from "typeorm";
import { THINGS } from "../entities/index.js";
import { readConfig } from "../src/config.js";
import { dataSourceFor, migrate } from "../src/database/index.js";
import { makeDatabase } from "./harness.js";

let dataSource: DataSource;

beforeAll(async () => {
  const config = readConfig({ POOL_SIZE: "2" });
  dataSource = await dataSourceFor({ url: await makeDatabase("empty") }, config).initialize();
  await migrate(dataSource);
});

afterAll(() => dataSource.destroy());

test("The tables are what the entities say: TypeORM has nothing to change", async () => {
  const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
  expect(upQueries.map(({ query }) => query)).toEqual([]);
});

test("Every kind of thing enters the table of all things, under its own prefix only", async () => {
  for (const [prefix, { entity }] of Object.entries(THINGS)) {
    const { tableName } = dataSource.getMetadata(entity);
    const [trigger] = await dataSource.query(
      "SELECT tgargs FROM pg_trigger WHERE tgname = 'thing_entry' AND tgrelid = $1::regclass",
      [`"${tableName}"`],
    );
    expect(`${prefix} ${trigger?.tgargs.toString().replace("\0", "")}`).toBe(`${prefix} ${prefix}`);
  }
  await expect(dataSource.query("INSERT INTO place (id, name) VALUES ('agency:x', 'x')")).rejects.toThrow(
    /begins with 'place:'/,
  );
});

test("A thing that is renamed or removed is so in the table of all things too", async () => {
  const entry = () => dataSource.query("SELECT kind, name, words FROM thing WHERE id = 'operator:test'");
  await dataSource.query(
    "INSERT INTO operator (id, name, aliases) VALUES ('operator:test', 'Bưu Điện', '{VNPost}')",
  );
  expect(await entry()).toEqual([{ kind: "OPERATOR", name: "Bưu Điện", words: "\n buu dien \n vnpost \n" }]);
  await dataSource.query("UPDATE operator SET name = 'Đường Thư' WHERE id = 'operator:test'");
  expect(await entry()).toMatchObject([{ name: "Đường Thư", words: "\n duong thu \n vnpost \n" }]);
  await dataSource.query("DELETE FROM operator WHERE id = 'operator:test'");
  expect(await entry()).toEqual([]);
});

test("Every migration can be undone, and done again", async () => {
  const { length } = await dataSource.query("SELECT FROM migrations");
  for (let undone = 0; undone < length; undone += 1) await dataSource.undoLastMigration();
  const left = await dataSource.query(
    "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_name NOT IN ('migrations', 'typeorm_metadata')",
  );
  expect(left).toEqual([]);
  expect(await migrate(dataSource)).toHaveLength(length);
  expect(await migrate(dataSource)).toEqual([]);
});
