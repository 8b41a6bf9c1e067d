import { setTimeout as pause } from "node:timers/promises";
import type { DataSource } from "typeorm";
import { ReportError } from "../../schema/errors.js";
import { Connection, connectionOptionsOf } from "../database/connection.js";
import { Delivery, type DeliveryWork } from "./delivery.js";
import { type Held, LEASE_MS, Store } from "./store.js";

/** How often it is looked which webhooks are held and which are free. */
const LOOK_MS = 1_000;
const PATIENCE_MS = 5_000;

/**
 * Delivers webhooks, beside the same in other processes: each webhook is held by one of them for a while, and by another when
 * that one is no longer there. On a connection of its own: a pool that is full must not delay them.
 */
export class Webhooks {
  /** How many attempts ended how. */
  readonly counts = { delivered: 0, failed: 0, givenUp: 0, paused: 0 };
  readonly #deliveries = new Map<string, Delivery>();
  readonly #stop = new AbortController();
  #client: Connection | undefined;
  #looking: Promise<void> | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly work: Omit<DeliveryWork, "store" | "count">,
  ) {}

  start(): void {
    this.#looking = this.#look();
  }

  async stop(): Promise<void> {
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
      try {
        await this.#renewAndClaim();
      } catch (error) {
        // What is held is held until its time is over; whoever delivers it looks at that before each attempt.
        this.work.log.warn({ err: error }, "webhooks cannot be looked after for now");
        await this.#disconnect();
      }
      await pause(LOOK_MS, undefined, { signal: this.#stop.signal }).catch(() => {});
    }
  }

  async #renewAndClaim(): Promise<void> {
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
      this.#deliveries.delete(name);
      void delivery.end(true);
      if (replays !== undefined) await store.release([delivery.held]);
    }
    for (const held of await store.claim()) this.#begin(held, began + LEASE_MS);
  }

  #begin(held: Held, heldUntil: number): void {
    const store = new Store({ query: (...asked) => this.#connected().query(...asked) });
    const count = (outcome: keyof Webhooks["counts"]) => {
      this.counts[outcome] += 1;
    };
    this.#deliveries.set(held.name, new Delivery(held, { ...this.work, store, count }, heldUntil));
  }

  async #endAll(lost: boolean): Promise<Held[]> {
    const deliveries = Array.from(this.#deliveries.values());
    this.#deliveries.clear();
    await Promise.all(deliveries.map((delivery) => delivery.end(lost)));
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
        ...connectionOptionsOf(this.dataSource),
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
