import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import { Connection } from "../database/connection.js";
import type { Client } from "./log.js";

/** PostgreSQL answers a wait after so long at most, whether or not anything was committed. */
const LONGEST_MS = 1_000;
/** After a failure, how long nothing but time is waited for. */
const WITHOUT_MS = 1_000;

/** A wait that PostgreSQL has not answered yet. */
interface Wait {
  intervalMs: number;
  ended: Promise<void>;
}

/**
 * Says when it is worth looking at the change log: PostgreSQL itself looks every so often whether something was committed, on a
 * connection that does nothing else, which takes a third of what it takes to ask it as often. It is no more than an alarm
 * clock: what it says is never relied upon, and where it fails time alone is waited for.
 */
export class Watch {
  #client: Connection | undefined;
  #wait: Wait | undefined;
  #failedAt = Number.NEGATIVE_INFINITY;
  #closed = false;

  constructor(private readonly options: pg.ClientConfig) {}

  /**
   * Waits until something has been committed since a snapshot was taken, about so often as is said; a second at most. It never
   * fails.
   */
  async changed(since: string, intervalMs: number): Promise<void> {
    const wait = this.#waiting(since, intervalMs);
    if (wait && wait.intervalMs <= intervalMs) return wait.ended;
    // One that was begun when there was no hurry must not keep others from looking.
    const time = pause(intervalMs, undefined, { ref: false });
    await (wait ? Promise.race([time, wait.ended]) : time);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#disconnect();
  }

  /** The wait that is under way, or else a new one; undefined shortly after a failure. */
  #waiting(since: string, intervalMs: number): Wait | undefined {
    if (this.#wait || this.#closed || performance.now() - this.#failedAt < WITHOUT_MS) return this.#wait;
    const ended = this.#ask(since, intervalMs)
      .catch(() => this.#fail())
      .finally(() => {
        this.#wait = undefined;
      });
    this.#wait = { intervalMs, ended };
    return this.#wait;
  }

  async #ask(since: string, intervalMs: number): Promise<void> {
    this.#client ??= await this.#connect();
    await this.#client.query({
      name: "wait",
      text: "SELECT change_wait($1, $2, $3)",
      values: [since, intervalMs, LONGEST_MS],
    });
  }

  async #connect(): Promise<Connection> {
    const client = new Connection(this.options);
    try {
      await client.connect();
      // Within a transaction of another kind nothing that is committed meanwhile is ever seen.
      await client.query("SET default_transaction_isolation = 'read committed'");
      if (this.#closed) throw new Error("The watch is closed.");
      return client;
    } catch (error) {
      await client.end().catch(() => {});
      throw error;
    }
  }

  async #fail(): Promise<void> {
    this.#failedAt = performance.now();
    await this.#disconnect();
  }

  async #disconnect(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => {});
  }
}

/**
 * What is committed by now. While it is the same nothing more has been: whatever commits was among those under way, or is
 * numbered above all of them. To ask for it takes a third of what reading the log does.
 */
export async function snapshotOf(client: Client): Promise<string> {
  const { rows } = await client.query(SNAPSHOT);
  return (rows as [{ snapshot: string }])[0].snapshot;
}

const SNAPSHOT = { name: "snapshot", text: "SELECT pg_current_snapshot()::text AS snapshot", values: [] };
