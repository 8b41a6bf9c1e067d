import type { ExecutionResult } from "graphql";
import { LRUCache } from "lru-cache";
import { type Freshness, PatientFreshness } from "./freshness.js";
import type { Question } from "./question.js";
import { copyOf, JsonData, lengthOf } from "./run/answer.js";

/** How much is kept, and how old what is answered may be; 0 where every answer is as new as one that is read. */
export interface CacheBounds {
  bytes: number;
  stalenessMs: number;
}

/** When something was read, and what from. */
interface Reading {
  tables: ReadonlySet<string>;
  /** The last change that was handed on when its statement began; undefined until then. */
  since: number | undefined;
}

/** What is kept or under way. */
interface Entry extends Reading {
  result: ExecutionResult | Promise<ExecutionResult | undefined>;
  /** Whether anyone but the first wanted it. */
  wanted: boolean;
}

/** One answer may take this share of all. */
const LARGEST = 1 / 16;
/** What an entry takes besides its answer and its key. */
const BYTES_OF_ENTRY = 600;
/** Of so many questions whose answers are not kept it is known that they were asked. */
const MOST_ASKED = 10_000;
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
 *
 * To keep an answer costs a copy of it, so only one that is wanted again is kept: whose question was asked before, when it had
 * the same answer. What nobody asks twice, or what changes between any two who ask, then costs as much as without a cache.
 */
export class Cache {
  readonly counts = { hits: 0, misses: 0, stored: 0, outdated: 0 };
  readonly #kept: LRUCache<string, Entry>;
  readonly #underWay = new Map<string, Entry>();
  /** Questions that were asked, whose answers are not kept. */
  readonly #before = new LRUCache<string, Reading>({ max: MOST_ASKED });
  /** What is handed on is numbered; of each table, its last change. */
  readonly #changed = new Map<string, number>();
  #last = 0;
  #forgotten = 0;
  readonly #patient: PatientFreshness;

  constructor(
    private readonly freshness: Freshness,
    private readonly bounds: CacheBounds,
  ) {
    this.#patient = new PatientFreshness(freshness, bounds.stalenessMs);
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
    this.#before.clear();
  }

  /** The answer, kept or read. */
  async answer(question: Question): Promise<ExecutionResult> {
    // What is changed before changes are followed is never handed on.
    if (this.freshness.position === undefined) return question.read(() => {});
    const { key } = question;
    const underWay = this.#underWay.get(key);
    if (underWay) underWay.wanted = true;
    const known = underWay ?? this.#kept.get(key);
    if (known) {
      const entry = (await this.#isCurrent(known)) ? known : this.#renewed(key, known);
      if (entry) entry.wanted = true;
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
  async #isCurrent(entry: Reading): Promise<boolean> {
    return entry.since === undefined || ((await this.#patient.caughtUp()) && this.#holds(entry));
  }

  #holds({ tables, since = this.#last }: Reading): boolean {
    if (this.#forgotten > since) return false;
    for (const table of tables) if ((this.#changed.get(table) ?? 0) > since) return false;
    return true;
  }

  /** What another request began to read meanwhile, in place of an entry that does not hold. */
  #renewed(key: string, outdated: Entry): Entry | undefined {
    if (!this.#holds(outdated) && this.#kept.peek(key) === outdated) {
      this.#kept.delete(key);
      this.counts.outdated += 1;
      // Whatever is read next is wanted again.
      if (outdated.wanted)
        this.#before.set(key, { tables: outdated.tables, since: Number.POSITIVE_INFINITY });
    }
    const other = this.#underWay.get(key);
    return other === outdated ? undefined : other;
  }

  async #read({ key, tables, read, isWhole }: Question): Promise<ExecutionResult> {
    const entry: Entry = { tables, since: undefined, result: Promise.resolve(undefined), wanted: false };
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
      if (isKept(result) && this.#holds(entry)) this.#keepWanted(key, { ...entry, result });
      return result;
    } finally {
      if (this.#underWay.get(key) === entry) this.#underWay.delete(key);
    }
  }

  /** Keeps an answer that is wanted; of another it is only known from now on that it was asked for. */
  #keepWanted(key: string, entry: Entry): void {
    const before = this.#before.get(key);
    if (entry.wanted || (before && this.#holds(before))) {
      this.#before.delete(key);
      this.#keep(key, { ...entry, wanted: false });
    } else this.#before.set(key, { tables: entry.tables, since: entry.since });
  }

  #keep(key: string, entry: Entry): void {
    const data = dataOf(entry);
    if (lengthOf(data.json) > this.bounds.bytes * LARGEST) return;
    this.counts.stored += 1;
    this.#kept.set(key, { ...entry, result: { data: copyOf(data) as never } });
  }
}

/** The data of an entry whose answer is whole. */
const dataOf = ({ result }: Entry): JsonData => (result as { data: unknown }).data as JsonData;
