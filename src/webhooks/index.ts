import { setTimeout as pause } from "node:timers/promises";
import type { DataSource } from "typeorm";
import { ReportError } from "../../schema/errors.js";
import { Connection, connectionOptionsOf } from "../database/connection.js";
import { Delivery, type DeliveryWork } from "./delivery.js";
import { type Held, LEASE_MS, Store } from "./store.js";

/** How often it is looked which webhooks are held and which are free. */
const LOOK_MS = 1_000;
const PATIENCE_MS = 5_000;

/** What webhooks are delivered with. */
export interface WebhooksOptions extends Pick<DeliveryWork, "schema" | "subscribe" | "config" | "log"> {
  dataSource: DataSource;
  /** Changes when something may have been committed. */
  commits(): number;
}

/**
 * Delivers webhooks, beside the same in other processes: each webhook is held by one of them for a while, and by another when
 * that one is no longer there. On a connection of its own: a pool that is full must not delay them.
 */
export class Webhooks {
  /** How many attempts ended how. */
  readonly counts = { delivered: 0, failed: 0, givenUp: 0, paused: 0 };
  readonly #deliveries = new Map<string, Delivery>();
  /** Deliveries of webhooks that were lost, until nothing of them is under way. */
  readonly #ending = new Map<string, Promise<void>>();
  readonly #stop = new AbortController();
  #client: Connection | undefined;
  #looking: Promise<void> | undefined;
  #stopping: Promise<void> | undefined;
  /** When it was last seen that there are none, by the commits. */
  #noneAt: number | undefined;
  /** Whether it was said that the database is away. */
  #away = false;

  constructor(private readonly options: WebhooksOptions) {}

  start(): void {
    this.#looking = this.#look();
  }

  /** Ends all deliveries, and leaves the webhooks to whoever comes first. */
  stop(): Promise<void> {
    this.#stopping ??= this.#end();
    return this.#stopping;
  }

  async #end(): Promise<void> {
    this.#stop.abort();
    await this.#looking;
    const held = await this.#endAll(false);
    if (this.#client) await new Store(this.#client).release(held).catch(() => {});
    await this.#disconnect();
  }

  /** How long ago what is being delivered happened, in seconds, by webhook; 0 where there is nothing to deliver. */
  get lags(): Record<string, number> {
    const now = Date.now();
    return Object.fromEntries(
      Array.from(this.#deliveries, ([name, { behindSince = now }]) => [name, (now - behindSince) / 1000]),
    );
  }

  async #look(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const commits = this.options.commits();
      try {
        // Where there are none, nobody needs to ask again before something is committed.
        if (this.#noneAt !== commits) this.#noneAt = (await this.#renewAndClaim()) ? undefined : commits;
        this.#away = false;
      } catch (error) {
        if (!this.#away) this.options.log.warn({ err: error }, "webhooks cannot be looked after for now");
        this.#away = true;
        await this.#disconnect();
        this.#letGo();
      }
      await pause(LOOK_MS, undefined, { signal: this.#stop.signal }).catch(() => {});
    }
  }

  /** Returns whether there are any. */
  async #renewAndClaim(): Promise<boolean> {
    const began = performance.now();
    const store = await this.#connect();
    const renewed = await store.renew(Array.from(this.#deliveries.values(), ({ held }) => held));
    for (const [name, delivery] of this.#deliveries) {
      const replays = renewed.get(name);
      if (replays !== undefined && !delivery.ended) {
        delivery.heldUntil = began + LEASE_MS;
        if (replays) delivery.replay();
        continue;
      }
      this.#drop(name, delivery);
      if (replays !== undefined) await store.release([delivery.held]);
    }
    for (const held of await store.claim()) this.#begin(held, began + LEASE_MS);
    return this.#deliveries.size > 0 || store.any();
  }

  /** What is held is held until its time is over, and another may begin to deliver it then. */
  #letGo(): void {
    for (const [name, delivery] of this.#deliveries) {
      if (performance.now() >= delivery.heldUntil) this.#drop(name, delivery);
    }
  }

  #drop(name: string, delivery: Delivery): void {
    this.#deliveries.delete(name);
    const ending = Promise.all([this.#ending.get(name), delivery.end(true)]).then(() => {
      if (this.#ending.get(name) === ending) this.#ending.delete(name);
    });
    this.#ending.set(name, ending);
  }

  #begin(held: Held, heldUntil: number): void {
    // An operator may have changed it since it was renewed.
    const before = this.#deliveries.get(held.name);
    if (before) this.#drop(held.name, before);
    const store = new Store({ query: (...asked) => this.#connected().query(...asked) });
    const count = (outcome: keyof Webhooks["counts"]) => {
      this.counts[outcome] += 1;
    };
    this.#deliveries.set(
      held.name,
      new Delivery(held, { ...this.options, store, count }, heldUntil, this.#ending.get(held.name)),
    );
  }

  async #endAll(lost: boolean): Promise<Held[]> {
    const deliveries = Array.from(this.#deliveries.values());
    this.#deliveries.clear();
    await Promise.all([...deliveries.map((delivery) => delivery.end(lost)), ...this.#ending.values()]);
    return deliveries.map(({ held }) => held);
  }

  /** The connection; what is written while there is none fails, as it does when it breaks. */
  #connected(): Connection {
    if (!this.#client) throw new ReportError("SERVICE_UNAVAILABLE", "The database does not answer.");
    return this.#client;
  }

  async #connect(): Promise<Store> {
    if (!this.#client) {
      const client = new Connection({
        ...connectionOptionsOf(this.options.dataSource),
        application_name: "cuulong webhooks",
        connectionTimeoutMillis: PATIENCE_MS,
        statement_timeout: PATIENCE_MS,
        query_timeout: 2 * PATIENCE_MS,
        keepAlive: true,
      });
      await client.connect();
      this.#client = client;
    }
    return new Store(this.#client);
  }

  async #disconnect(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => {});
  }
}
