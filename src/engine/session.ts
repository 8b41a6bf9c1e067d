import pg from "pg";
import type { DataSource } from "typeorm";
import type { Raw } from "../../resolvers/statement.js";
import { ReportError } from "../../schema/errors.js";

/** A statement to run. */
export interface Run {
  text: string;
  values: unknown[];
  /** PostgreSQL keeps the plan of a named statement on each connection. */
  name?: string;
}

/** What is used of a pooled connection. */
type Connection = pg.PoolClient & { processID: number };

/** A connection that has been given more names than this is closed, and its statements with it. */
const MOST_NAMES = 1000;

const TEXT = { getTypeParser: () => (text: string) => text };

/** Runs statements on the data source's connections, and cancels those whose client has gone away. */
export class Sessions {
  readonly #pool: pg.Pool;
  readonly #names = new WeakMap<Connection, Set<string>>();

  constructor(dataSource: DataSource) {
    this.#pool = (dataSource.driver as unknown as { master: pg.Pool }).master;
  }

  /** Every row as an object. */
  async rows({ text, values }: Run, signal: AbortSignal | undefined): Promise<Raw[]> {
    return this.#run((connection) => connection.query({ text, values }), signal).then(({ rows }) => rows);
  }

  /** The one row of a statement as PostgreSQL writes it, null where a column is null. */
  async texts(run: Run, signal: AbortSignal | undefined): Promise<(string | null)[]> {
    const { rows } = await this.#run((connection) => {
      this.#remember(connection, run.name);
      return connection.query({ ...run, rowMode: "array", types: TEXT as never });
    }, signal);
    return rows[0] as (string | null)[];
  }

  #remember(connection: Connection, name: string | undefined): void {
    if (name === undefined) return;
    const names = this.#names.get(connection) ?? new Set();
    this.#names.set(connection, names.add(name));
  }

  async #run<Result>(query: (connection: Connection) => Promise<Result>, signal: AbortSignal | undefined) {
    if (signal?.aborted) throw gone();
    const connection = (await this.#pool.connect()) as Connection;
    // A connection that breaks fails its query, which tells of it; the event would otherwise end the process.
    let broken = false;
    const breakDown = () => {
      broken = true;
    };
    connection.on("error", breakDown);
    let cancelled: Promise<void> | undefined;
    const cancel = () => {
      cancelled = this.#cancel(connection.processID);
    };
    try {
      if (signal?.aborted) throw gone();
      signal?.addEventListener("abort", cancel);
      return await query(connection);
    } finally {
      signal?.removeEventListener("abort", cancel);
      await cancelled;
      connection.off("error", breakDown);
      // A cancelled connection is closed, so that a late signal cannot meet another request's statement.
      const spent = (this.#names.get(connection)?.size ?? 0) > MOST_NAMES;
      connection.release(broken || cancelled !== undefined || spent);
    }
  }

  /** Uses a connection of its own: the pool may be full of just what is to be cancelled. */
  async #cancel(processId: number): Promise<void> {
    const client = new pg.Client(this.#pool.options as pg.ClientConfig);
    try {
      await client.connect();
      await client.query("SELECT pg_cancel_backend($1)", [processId]);
    } catch {
      // The statement then ends at its time limit.
    } finally {
      await client.end().catch(() => {});
    }
  }
}

const gone = (): ReportError => new ReportError("TIMED_OUT", "The client went away.");
