import { setImmediate as turn, setTimeout as pause } from "node:timers/promises";
import type { GraphQLFormattedError } from "graphql";
import { type Change, type Page, TrimmedError } from "../changes/log.js";
import type { Position } from "../changes/position.js";
import type { ResetReason } from "../changes/reader.js";
import { Away, type Message, PATIENCE_MS } from "./message.js";
import type { Topic } from "./topic.js";

/** What a group needs to know of the log. */
export interface Live {
  /** Up to where every group was handed everything. */
  readonly position: Position;
  /**
   * Reads from the log what one position has not had and another has, as long as it is taken; returns whether that was all.
   * Throws TrimmedError, or Away.
   */
  history(since: Position, until: Position, take: (page: Page) => Promise<boolean>): Promise<boolean>;
  /** After how long a quiet group says where it is. */
  readonly progressMs: number;
}

/** Who is handed what a group has read. */
export interface Member {
  take(messages: readonly Message[]): void;
  /** What it has had is no longer the beginning of what comes. */
  reset(): void;
  fail(errors: readonly GraphQLFormattedError[]): void;
}

/** What a page of the log holds for a group. */
interface Piece {
  changes: readonly Change[];
  position: Position;
}

/** Pages that wait for their turn; whoever is further behind reads them from the log instead. */
const MOST_WAITING = 8;
/** After so many answers were handed to members, whatever else there is to do is done first. */
const MOST_AT_ONCE = 1000;
/** How soon it is looked again whether the reader is within no transaction. */
const LOOK_MS = 10;

/** What was read is of a history that was given up meanwhile. */
class Stale extends Error {}

/** Subscribers who asked the same: whatever happens is evaluated, read and written once for all of them. */
export class Group {
  readonly #members = new Set<Member>();
  #waiting: Piece[] = [];
  #position: Position;
  #working = false;
  #behind = false;
  #closed = false;
  /** The last of the times at which what was under way was to be forgotten. */
  lastReset: { reason: ResetReason } | undefined;
  readonly #quiet: NodeJS.Timeout;

  constructor(
    readonly topic: Topic,
    private readonly live: Live,
  ) {
    this.#position = live.position;
    this.#quiet = setInterval(() => this.#progress(), live.progressMs).unref();
  }

  /** Up to where its members were handed everything. */
  get position(): Position {
    return this.#working ? this.#position : this.live.position;
  }

  /** Hands a member everything that follows the group's position. */
  join(member: Member): void {
    this.#members.add(member);
  }

  leave(member: Member): void {
    this.#members.delete(member);
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#quiet);
  }

  /** Takes a page of the log; nobody waits for what it leads to. */
  take({ changes, position }: Page): void {
    const own = changes.filter(({ entity }) => entity === this.topic.entity);
    if (!this.#working && own.length === 0) {
      this.#position = position;
      return;
    }
    if (this.#behind) return;
    const last = this.#waiting.at(-1);
    if (last && own.length === 0) last.position = position;
    else this.#waiting.push({ changes: own, position });
    if (this.#waiting.length > MOST_WAITING) this.#fallBehind();
    if (!this.#working) void this.#work();
  }

  /** Changes may have been missed: what comes follows the live position. */
  reset(reason: ResetReason): void {
    this.lastReset = { reason };
    this.#waiting = [];
    this.#behind = false;
    this.#position = this.live.position;
    for (const member of this.#members) member.reset();
  }

  #fallBehind(): void {
    this.#waiting = [];
    this.#behind = true;
  }

  async #work(): Promise<void> {
    this.#working = true;
    for (let patience = PATIENCE_MS.first; !this.#closed; ) {
      const [next] = this.#waiting;
      if (!next && !this.#behind) break;
      const { lastReset } = this;
      try {
        if (next) {
          await this.#deliver(next, lastReset);
          // A reset has emptied it, or a page that is far behind.
          if (this.#waiting[0] === next) this.#waiting.shift();
        } else await this.#catchUp(lastReset);
        patience = PATIENCE_MS.first;
      } catch (error) {
        if (error instanceof Stale) continue;
        if (error instanceof TrimmedError) this.reset("TRIMMED");
        else if (!(error instanceof Away)) this.#fail(error);
        await pause(patience);
        patience = Math.min(2 * patience, PATIENCE_MS.longest);
      }
    }
    this.#working = false;
  }

  /** Hands on what a piece holds, and leaves in it what could not be. */
  async #deliver(piece: Piece, lastReset: Group["lastReset"]): Promise<true> {
    piece.changes = piece.changes.filter(({ entity }) => entity === this.topic.entity);
    while (piece.changes.length > 0) {
      const slice = piece.changes.slice(0, this.topic.most);
      const messages = await this.topic.messages(slice);
      if (lastReset !== this.lastReset) throw new Stale();
      await this.#hand(messages, lastReset);
      piece.changes = piece.changes.slice(slice.length);
      this.#position = (slice.at(-1) as Change).position;
    }
    if (lastReset !== this.lastReset) throw new Stale();
    this.#position = piece.position;
    return true;
  }

  /** Hands answers to all members, those included who join meanwhile: until all have them the position is what it was. */
  async #hand(messages: readonly Message[], lastReset: Group["lastReset"]): Promise<void> {
    if (messages.length === 0) return;
    this.#quiet.refresh();
    let handed = 0;
    for (const member of this.#members) {
      if (handed >= MOST_AT_ONCE) {
        await turn();
        if (lastReset !== this.lastReset) throw new Stale();
        handed = 0;
      }
      member.take(messages);
      handed += messages.length;
    }
  }

  /** Reads from the log what was handed on meanwhile; from then on pages wait again. */
  async #catchUp(lastReset: Group["lastReset"]): Promise<void> {
    const until = this.live.position;
    if (until.part) {
      await pause(LOOK_MS);
      return;
    }
    this.#behind = false;
    try {
      await this.live.history(this.#position, until, (page) => this.#deliver({ ...page }, lastReset));
      if (lastReset === this.lastReset) this.#position = until;
    } catch (error) {
      if (lastReset === this.lastReset) this.#fallBehind();
      throw error;
    }
  }

  #fail(error: unknown): void {
    const errors = this.topic.failure(error);
    for (const member of this.#members) member.fail(errors);
  }

  #progress(): void {
    if (this.#working) return;
    const progress = [this.topic.notice("PROGRESS", this.live.position)];
    for (const member of this.#members) member.take(progress);
  }
}
