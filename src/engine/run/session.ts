import type { Socket } from "node:net";
import pg from "pg";
import type { DataSource } from "typeorm";
import type { Raw } from "../../../resolvers/sql/statement.js";
import { ReportError } from "../../../schema/errors.js";
import type { Abandonment } from "./abandonment.js";
import { RowQuery } from "./row.js";
import { type Bytes, Wire } from "./raw-rows.js";

/** A statement to run. */
export interface Run {
  text: string;
  values: unknown[];
  /** PostgreSQL keeps the plan of a named statement on each connection. */
  name?: string;
}

/** What is used of a pooled connection. */
type Connection = pg.PoolClient & { processID: number; connection: { stream: Socket } };

/** A plan takes PostgreSQL up to a kilobyte for each character of its statement, on each connection. */
const MOST_PREPARED = { names: 500, characters: 512 * 1024 };
/**
 * Of a statement that it does not keep, a session of PostgreSQL still remembers the types of its rows, ever on: after so
 * many characters of such statements the connection is closed, and all of it with it.
 */
const MOST_UNNAMED = 2 * 1024 * 1024;

/** A connection and the statements that it holds. */
interface Held {
  wire: Wire;
  names: Set<string>;
  characters: number;
  /** The characters of those that were run without a name. */
  unnamed: number;
}

/** What connections hold, whoever uses them. */
const HELD = new WeakMap<Connection, Held>();

/** Runs statements on the data source's connections, and cancels those whose client has gone away. */
export class Sessions {
  readonly #pool: pg.Pool;

  constructor(dataSource: DataSource) {
    this.#pool = (dataSource.driver as unknown as { master: pg.Pool }).master;
  }

  /** Every row as an object. */
  async rows({ text, values }: Run, abandonment: Abandonment | undefined): Promise<Raw[]> {
    const { rows } = await this.#run((connection) => connection.query({ text, values }), abandonment);
    return rows;
  }

  /** The one row of a statement as PostgreSQL writes it. */
  row(run: Run, abandonment: Abandonment | undefined): Promise<Bytes[]> {
    return this.#run((connection, held) => {
      const { text, values } = run;
      const query = new RowQuery(hasRoomFor(held, run) ? run : { text, values }, held.wire);
      return connection.query(query).row;
    }, abandonment);
  }

  async #run<Result>(
    query: (connection: Connection, held: Held) => Promise<Result>,
    abandonment: Abandonment | undefined,
  ) {
    if (abandonment?.abandoned) throw gone();
    const connection = (await this.#pool.connect()) as Connection;
    const held = heldBy(connection);
    let cancelled: Promise<void> | undefined;
    const cancel = () => {
      cancelled = this.#cancel(connection.processID);
    };
    try {
      if (abandonment?.abandoned) throw gone();
      abandonment?.listen(cancel);
      return await query(connection, held);
    } finally {
      abandonment?.leave(cancel);
      await cancelled;
      // A cancelled connection is closed, so that a late signal cannot meet another request's statement.
      connection.release(cancelled !== undefined || held.unnamed > MOST_UNNAMED);
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

function heldBy(connection: Connection): Held {
  const known = HELD.get(connection);
  if (known) return known;
  const wire = new Wire(connection.connection.stream);
  const held = { wire, names: new Set<string>(), characters: 0, unnamed: 0 };
  HELD.set(connection, held);
  // A connection that breaks fails its query, which tells of it; the event would otherwise end the process.
  connection.on("error", () => {});
  return held;
}

/** Whether the connection holds a named statement, or may. */
function hasRoomFor(held: Held, { name, text }: Run): boolean {
  if (name !== undefined && held.names.has(name)) return true;
  const characters = held.characters + text.length;
  if (name === undefined || held.names.size >= MOST_PREPARED.names || characters > MOST_PREPARED.characters) {
    held.unnamed += text.length;
    return false;
  }
  held.names.add(name);
  held.characters = characters;
  return true;
}

const gone = (): ReportError => new ReportError("TIMED_OUT", "The client went away.");
