import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import pg from "pg";
import { startServer } from "../src/http/server.js";
import { createLog } from "../src/log.js";
import { readConfig } from "../src/config.js";
import { dataSourceFor } from "../src/database/index.js";
import { makeDatabase, useDatabase, useServer } from "./harness.js";
import { newFolder } from "./processes.js";
import { connectTo, Subscriber } from "./subscribers.js";

const database = useDatabase();
const server = useServer(database);

/** PostgreSQL's tool is not everywhere, and dumps no server that is newer than it is. */
const canDump = spawnSync("pg_dump", ["-s", "-t", "topic", await makeDatabase()]).status === 0;

(canDump ? test : test.skip)(
  "A database that was dumped and restored has a history of its own, and its cursors lead to a reset in the other",
  async () => {
    const client = connectTo(server);
    const subscriber = new Subscriber(client);
    await subscriber.has(1);
    await database.dataSource.query("INSERT INTO topic (id, name) VALUES ('topic:d1', 'd')");
    await subscriber.has(2);

    const [file, url] = [join(newFolder(), "dump"), await makeDatabase("empty")];
    execFileSync("pg_dump", ["-Fc", "-f", file, database.url]);
    execFileSync("pg_restore", ["--exit-on-error", "-d", url, file]);
    const config = readConfig({ PORT: "0" });
    const dataSource = await dataSourceFor({ url }, config).initialize();
    const restored = await startServer(dataSource, config, createLog("silent"));
    const other = connectTo(restored);
    const again = new Subscriber(other, { after: subscriber.cursor });
    await again.has(1);
    expect(again.told[0]?.reset?.reason).toBe("HISTORY_CHANGED");
    const writer = new pg.Client(url);
    await writer.connect();
    await writer.query("INSERT INTO topic (id, name) VALUES ('topic:d2', 'd')");
    expect(await again.short(2)).toEqual(["RESET", "INSERT topic:d2"]);

    const back = new Subscriber(client, { after: again.cursor });
    await back.has(1);
    expect(back.told[0]?.reset?.reason).toBe("HISTORY_CHANGED");
    await writer.end();
    await other.dispose();
    await client.dispose();
    await restored.close();
    await dataSource.destroy();
  },
);
