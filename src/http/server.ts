import type { Logger } from "pino";
import type { DataSource } from "typeorm";
import type { Config } from "../config.js";
import { Readiness } from "../database/readiness.js";
import type { Api } from "../schema.js";
import { Service } from "../service.js";
import { openDoor, type Server } from "./door.js";
import { FastPath } from "./fast-path.js";
import { addServiceMetrics } from "./service-metrics.js";

export type { Server };

/** Starts the HTTP server over an open and migrated database; it serves every domain, unless another API is given. */
export async function startServer(
  dataSource: DataSource,
  config: Config,
  log: Logger,
  api?: Api,
): Promise<Server> {
  const service = await Service.start({ dataSource, config, log, ...(api && { api }) });
  const readiness = new Readiness(dataSource);
  return openDoor(
    {
      service,
      schema: service.api.schema,
      fastPath: config.fastPath ? new FastPath(service) : undefined,
      unreadiness: () => readiness.reason(),
      addMetrics: (series, metrics) => addServiceMetrics(series, service, metrics),
      close: () => readiness.close(),
    },
    config,
    log,
  );
}
