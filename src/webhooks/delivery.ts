import { setTimeout as pause } from "node:timers/promises";
import type { GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import { StartError } from "../errors.js";
import { delayAfter } from "./backoff.js";
import { readSubscription } from "./document.js";
import { type Event, readEvent } from "./event.js";
import { follow, NotAnswered, type Subscribe } from "./follow.js";
import { Endpoint, type Outcome, type SendOptions } from "./send.js";
import { signedHeaders } from "./signature.js";
import { type Held, LostError, type Store } from "./store.js";

/** What every delivery works with. */
export interface DeliveryWork {
  schema: GraphQLSchema;
  subscribe: Subscribe;
  store: Store;
  /** With that, after how many attempts an event goes to the dead letters, and after how many hours in vain the webhook is paused. */
  config: SendOptions & { maxAttempts: number; pauseHours: number };
  log: Logger;
  count(outcome: "delivered" | "failed" | "givenUp" | "paused"): void;
}

/** The endpoint has failed, and is left alone for a while. */
class Failed extends Error {}

/** After how long it is tried again to follow what cannot be followed for now. */
const PASSING_MS = 1_000;
/** How long a request under way may still take when the process stops. */
const GRACE_MS = 3_000;

/**
 * Delivers one webhook as long as it is held. Events are sent one after another; the first that fails ends the subscription,
 * which is made anew from the cursor when the event is sent again. So nothing is kept in memory for an endpoint that is away.
 */
export class Delivery {
  /** When the event happened that is being delivered. */
  behindSince: number | undefined;
  /** Whether it has come to its end by itself: nothing is delivered any more until the webhook is claimed anew. */
  ended = false;
  readonly #stop = new AbortController();
  readonly #kill = new AbortController();
  readonly #endpoint: Endpoint;
  readonly #running: Promise<void>;
  #replaying: Promise<void> | undefined;

  constructor(
    readonly held: Held,
    private readonly work: DeliveryWork,
    /** Until when nobody else can hold it, by this process's clock. */
    public heldUntil: number,
    /** The end of a delivery of the same before it. */
    private readonly before?: Promise<void>,
  ) {
    this.#endpoint = new Endpoint(work.config);
    this.#running = this.#run().finally(() => {
      this.ended = true;
    });
  }

  /** Ends it. What is under way is waited for a little, unless somebody else has the webhook. */
  async end(lost: boolean): Promise<void> {
    this.#stop.abort();
    if (lost) this.#kill.abort();
    const impatience = setTimeout(() => this.#kill.abort(), GRACE_MS);
    await Promise.all([this.#running, this.#replaying]);
    clearTimeout(impatience);
    this.#endpoint.close();
  }

  /** Sends dead letters again, oldest first, until there are none or one fails. */
  replay(): void {
    this.#replaying ??= this.#replay()
      .catch((error) => this.#warn(error))
      .finally(() => {
        this.#replaying = undefined;
      });
  }

  async #run(): Promise<void> {
    await this.before;
    for (let waitMs = this.held.waitMs; ; ) {
      await pause(waitMs, undefined, { signal: this.#stop.signal }).catch(() => {});
      if (this.#stop.signal.aborted) return;
      try {
        waitMs = PASSING_MS;
        await this.#follow();
      } catch (error) {
        if (error instanceof LostError) return;
        if (error instanceof Failed) waitMs = this.held.waitMs;
        else if (isRefused(error)) return this.#pause(error.message).catch((reason) => this.#warn(reason));
        else this.#warn(error);
      }
    }
  }

  async #follow(): Promise<void> {
    const { held, work } = this;
    const subscribed = readSubscription(work.schema, held.query, held.variables);
    const request = { query: subscribed.query, variables: held.variables };
    for await (const answer of follow(work.subscribe, request, held.cursor, this.#stop.signal)) {
      await this.#take(readEvent(held, subscribed, answer));
      held.cursor = answer.cursor;
      if (this.#stop.signal.aborted) return;
    }
  }

  async #take(event: Event): Promise<void> {
    const { held, work } = this;
    const { operation, cursor, at, errors } = event;
    if (operation === "READY") return;
    if (operation === "PROGRESS") return work.store.moved(held, cursor);
    this.behindSince = at === null ? Date.now() : Date.parse(at);
    const outcome = errors ? unread(errors) : await this.#send(event.id, event.body);
    if (outcome.error !== undefined) return this.#failed(outcome, event);
    await work.store.delivered(held, cursor, at);
    held.attempts = 0;
    this.behindSince = undefined;
    work.count("delivered");
  }

  async #send(id: string, body: string): Promise<Outcome> {
    // Whoever may have lost it sends nothing any more: another may have begun to.
    if (performance.now() > this.heldUntil) throw new LostError();
    const headers = signedHeaders(id, body, this.held.secrets);
    const outcome = await this.#endpoint.send(this.held.url, headers, body, this.#kill.signal);
    if (this.#kill.signal.aborted) throw new LostError();
    return outcome;
  }

  async #failed({ error = "", status, retryAfterMs }: Outcome, event: Event): Promise<never> {
    const { held, work } = this;
    if (status === 410) return this.#pause("the endpoint says that it is gone (HTTP 410)");
    const attempts = held.attempts + 1;
    const delayMs = delayAfter(attempts, Math.random, retryAfterMs);
    const failure = { error, at: event.at, delayMs, pauseHours: work.config.pauseHours };
    work.count("failed");
    const givenUp = attempts >= work.config.maxAttempts;
    const paused = givenUp
      ? await work.store.givenUp(held, failure, event)
      : await work.store.failed(held, failure);
    if (givenUp) work.count("givenUp");
    work.log.warn(
      { webhook: held.name, event: event.id, attempts, error },
      givenUp ? GIVEN_UP : NOT_DELIVERED,
    );
    if (paused) this.#sayPaused(error);
    held.attempts = givenUp ? 0 : attempts;
    held.waitMs = delayMs;
    if (givenUp) held.cursor = event.cursor;
    throw new Failed();
  }

  async #pause(reason: string): Promise<never> {
    await this.work.store.paused(this.held, reason);
    return this.#sayPaused(reason);
  }

  #sayPaused(reason: string): never {
    this.work.count("paused");
    this.work.log.error({ webhook: this.held.name, reason }, "a webhook is paused");
    throw new LostError();
  }

  async #replay(): Promise<void> {
    const { held, work } = this;
    for (;;) {
      const letter = this.#stop.signal.aborted ? undefined : await work.store.nextLetter(held);
      if (letter === undefined) return;
      const { error } = await this.#send(letter.event, letter.body);
      work.count(error === undefined ? "delivered" : "failed");
      if (error !== undefined) return work.store.letterFailed(held, letter, error);
      await work.store.letterDelivered(letter);
    }
  }

  #warn(error: unknown): void {
    if (error instanceof LostError) return;
    this.work.log.warn({ webhook: this.held.name, err: error }, "a webhook cannot be followed for now");
  }
}

const GIVEN_UP = "an event goes to the dead letters of its webhook";
const NOT_DELIVERED = "an event could not be delivered";

/** What is asked for cannot be had, now or later. */
const isRefused = (error: unknown): error is Error =>
  error instanceof StartError || (error instanceof NotAnswered && error.lasts);

/** An event of which a part could not be read is not sent: nobody should take what is absent in it for null. */
const unread = (errors: readonly { message: string }[]): Outcome => ({
  error: `the event could not be read: ${errors.map(({ message }) => message).join(" ")}`,
});
