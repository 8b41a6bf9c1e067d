import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import type { Logger } from "pino";
import type { DataSource } from "typeorm";
import { ReportError } from "../../schema/errors.js";
import { Connection, connectionOptionsOf } from "../database/connection.js";
import { isTrimmed, type Lineage } from "./cursor.js";
import { lineageOf } from "./lineage.js";
import { changesSince, currentPosition, type Page, TrimmedError } from "./log.js";
import { Pace } from "./pace.js";
import type { Position } from "./position.js";
import { READER_NAME, WATCH_NAME } from "./trim.js";
import { Waits } from "./waits.js";
import { snapshotOf, Watch } from "./watch.js";

/** Why what is had is no longer the beginning of what comes. */
export type ResetReason = "TRIMMED" | "HISTORY_CHANGED";

/** What a reader hands on. Whoever cannot take more for now returns a promise; nothing is read until it is kept. */
export interface Listener {
  take(page: Page): void | Promise<void>;
  /** Changes may have been missed: what comes follows the position that the reader has now. */
  reset(reason: ResetReason): void | Promise<void>;
}

/** The first pause after a failure, and the longest; each is cut short at random, so that processes do not come all at once. */
const PAUSE_MS = { first: 50, longest: 2_000 };
const PATIENCE_MS = 5_000;

/**
 * Follows the change log for the whole process, on a connection of its own: a pool that is full must not stop it. Whatever
 * goes wrong, it connects again and goes on where it was.
 */
export class ChangeReader {
  /** When the log was last seen to its end. */
  seen: Date | undefined;
  /** Up to where everything was handed on, and what cursors are written and read with; undefined until the first look. */
  position: Position | undefined;
  lineage: Lineage | undefined;
  /** How many changes were read, how often the log was looked at, and how often something had been committed since. */
  count = 0;
  looks = 0;
  commits = 0;
  readonly #options: pg.ClientConfig;
  readonly #listeners = new Map<Listener, boolean>();
  readonly #stop = new AbortController();
  readonly #waits = new Waits();
  readonly #watch: Watch;
  #client: Connection | undefined;
  /** What was committed when a look last began, on the connection that there is. */
  #snapshot: string | undefined;
  readonly #pace = new Pace();
  #following: Promise<void> | undefined;

  constructor(
    dataSource: DataSource,
    private readonly log: Logger,
  ) {
    this.#options = {
      ...connectionOptionsOf(dataSource),
      application_name: READER_NAME,
      connectionTimeoutMillis: PATIENCE_MS,
      statement_timeout: PATIENCE_MS,
      query_timeout: 2 * PATIENCE_MS,
      keepAlive: true,
    };
    this.#watch = new Watch({ ...this.#options, application_name: WATCH_NAME });
  }

  /** Begins to follow; what is changed from the first look on is handed on. */
  start(): void {
    this.#following = this.#follow();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    this.wake();
    await this.#following;
    await Promise.all([this.#watch.close(), this.#disconnect()]);
    this.#waits.refuse(away());
  }

  /** Hands everything to a listener from now on; one that hurries has the log looked at often. */
  listen(listener: Listener, hurries = true): void {
    this.#listeners.set(listener, hurries);
    if (hurries) this.wake();
  }

  leave(listener: Listener): void {
    this.#listeners.delete(listener);
  }

  /** Has the log looked at at once. */
  wake(): void {
    this.#waits.wake();
  }

  /** Waits until a look that began after the call has been handed on; all who wait share one. Throws SERVICE_UNAVAILABLE. */
  caughtUp(): Promise<void> {
    return this.#stop.signal.aborted ? Promise.reject(away()) : this.#waits.join();
  }

  async #follow(): Promise<void> {
    let patience = PAUSE_MS.first;
    while (!this.#stop.signal.aborted) {
      const waiting = await this.#waits.gathered();
      try {
        await this.#look();
        for (const { resolve } of waiting) resolve();
        patience = PAUSE_MS.first;
        if (!this.#waits.any) await this.#waits.pause(this.#change());
      } catch (error) {
        await this.#disconnect();
        for (const { reject } of waiting) reject(away());
        this.#waits.refuse(away());
        if (this.#stop.signal.aborted) return;
        this.log.warn({ err: error }, "the change log cannot be read; it is tried again");
        await this.#waits.pause(sleep(patience * (0.5 + Math.random() / 2), undefined, { ref: false }));
        patience = Math.min(2 * patience, PAUSE_MS.longest);
      }
    }
  }

  /** Ends when the log is worth another look. */
  #change(): Promise<void> {
    const isListened = Array.from(this.#listeners.values()).includes(true);
    return this.#watch.changed(this.#snapshot ?? "", this.#pace.intervalAt(performance.now(), isListened));
  }

  async #look(): Promise<void> {
    this.#client ??= await this.#connect();
    this.looks += 1;
    const snapshot = await snapshotOf(this.#client);
    if (snapshot === this.#snapshot) {
      this.seen = new Date();
      return;
    }
    this.commits += 1;
    const [changes, count] = [changesSince(this.#client, this.position as Position), this.count];
    try {
      for (let next = await changes.next(); ; next = await changes.next()) {
        if (next.done) {
          this.position = next.value;
          this.seen = new Date();
          this.#snapshot = snapshot;
          if (this.count > count) this.#pace.found(performance.now());
          return;
        }
        this.position = next.value.position;
        this.count += next.value.changes.length;
        await this.#each((listener) => listener.take(next.value as Page));
      }
    } catch (error) {
      if (!(error instanceof TrimmedError)) throw error;
      await this.#reset(this.#client, "TRIMMED");
    }
  }

  async #connect(): Promise<Connection> {
    const client = new Connection(this.#options);
    try {
      await client.connect();
      // However little is known of how much the log holds, its end is found through its index, and always in the same way.
      await client.query("SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan");
      const lineage = await lineageOf(client);
      const before = this.lineage;
      this.lineage = lineage;
      if (this.position === undefined || before === undefined) this.position = await currentPosition(client);
      else if (before.id !== lineage.id) await this.#reset(client, "HISTORY_CHANGED");
      else if (isTrimmed(this.position, lineage)) await this.#reset(client, "TRIMMED");
      return client;
    } catch (error) {
      await client.end().catch(() => {});
      throw error;
    }
  }

  async #reset(client: Connection, reason: ResetReason): Promise<void> {
    this.position = await currentPosition(client);
    await this.#each((listener) => listener.reset(reason));
  }

  async #each(work: (listener: Listener) => void | Promise<void>): Promise<void> {
    // All have it at once, so what they had is the position, whichever of them is slow.
    await Promise.all(Array.from(this.#listeners.keys(), work));
  }

  async #disconnect(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    // A server that has crashed may give out the numbers of its last transactions again.
    this.#snapshot = undefined;
    await client?.end().catch(() => {});
  }
}

const away = (): ReportError => new ReportError("SERVICE_UNAVAILABLE", "The database does not answer.");
