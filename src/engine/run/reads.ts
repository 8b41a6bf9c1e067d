import type { Raw } from "../../../resolvers/sql/statement.js";
import type { Abandonment } from "./abandonment.js";
import type { Bytes } from "./raw-rows.js";
import type { Run } from "./row.js";
import type { Session, Sessions } from "./session.js";

/** A failed statement ends a transaction, unless it goes back to a point before it; the snapshot stays. */
const BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SAVEPOINT start";
const GO_BACK = "ROLLBACK TO SAVEPOINT start";

/** What one request reads: each statement by itself, or all of them in one snapshot. */
export class Reads {
  #snapshot: Snapshot | undefined;

  constructor(
    private readonly sessions: Sessions,
    private readonly abandonment?: Abandonment,
    /** Counts the statements that were run. */
    private readonly trace = { statements: 0 },
  ) {}

  /** Every row as an object. */
  rows(run: Run): Promise<Raw[]> {
    return this.#run((session) => session.rows(run));
  }

  /** The one row of a statement as PostgreSQL writes it. */
  row(run: Run): Promise<Bytes[]> {
    return this.#run((session) => session.row(run));
  }

  /** Whatever the work reads, it reads in one snapshot of the database, a statement at a time. */
  async inSnapshot<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#snapshot) return work();
    const snapshot = new Snapshot(() => this.sessions.open(this.abandonment));
    this.#snapshot = snapshot;
    try {
      return await work();
    } finally {
      this.#snapshot = undefined;
      await snapshot.close();
    }
  }

  async #run<Result>(work: (session: Session) => Promise<Result>): Promise<Result> {
    this.trace.statements += 1;
    this.sessions.counts.statements += 1;
    if (this.#snapshot) return this.#snapshot.run(work);
    const session = await this.sessions.open(this.abandonment);
    try {
      return await work(session);
    } finally {
      await session.close();
    }
  }
}

/** A transaction that is begun by its first statement. */
class Snapshot {
  #session: Promise<Session> | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #broken = false;

  constructor(private readonly open: () => Promise<Session>) {}

  /** Runs a statement when those before it have ended; one that fails leaves the others as they are. */
  run<Result>(work: (session: Session) => Promise<Result>): Promise<Result> {
    const result = this.#last.then(async () => {
      this.#session ??= this.#begin();
      const session = await this.#session;
      try {
        return await work(session);
      } catch (reason) {
        await this.#control(session, GO_BACK);
        throw reason;
      }
    });
    this.#last = result.catch(() => {});
    return result;
  }

  async close(): Promise<void> {
    await this.#last;
    const session = await this.#session?.catch(() => undefined);
    if (!session) return;
    await this.#control(session, "COMMIT");
    await session.close(this.#broken);
  }

  async #begin(): Promise<Session> {
    const session = await this.open();
    try {
      await session.rows({ text: BEGIN, values: [] });
      return session;
    } catch (reason) {
      await session.close(true);
      throw reason;
    }
  }

  /** A session that cannot go back or end its transaction, such as one whose connection is lost, is of no more use. */
  async #control(session: Session, text: string): Promise<void> {
    if (this.#broken) return;
    await session.rows({ text, values: [] }).catch(() => {
      this.#broken = true;
    });
  }
}
