import { join } from "node:path";
import pg from "pg";
import { StartError } from "../../errors.js";
import { Connection } from "../connection.js";
import { findBinaries } from "./binaries.js";
import { dataIn, makeFolder, socketFolder, USER } from "./data-folder.js";
import { Keeper, type State } from "./keeper.js";
import { launch } from "./launch.js";

/** A running PostgreSQL of our own. */
export interface EmbeddedServer {
  /** The folder of its socket, which pg takes for a host. */
  host: string;
  user: string;
  /** Stops it if this process started it. */
  stop(): Promise<void>;
}

/** How a server of our own may end otherwise than by `stop`. */
export interface Ends {
  /** Cuts a start off, which then throws; afterwards, a server that ends is not started again. */
  stop?: AbortSignal | undefined;
  /** Is called when the server is gone and cannot be started again. Without it the process is ended. */
  lost?: (error: StartError) => void;
}

/**
 * Starts PostgreSQL on a data folder, or attaches to the one that another process runs there, and from then on starts it
 * again whenever it is gone. Throws a StartError where that cannot be.
 */
export async function startEmbedded(
  dataDir: string,
  { stop, lost = endProcess }: Ends = {},
): Promise<EmbeddedServer> {
  if (process.platform === "win32")
    throw new StartError(
      "The embedded server does not run on Windows; set DATABASE_URL to a PostgreSQL 15 or newer.",
    );
  try {
    makeFolder(dataDir);
    const { native, folder } = findBinaries(dataDir);
    const data = await dataIn(folder, native, stop);
    const host = socketFolder(folder);
    const log = join(folder, "postgres.log");
    const keeper = new Keeper(
      { launch: () => launch(native, data, host, log), state: () => stateOf(host) },
      stop,
    );
    await keeper.start();
    keeper.keep().catch(lost);
    return { host, user: USER, stop: () => keeper.stop() };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (error instanceof StartError || code === undefined) throw error;
    throw new StartError(`DATA_DIR: ${dataDir} cannot be used: ${message}`);
  }
}

/** Nothing can be answered without it, and whoever supervises the process may have better luck with another. */
function endProcess({ message }: StartError): void {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

async function stateOf(host: string): Promise<State> {
  const client = new Connection({ host, user: USER, database: "postgres", connectionTimeoutMillis: 5000 });
  try {
    await client.connect();
    return "answering";
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) return "silent";
    // 57P03: it starts, recovers or stops. Anything else is said by a server that works, if only that it is full.
    return error.code === "57P03" ? "recovering" : "answering";
  } finally {
    await client.end().catch(() => {});
  }
}
