import type { GraphQLFormattedError } from "graphql";
import { Abandonment } from "../engine/run/abandonment.js";
import { type Answer, Away, PATIENCE_MS } from "./message.js";

/** What a live query asks, and how often. */
export interface LiveQuestion {
  /** How much time passes at least from one answer to the next. */
  throttleMs: number;
  /** After how much time it is asked again where it is not known what its answer depends on. */
  recheckMs: number;
  /** Answers it from a snapshot that is taken after the call. Throws Away where it cannot be answered for now. */
  answer(abandonment: Abandonment): Promise<Answered>;
  /** What clients see of something that went wrong. */
  failure(error: unknown): readonly GraphQLFormattedError[];
}

/** An answer, and the tables that it depends on; undefined where that is not known. */
export interface Answered {
  answer: Answer;
  tables: ReadonlySet<string> | undefined;
}

/** Who is handed its answers. */
interface Watching {
  take(answer: Answer): void;
  fail(errors: readonly GraphQLFormattedError[]): void;
}

/** Stands for every table, where it is not known which have changed. */
export const EVERY_TABLE = "*";

/**
 * A query that is answered whenever its answer may be another, once for all who ask it.
 *
 * Why no change is lost: a change that is handed on while nothing is executed makes the answer outdated if it is of a table that
 * the answer depends on. While something is executed, what is handed on is remembered, and held against what the new answer
 * depends on. Whatever was handed on before an execution began, its snapshot holds. Nobody who watches is therefore left with an
 * answer that is outdated and not about to be replaced.
 */
export class LiveQuery {
  readonly #watchers = new Set<Watching>();
  readonly #abandonment = new Abandonment();
  #latest: Answered | undefined;
  /** Whether something has changed that the latest answer depends on. */
  #outdated = false;
  /** The tables that have changed since the execution under way began. */
  #meanwhile = new Set<string>();
  #running: Promise<Answered> | undefined;
  /** When an answer was last delivered, or none was needed. */
  #delivered = Number.NEGATIVE_INFINITY;
  /** What the next delivery waits for; kept while it is made. */
  #next: NodeJS.Timeout | undefined;
  #recheck: NodeJS.Timeout | undefined;
  #patience = PATIENCE_MS.first;
  #closed = false;

  constructor(private readonly question: LiveQuestion) {}

  /** Sends whoever watches the latest answer, which there must be, and every later one. */
  join(watcher: Watching): void {
    this.#watchers.add(watcher);
    if (this.#latest) watcher.take(this.#latest.answer);
  }

  leave(watcher: Watching): void {
    this.#watchers.delete(watcher);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#next);
    clearTimeout(this.#recheck);
    this.#abandonment.abandon();
  }

  /** Takes that tables have changed. */
  take(changed: ReadonlySet<string>): void {
    if (this.#running) for (const table of changed) this.#meanwhile.add(table);
    else if (this.#latest && dependsOn(this.#latest, changed)) this.#expire();
  }

  /** An answer that is as new as the call: what was handed on before it is in it. */
  async current(): Promise<Answered> {
    // What is under way may have begun before that.
    await this.#running?.catch(() => {});
    if (this.#running) return this.#running;
    return this.#latest && !this.#outdated ? this.#latest : this.#execute();
  }

  #execute(): Promise<Answered> {
    this.#meanwhile = new Set();
    const execute = async () => {
      try {
        return this.#keep(await this.question.answer(this.#abandonment));
      } finally {
        this.#running = undefined;
      }
    };
    this.#running = execute();
    return this.#running;
  }

  #keep({ answer, tables }: Answered): Answered {
    const isSame = this.#latest?.answer.json === answer.json;
    const kept = { answer: isSame && this.#latest ? this.#latest.answer : answer, tables };
    if (!this.#latest) this.#delivered = performance.now();
    this.#latest = kept;
    this.#outdated = false;
    clearTimeout(this.#recheck);
    if (tables === undefined && !this.#closed) {
      const afterMs = Math.max(this.question.recheckMs, this.question.throttleMs);
      this.#recheck = setTimeout(() => this.#expire(), afterMs).unref();
    }
    if (dependsOn(kept, this.#meanwhile)) this.#expire();
    return kept;
  }

  #expire(): void {
    this.#outdated = true;
    this.#deliverAfter(this.#delivered + this.question.throttleMs - performance.now());
  }

  #deliverAfter(milliseconds: number): void {
    if (this.#closed) return;
    this.#next ??= setTimeout(() => void this.#deliver(), Math.max(0, milliseconds)).unref();
  }

  /** Delivers what is current. */
  async #deliver(): Promise<void> {
    try {
      const { answer } = await this.current();
      this.#patience = PATIENCE_MS.first;
      this.#delivered = performance.now();
      this.#next = undefined;
      for (const watcher of this.#watchers) watcher.take(answer);
      if (this.#outdated) this.#expire();
    } catch (error) {
      this.#next = undefined;
      if (this.#closed) return;
      if (!(error instanceof Away)) return this.#fail(error);
      this.#deliverAfter(this.#patience);
      this.#patience = Math.min(2 * this.#patience, PATIENCE_MS.longest);
    }
  }

  #fail(error: unknown): void {
    const errors = this.question.failure(error);
    for (const watcher of this.#watchers) watcher.fail(errors);
  }
}

/** Whether an answer may be another after some tables have changed. */
function dependsOn({ tables }: Answered, changed: ReadonlySet<string>): boolean {
  if (changed.size === 0) return false;
  if (tables === undefined || changed.has(EVERY_TABLE)) return true;
  for (const table of changed) if (tables.has(table)) return true;
  return false;
}
