import pg from "pg";
import type { DataSource } from "typeorm";

/**
 * A connection to PostgreSQL. One that breaks fails its queries, which report it; the event, which may come at any moment,
 * would end the process if nobody listened.
 */
export class Connection extends pg.Client {
  constructor(options: pg.ClientConfig) {
    super(options);
    this.on("error", () => {});
  }
}

const poolOf = (dataSource: DataSource): pg.Pool =>
  (dataSource.driver as unknown as { master: pg.Pool }).master;

/** How a data source makes its connections, for one of one's own. */
export const connectionOptionsOf = (dataSource: DataSource): pg.ClientConfig =>
  (poolOf(dataSource).options ?? {}) as pg.ClientConfig;

/** Runs a piece of work on one connection of a data source. */
export async function onConnection<Result>(
  dataSource: DataSource,
  work: (client: pg.ClientBase) => Promise<Result>,
): Promise<Result> {
  const client = await poolOf(dataSource).connect();
  try {
    return await work(client);
  } finally {
    client.release();
  }
}
