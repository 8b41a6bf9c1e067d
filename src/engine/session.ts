import pg from "pg";
import type { DataSource } from "typeorm";
import type { Raw } from "../../resolvers/statement.js";
import { ReportError } from "../../schema/errors.js";
import type { Abandonment } from "./abandonment.js";

/** A statement to run. */
export interface Run {
  text: string;
  values: unknown[];
  /** PostgreSQL keeps the plan of a named statement on each connection. */
  name?: string;
}

/** What is used of a pooled connection. */
type Connection = pg.PoolClient & { processID: number };

/** A plan takes PostgreSQL up to a kilobyte for each character of its statement, on each connection. */
const MOST_PREPARED = { names: 500, characters: 512 * 1024 };
/** So many statements are run without a name on a full connection before it makes room: it is closed, and all with it. */
const MOST_UNNAMED = 1000;

/** The statements that a connection holds. */
interface Prepared {
  names: Set<string>;
  characters: number;
  /** How many have been run that it had no room for. */
  unnamed: number;
}

/** What connections hold, whoever uses them. */
const PREPARED = new WeakMap<Connection, Prepared>();

const TEXT = { getTypeParser: () => (text: string) => text };

/** Runs statements on the data source's connections, and cancels those whose client has gone away. */
export class Sessions {
  readonly #pool: pg.Pool;

  constructor(dataSource: DataSource) {
    this.#pool = (dataSource.driver as unknown as { master: pg.Pool }).master;
  }

  /** Every row as an object. */
  async rows({ text, values }: Run, abandonment: Abandonment | undefined): Promise<Raw[]> {
    return this.#run((connection) => connection.query({ text, values }), abandonment).then(
      ({ rows }) => rows,
    );
  }

  /** The one row of a statement as PostgreSQL writes it, null where a column is null. */
  async texts(run: Run, abandonment: Abandonment | undefined): Promise<(string | null)[]> {
    const { rows } = await this.#run((connection) => {
      const named = this.#hasRoomFor(connection, run) ? run : { text: run.text, values: run.values };
      return connection.query({ ...named, rowMode: "array", types: TEXT as never });
    }, abandonment);
    return rows[0] as (string | null)[];
  }

  /** Whether the connection holds a named statement, or may. */
  #hasRoomFor(connection: Connection, { name, text }: Run): boolean {
    if (name === undefined) return false;
    const prepared = PREPARED.get(connection) ?? { names: new Set(), characters: 0, unnamed: 0 };
    PREPARED.set(connection, prepared);
    if (prepared.names.has(name)) return true;
    const characters = prepared.characters + text.length;
    if (prepared.names.size >= MOST_PREPARED.names || characters > MOST_PREPARED.characters) {
      prepared.unnamed += 1;
      return false;
    }
    prepared.names.add(name);
    prepared.characters = characters;
    return true;
  }

  async #run<Result>(
    query: (connection: Connection) => Promise<Result>,
    abandonment: Abandonment | undefined,
  ) {
    if (abandonment?.abandoned) throw gone();
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
      if (abandonment?.abandoned) throw gone();
      abandonment?.listen(cancel);
      return await query(connection);
    } finally {
      abandonment?.leave(cancel);
      await cancelled;
      connection.off("error", breakDown);
      // A cancelled connection is closed, so that a late signal cannot meet another request's statement.
      const spent = (PREPARED.get(connection)?.unnamed ?? 0) > MOST_UNNAMED;
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
