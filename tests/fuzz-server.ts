import { readConfig } from "../src/config.js";
import { dataSourceFor } from "../src/database/index.js";
import { startServer } from "../src/http/server.js";
import { createLog } from "../src/log.js";

// A server as a process of its own, that can be asked how much it holds: node --expose-gc fuzz-server.js <settings>
const config = readConfig(JSON.parse(process.argv[2] as string));
const dataSource = await dataSourceFor({ url: config.databaseUrl as string }, config).initialize();
const { address } = await startServer(dataSource, config, createLog(config.logLevel));

process.on("message", async () => {
  const { gc } = globalThis as unknown as { gc(): void };
  // What waits for a turn of the event loop is let go too.
  for (let times = 0; times < 3; times += 1) {
    gc();
    await new Promise((done) => setTimeout(done, 50));
  }
  const { heapUsed, external } = process.memoryUsage();
  process.send?.({ bytes: heapUsed + external });
});
// It ends with whoever started it.
process.on("disconnect", () => process.exit());
process.send?.({ address });
