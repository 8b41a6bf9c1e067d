import type { Config } from "../config.js";
import { migrate, type OpenDatabase, openDatabase } from "../database/index.js";
import { sayingOf, toOperator, toOutput } from "./output.js";

/** Does a piece of work with the database that the configuration names. */
export async function withDatabase(
  config: Config,
  work: (database: OpenDatabase) => Promise<void>,
): Promise<void> {
  const database = await openDatabase(config);
  await closing(database, () => work(database));
}

/** Closes the database after a piece of work. What went wrong in it is said at once: on a full disk, closing takes a while. */
export async function closing(database: OpenDatabase, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    toOperator(sayingOf(error));
    await database.abandon();
    process.exit(1);
  }
  await database.close();
}

/** Brings the tables up to date. */
export async function runMigrations({ dataSource }: OpenDatabase): Promise<void> {
  const ran = await migrate(dataSource);
  toOutput(ran.length > 0 ? `Ran ${ran.join(", ")}.` : "The tables are up to date.");
}
