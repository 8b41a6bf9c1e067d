import { once } from "node:events";
import type { DataSource } from "typeorm";
import type { Config } from "../config.js";
import { migrate, openDatabase } from "../database/index.js";
import { type Server, startServer } from "../http/server.js";
import { loadMissing } from "../load/index.js";
import { createLog } from "../log.js";
import type { Api } from "../schema.js";
import { signalToStop } from "../signals.js";
import { closing } from "./database.js";
import { sayLoaded } from "./load.js";
import { toOperator } from "./output.js";

/**
 * Serves every domain, unless another API is given, until a signal comes; a later signal, or a stop that takes too long, ends
 * the process at once.
 */
export async function serve(config: Config, api?: Api): Promise<void> {
  // The signals are heard from the first moment, so that a stop during the start is a stop too.
  const stop = signalToStop();
  stop.addEventListener("abort", () => toOperator("Stopping."));
  const stopped = once(stop, "abort");
  const database = await openDatabase(config, stop).catch((error) => {
    if (!stop.aborted) throw error;
  });
  if (database === undefined) return;
  await closing(database, async () => {
    const server = await Promise.race([beginToServe(database.dataSource, config, api), stopped]);
    if (!("close" in server)) {
      // What the start was at is left undone, and the next one does it; nothing of it is waited for.
      await database.abandon();
      process.exit(0);
    }
    await stopped;
    const impatience = setTimeout(() => process.exit(1), config.shutdownSeconds * 1000);
    await server.close();
    clearTimeout(impatience);
  });
}

async function beginToServe(dataSource: DataSource, config: Config, api?: Api): Promise<Server> {
  await migrate(dataSource);
  for (const loaded of await loadMissing(dataSource, config.reportsDir)) sayLoaded(loaded, toOperator);
  const server = await startServer(dataSource, config, createLog(config.logLevel), api);
  toOperator(
    `GraphQL   ${server.address}/graphql\nGraphiQL  ${server.address}/graphiql\nHealth    ${server.address}/healthz, /readyz`,
  );
  return server;
}
