import pg from "pg";
import type { DataSource } from "typeorm";
import { isTrimmed, type Lineage } from "../changes/cursor.js";
import { lineageOf } from "../changes/lineage.js";
import { changesSince, type Page, TrimmedError } from "../changes/log.js";
import type { Position } from "../changes/position.js";
import { connectionOptionsOf } from "../database/connection.js";
import { Away } from "./message.js";

/** How many connections read histories at a time; everyone else waits for them. */
const MOST = 2;
const PATIENCE_MS = 30_000;
const IDLE_MS = 10_000;

/** What the connections that read histories are called in pg_stat_activity. */
const NAME = "cuulong history";

/** Reads the log for those who lack some of it, on connections of its own: clients that come back must not use up the pool. */
export class History {
  /** The lineage as it was last seen. */
  latest: Lineage | undefined;
  readonly #pool: pg.Pool;

  constructor(dataSource: DataSource) {
    this.#pool = new pg.Pool({
      ...connectionOptionsOf(dataSource),
      application_name: NAME,
      max: MOST,
      min: 0,
      idleTimeoutMillis: IDLE_MS,
      connectionTimeoutMillis: 0,
      statement_timeout: PATIENCE_MS,
      query_timeout: 2 * PATIENCE_MS,
    });
    this.#pool.on("error", () => {});
    // However little is known of how much the log holds, its end is found through its index.
    this.#pool.on("connect", (client) => {
      client.on("error", () => {});
      client.query("SET enable_seqscan = off").catch(() => {});
    });
  }

  /** The lineage as it is now, and up to where the log is trimmed. */
  async lineage(): Promise<Lineage> {
    const client = await this.#connect();
    let broken = true;
    try {
      this.latest = await fromDatabase(lineageOf(client));
      broken = false;
      return this.latest;
    } finally {
      client.release(broken);
    }
  }

  /** Hands on what one position has not had and another has, as long as it is taken; returns whether that was all. */
  async read(since: Position, until: Position, take: (page: Page) => Promise<boolean>): Promise<boolean> {
    const client = await this.#connect();
    let broken = true;
    try {
      const pages = changesSince(client, since, until);
      let next = await fromDatabase(pages.next());
      // Looked at after the log: what is trimmed later, its pages lack.
      this.latest = await fromDatabase(lineageOf(client));
      if (isTrimmed(since, this.latest)) throw new TrimmedError();
      broken = false;
      while (!next.done) {
        if (!(await take(next.value))) return false;
        broken = true;
        next = await fromDatabase(pages.next());
        broken = false;
      }
      return true;
    } finally {
      client.release(broken);
    }
  }

  #connect(): Promise<pg.PoolClient> {
    return fromDatabase(this.#pool.connect());
  }

  close(): Promise<void> {
    return this.#pool.end();
  }
}

/** What fails with the connection may be had later. */
const fromDatabase = <Value>(read: Promise<Value>): Promise<Value> =>
  read.catch((error) => {
    throw error instanceof TrimmedError ? error : new Away();
  });
