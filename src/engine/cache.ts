import { createHash } from "node:crypto";
import type { ExecutionResult } from "graphql";
import { LRUCache } from "lru-cache";
import { copyOf, JsonData, lengthOf } from "./run/answer.js";

/** Follows what is changed in the database. */
export interface Freshness {
  /** Up to where changes were handed on; undefined before the first look. */
  readonly position: unknown;
  /** Waits until all that is committed by now was handed on; throws where the database does not answer. */
  caughtUp(): Promise<void>;
}

/** How much is kept, and how old what is answered may be; 0 where every answer is as new as one that is read. */
export interface CacheBounds {
  bytes: number;
  stalenessMs: number;
}

/** A question whose answer may be kept. */
export interface Question {
  key: string;
  /** What its answer is read from. */
  tables: ReadonlySet<string>;
  /** Answers it, and says when its statement is about to begin. */
  read(begin: () => void): Promise<ExecutionResult>;
  /** Whether what was read is a whole answer, and anyone's. */
  isWhole(): boolean;
}

/** What is kept or under way. */
interface Entry {
  tables: ReadonlySet<string>;
  /** The last change that was handed on when its statement began; undefined until then. */
  since: number | undefined;
  result: ExecutionResult | Promise<ExecutionResult | undefined>;
}

/** One answer may take this share of all. */
const LARGEST = 1 / 16;
/** What an entry takes besides its answer and its key. */
const BYTES_OF_ENTRY = 600;
/** Longer keys are kept as their hash. */
const LONGEST_KEY = 500;
/** Who follows the changes may be held up; then it is quicker to read. */
const PATIENCE_MS = 250;

/**
 * Answers that were read before. Each equals one that is read at a snapshot taken after the request came, in every process and
 * without a time to live.
 *
 * Why it does: changes are handed on in the order of the log. An answer's statement began when all changes up to `since` had
 * been handed on, so it saw them. A request waits until all that was committed when it came has been handed on. If none of that
 * after `since` is of a table that the answer depends on, a statement now would read the same rows. Nothing need therefore be
 * looked at when an answer is stored, and nothing be told to this process.
 *
 * Whoever asks what is being read already waits for that, under the same condition; and where it does not hold, only one of
 * those who wait reads anew, which then is after all of them came.
 */
export class Cache {
  readonly counts = { hits: 0, misses: 0, stored: 0, outdated: 0 };
  readonly #kept: LRUCache<string, Entry>;
  readonly #underWay = new Map<string, Entry>();
  /** What is handed on is numbered; of each table, its last change. */
  readonly #changed = new Map<string, number>();
  #last = 0;
  #forgotten = 0;
  /** When it was last asked whether all was handed on, and answered. */
  #asked = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly freshness: Freshness,
    private readonly bounds: CacheBounds,
  ) {
    this.#kept = new LRUCache({
      maxSize: bounds.bytes,
      sizeCalculation: (entry, key) => BYTES_OF_ENTRY + 2 * key.length + lengthOf(dataOf(entry).json),
    });
  }

  /** How much is kept. */
  get size(): { answers: number; bytes: number } {
    return { answers: this.#kept.size, bytes: this.#kept.calculatedSize };
  }

  /** Takes that tables were changed. */
  take(tables: Iterable<string>): void {
    this.#last += 1;
    for (const table of tables) this.#changed.set(table, this.#last);
  }

  /** Forgets everything: changes may have been missed. */
  forget(): void {
    this.#last += 1;
    this.#forgotten = this.#last;
    this.#kept.clear();
  }

  /** The answer, kept or read. */
  async answer(question: Question): Promise<ExecutionResult> {
    // What is changed before changes are followed is never handed on.
    if (this.freshness.position === undefined) return question.read(() => {});
    const { key } = question;
    const known = this.#underWay.get(key) ?? this.#kept.get(key);
    if (known) {
      const entry = (await this.#isCurrent(known)) ? known : this.#renewed(key, known);
      // The first of those who waited has begun to read before the next goes on.
      const result = entry && (await entry.result);
      if (result) {
        this.counts.hits += 1;
        return result;
      }
    }
    this.counts.misses += 1;
    return this.#read(question);
  }

  /** Whether an entry is as if it were read now. A statement that has yet to begin will see whatever is committed. */
  async #isCurrent(entry: Entry): Promise<boolean> {
    return entry.since === undefined || ((await this.#caughtUp()) && this.#holds(entry));
  }

  #holds({ tables, since = this.#last }: Entry): boolean {
    if (this.#forgotten > since) return false;
    for (const table of tables) if ((this.#changed.get(table) ?? 0) > since) return false;
    return true;
  }

  /** What another request began to read meanwhile, in place of an entry that does not hold. */
  #renewed(key: string, outdated: Entry): Entry | undefined {
    if (!this.#holds(outdated) && this.#kept.peek(key) === outdated) {
      this.#kept.delete(key);
      this.counts.outdated += 1;
    }
    const other = this.#underWay.get(key);
    return other === outdated ? undefined : other;
  }

  async #read({ key, tables, read, isWhole }: Question): Promise<ExecutionResult> {
    const entry: Entry = { tables, since: undefined, result: Promise.resolve(undefined) };
    const reading = read(() => {
      entry.since = this.#last;
    });
    const isKept = ({ data, errors }: ExecutionResult) =>
      errors === undefined && (data as unknown) instanceof JsonData && isWhole();
    entry.result = reading.then(
      (result) => (isKept(result) ? result : undefined),
      () => undefined,
    );
    this.#underWay.set(key, entry);
    try {
      const result = await reading;
      if (isKept(result) && this.#holds(entry)) this.#keep(key, { ...entry, result });
      return result;
    } finally {
      if (this.#underWay.get(key) === entry) this.#underWay.delete(key);
    }
  }

  #keep(key: string, entry: Entry): void {
    const { json, holds } = dataOf(entry);
    if (lengthOf(json) > this.bounds.bytes * LARGEST) return;
    this.counts.stored += 1;
    this.#kept.set(key, { ...entry, result: { data: new JsonData([copyOf(json)], holds) as never } });
  }

  /** Waits until all that is committed by now was handed on; false where nobody can say so in time. */
  #caughtUp(): Promise<boolean> {
    const asked = performance.now();
    if (asked - this.#asked < this.bounds.stalenessMs) return Promise.resolve(true);
    return new Promise((resolve) => {
      const patience = setTimeout(resolve, PATIENCE_MS, false);
      const answer = (is: boolean) => {
        clearTimeout(patience);
        if (is) this.#asked = Math.max(this.#asked, asked);
        resolve(is);
      };
      this.freshness.caughtUp().then(
        () => answer(true),
        () => answer(false),
      );
    });
  }
}

/** What tells a question from all others: the plan that answers it, and what is bound. */
export function keyOf(plan: number, values: readonly unknown[]): string {
  const key = `${plan} ${JSON.stringify(values)}`;
  return key.length <= LONGEST_KEY ? key : createHash("sha256").update(key).digest("base64");
}

/** The data of an entry whose answer is whole. */
const dataOf = ({ result }: Entry): JsonData => (result as { data: unknown }).data as JsonData;
