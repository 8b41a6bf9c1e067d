import type { Socket } from "node:net";
import pg from "pg";
import type { DataSource } from "typeorm";
import type { Raw } from "../../../resolvers/sql/statement.js";
import { ReportError } from "../../../schema/errors.js";
import type { Abandonment } from "./abandonment.js";
import { type Bytes, Wire } from "./raw-rows.js";
import { RowQuery, type Run } from "./row.js";

/** How the pool makes its connections. */
type PoolOptions = pg.ClientConfig & { Client?: typeof pg.Client };

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

/** Opens sessions on the data source's connections. */
export class Sessions {
  /** Statements that requests had run, and cancellations of them. */
  readonly counts = { statements: 0, cancelled: 0 };
  readonly #pool: pg.Pool;

  constructor(
    dataSource: DataSource,
    /** The most bytes that a row may have. */
    private readonly mostBytes = Number.POSITIVE_INFINITY,
  ) {
    this.#pool = (dataSource.driver as unknown as { master: pg.Pool }).master;
  }

  /** How many connections there are, how many of them nobody uses, and how many requests wait for one. */
  get pool(): { connections: number; idle: number; waiting: number } {
    const { totalCount, idleCount, waitingCount } = this.#pool;
    return { connections: totalCount, idle: idleCount, waiting: waitingCount };
  }

  /** A session, to be closed; what runs in it is cancelled when the client goes away. Throws TIMED_OUT if it has. */
  async open(abandonment: Abandonment | undefined): Promise<Session> {
    if (abandonment?.abandoned) throw gone();
    const connection = (await this.#pool.connect()) as Connection;
    const cancel = () => this.#cancel(connection.processID);
    const session = new Session(connection, abandonment, cancel, this.mostBytes);
    if (!abandonment?.abandoned) return session;
    await session.close();
    throw gone();
  }

  /** Uses a connection of its own: the pool may be full of just what is to be cancelled. */
  async #cancel(processId: number): Promise<void> {
    this.counts.cancelled += 1;
    const { Client = pg.Client, ...options } = this.#pool.options as PoolOptions;
    const client = new Client(options);
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

/** A connection while one request uses it. */
export class Session {
  readonly #held: Held;
  readonly #abandon: () => void;
  #cancelled: Promise<void> | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly abandonment: Abandonment | undefined,
    cancel: () => Promise<void>,
    private readonly mostBytes: number,
  ) {
    this.#held = heldBy(connection);
    this.#abandon = () => {
      this.#cancelled = cancel();
    };
    abandonment?.listen(this.#abandon);
  }

  /** Every row as an object. */
  async rows({ text, values }: Run): Promise<Raw[]> {
    this.#refuseIfGone();
    return (await this.connection.query({ text, values })).rows;
  }

  /** The one row of a statement as PostgreSQL writes it. */
  async row(run: Run): Promise<Bytes[]> {
    this.#refuseIfGone();
    const { text, values } = run;
    const named = hasRoomFor(this.#held, run) ? run : { text, values };
    const query = new RowQuery(named, this.#held.wire, this.mostBytes);
    return this.connection.query(query).row;
  }

  /** Gives the connection back to the pool; a broken one is closed. */
  async close(broken = false): Promise<void> {
    this.abandonment?.leave(this.#abandon);
    await this.#cancelled;
    // A cancelled connection is closed, so that a late signal cannot meet another request's statement.
    this.connection.release(broken || this.#cancelled !== undefined || this.#held.unnamed > MOST_UNNAMED);
  }

  #refuseIfGone(): void {
    if (this.abandonment?.abandoned) throw gone();
  }
}

function heldBy(connection: Connection): Held {
  const known = HELD.get(connection);
  if (known) return known;
  const wire = new Wire(connection.connection.stream);
  const held = { wire, names: new Set<string>(), characters: 0, unnamed: 0 };
  HELD.set(connection, held);
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
