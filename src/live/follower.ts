import { setTimeout as pause } from "node:timers/promises";
import type { GraphQLFormattedError } from "graphql";
import { type Change, type Page, TrimmedError } from "../changes/log.js";
import { covers, type Position } from "../changes/position.js";
import type { ResetReason } from "../changes/reader.js";
import type { Group, Live, Member } from "./group.js";
import { Away, type Message, PATIENCE_MS, type Sink } from "./message.js";

/** Where a subscriber begins: behind what it has had; anew, where that means nothing any more; or now. */
export interface Start {
  since?: Position | undefined;
  reset?: ResetReason | undefined;
}

/** How many answers wait while a history is read, and how many characters, before more of it is read first. */
const MOST_KEPT = { answers: 1000, characters: 4 * 1024 * 1024 };
/** For how long a history waits for a client, before others have theirs read. */
const GRACE_MS = 1_000;
/** How soon it is looked again whether the group is as far as its member. */
const LOOK_MS = 10;

/**
 * One subscriber of a group. It is read what it lacks from the log, up to where the group is, while what the group reads from
 * there on is kept for it; then it goes with the group. Whoever does not take answers as fast as they come falls back to the
 * log, and so needs no more memory than a page of it.
 */
export class Follower implements Member {
  /** What was sent; undefined before anything was. */
  #position: Position | undefined;
  /** What comes while a history is read; undefined while it goes with the group. */
  #kept: Message[] | undefined = [];
  /** Why it is to be sent a RESET next. */
  #reset: ResetReason | undefined;
  #lastReset: Group["lastReset"];
  #gone = false;

  constructor(
    private readonly group: Group,
    private readonly live: Live,
    private readonly sink: Sink,
    { since, reset }: Start,
  ) {
    this.#position = since;
    this.#lastReset = group.lastReset;
    this.#reset = reset;
    if (since) this.#send([group.topic.notice("READY", since)]);
    void this.#follow();
  }

  /** Takes no more answers. */
  leave(): void {
    this.#gone = true;
    this.group.leave(this);
  }

  take(messages: readonly Message[]): void {
    if (this.#kept) {
      this.#kept.push(...messages);
      if (isTooMuch(this.#kept)) this.group.leave(this);
    } else if (this.#send(messages) < messages.length) {
      this.group.leave(this);
      void this.#follow();
    }
  }

  reset(): void {
    this.group.leave(this);
    if (!this.#kept) void this.#follow();
  }

  fail(errors: readonly GraphQLFormattedError[]): void {
    this.leave();
    this.sink.end(errors);
  }

  /** Sends answers, as many as there is room for; returns how many. */
  #send(messages: readonly Message[]): number {
    const count = this.#gone ? 0 : this.sink.take(messages);
    const last = messages[count - 1];
    if (last) this.#position = last.position;
    return count;
  }

  /** Follows the log until it goes with the group. */
  async #follow(): Promise<void> {
    this.#kept = [];
    for (let patience = PATIENCE_MS.first; !this.#gone; ) {
      try {
        if (await this.#catchUp()) return;
        patience = PATIENCE_MS.first;
      } catch (error) {
        if (error instanceof TrimmedError) this.#reset = "TRIMMED";
        else if (!(error instanceof Away)) this.fail(this.group.topic.failure(error));
        await pause(patience);
        patience = Math.min(2 * patience, PATIENCE_MS.longest);
      }
    }
  }

  /** Has a history read; returns whether it goes with the group now. */
  async #catchUp(): Promise<boolean> {
    await this.sink.drained();
    let until = this.#place();
    for (; !until; until = this.#place()) {
      if (this.#gone) return false;
      await pause(LOOK_MS);
    }
    // From that look until it has joined nobody else has a turn, so the group cannot go on without it.
    if (!this.#begin(until)) return false;
    const kept: Message[] = [];
    this.#kept = kept;
    this.group.join(this);
    try {
      const complete = covers(this.#position as Position, until) || (await this.#read(until));
      if (complete && !this.#isReset && !isTooMuch(kept)) {
        this.#kept = undefined;
        if (this.#send(kept) === kept.length) return true;
      }
      this.group.leave(this);
      return false;
    } catch (error) {
      this.group.leave(this);
      throw error;
    }
  }

  get #isReset(): boolean {
    return this.#reset !== undefined || this.#lastReset !== this.group.lastReset;
  }

  /** Where the group is; undefined while that is within a transaction, or less than what was sent. */
  #place(): Position | undefined {
    const place = this.group.position;
    const joins = !place.part && (!this.#position || this.#isReset || covers(place, this.#position));
    return joins ? place : undefined;
  }

  /** Sends what comes first; returns whether it was sent. */
  #begin(place: Position): boolean {
    if (!this.#isReset)
      return this.#position !== undefined || this.#send([this.group.topic.notice("READY", place)]) === 1;
    const { lastReset, topic } = this.group;
    const reason = (this.#lastReset !== lastReset && lastReset?.reason) || this.#reset || "TRIMMED";
    if (this.#send([topic.reset(reason, place)]) === 0) return false;
    this.#reset = undefined;
    this.#lastReset = lastReset;
    return true;
  }

  /** Has what it lacks read to it; returns whether it took all of it. */
  async #read(until: Position): Promise<boolean> {
    const take = async ({ changes, position }: Page): Promise<boolean> => {
      const { topic } = this.group;
      const rest = changes.filter(({ entity }) => entity === topic.entity);
      while (rest.length > 0) {
        const slice = rest.splice(0, topic.most);
        if (!(await this.#offer(await topic.messages(slice)))) return false;
        this.#position = (slice.at(-1) as Change).position;
      }
      if (this.#gone || this.#isReset) return false;
      this.#position = position;
      return true;
    };
    const complete = await this.live.history(this.#position as Position, until, take);
    if (complete) this.#position = until;
    return complete;
  }

  /** Sends answers as the client has room for them; returns whether it took all of them. */
  async #offer(messages: readonly Message[]): Promise<boolean> {
    let rest = messages;
    for (let waited = false; !this.#gone && !this.#isReset; waited = true) {
      const count = this.#send(rest);
      rest = rest.slice(count);
      if (rest.length === 0) return true;
      if (waited && count === 0) return false;
      await Promise.race([this.sink.drained(), pause(GRACE_MS)]);
    }
    return false;
  }
}

function isTooMuch(messages: readonly Message[]): boolean {
  const { answers, characters } = MOST_KEPT;
  return messages.length > answers || messages.reduce((sum, { json }) => sum + json.length, 0) > characters;
}
