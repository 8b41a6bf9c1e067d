import type { Page } from "../changes/log.js";
import type { ChangeReader, Listener } from "../changes/reader.js";
import type { Config } from "../config.js";
import type { Abandonment } from "../engine/run/abandonment.js";
import { stringify } from "../engine/run/answer.js";
import { Lanes } from "../engine/run/lanes.js";
import { FOR_EVER_MS } from "../engine/run/turns.js";
import type { LiveAsked } from "./live-asked.js";
import { type Answered, EVERY_TABLE, LiveQuery } from "./live-query.js";
import { Away } from "./message.js";
import type { Places } from "./places.js";
import { Refused, type RowReader } from "./row-reader.js";
import type { Subscription } from "./subscription.js";
import { Watcher } from "./watcher.js";

/** What is wrong for now, and not with the question. */
const PASSING = ["SERVICE_UNAVAILABLE", "TIMED_OUT"];

/** A live query while somebody watches it. */
interface Shared {
  query: LiveQuery;
  users: number;
}

/** All live queries of the process: one listener of the log, and one query for all who ask the same. */
export class LiveQueries implements Listener {
  readonly counts = { executions: 0 };
  readonly #shared = new Map<string, Shared>();
  readonly #lanes: Lanes;

  constructor(
    private readonly changes: ChangeReader,
    private readonly places: Places,
    private readonly reader: RowReader,
    private readonly config: Pick<Config, "poolSize" | "heavy" | "liveRecheckSeconds">,
  ) {
    // Of the connections, most are left to queries however much changes; and heavy ones hold up no others.
    const turns = { waiting: Number.POSITIVE_INFINITY, patienceMs: FOR_EVER_MS };
    this.#lanes = new Lanes({
      heavy: { ...turns, cost: config.heavy.cost, running: 1 },
      middling: { ...turns, cost: 0, running: Math.max(1, Math.floor(config.poolSize / 4)) },
    });
    changes.listen(this, false);
  }

  get size(): number {
    return this.#shared.size;
  }

  take({ changes }: Page): void {
    this.#expire(new Set(changes.map(({ entity }) => entity)));
  }

  reset(): void {
    this.#expire(new Set([EVERY_TABLE]));
  }

  /** Opens a live query, whose first answer is as new as the call. Throws what keeps it from being answered. */
  async open(asked: LiveAsked): Promise<Subscription> {
    this.places.take();
    this.changes.listen(this, true);
    const shared = this.#share(asked);
    const leave = () => this.#leave(asked.key, shared);
    try {
      // What was committed before the call has been handed on then, and what is later will be.
      await this.changes.caughtUp();
      await shared.query.current();
      return this.places.open(asked.name, (sink) => new Watcher(shared.query, sink), leave);
    } catch (error) {
      leave();
      throw error;
    }
  }

  stop(): void {
    this.changes.leave(this);
  }

  #expire(tables: ReadonlySet<string>): void {
    for (const { query } of this.#shared.values()) query.take(tables);
  }

  #share(asked: LiveAsked): Shared {
    const known = this.#shared.get(asked.key);
    if (known) {
      known.users += 1;
      return known;
    }
    let cost = 0;
    const query = new LiveQuery({
      throttleMs: asked.throttleMs,
      recheckMs: this.config.liveRecheckSeconds * 1000,
      answer: (abandonment) =>
        this.#lanes.take(cost, abandonment, async () => {
          const answered = await this.#answer(asked, abandonment);
          cost = answered.cost;
          return answered;
        }),
      failure: (error) => (error instanceof Refused ? error.errors : [this.reader.format(error)]),
    });
    const shared = { query, users: 1 };
    this.#shared.set(asked.key, shared);
    return shared;
  }

  #leave(key: string, shared: Shared): void {
    this.places.leave();
    shared.users -= 1;
    if (shared.users > 0) return;
    this.#shared.delete(key);
    shared.query.close();
    if (this.#shared.size === 0) this.changes.listen(this, false);
  }

  /** Answers it as if a client had asked it as a query. */
  async #answer(
    { document, operation, given }: LiveAsked,
    abandonment: Abandonment,
  ): Promise<Answered & { cost: number }> {
    const { engine, format, createContext } = this.reader;
    let tables: ReadonlySet<string> | undefined;
    const takeDependencies = (known: typeof tables) => {
      tables = known;
    };
    const context = createContext({ abandonment, takeDependencies });
    this.counts.executions += 1;
    const result = await engine
      .execute({ document, operation, variables: given, context })
      // What is refused as a whole is thrown.
      .catch((error) => ({ errors: [error] }));
    const errors = result.errors?.map((error) => format(error));
    if (errors?.some(({ extensions }) => PASSING.includes(String(extensions?.code)))) throw new Away(errors);
    if (!("data" in result) || result.data === undefined) throw new Refused(errors ?? []);
    const json = stringify({ data: result.data, ...(errors && { errors }) });
    return {
      // PostgreSQL breaks lines between the values of long lists, and never within one.
      answer: { json: json.includes("\n") ? json.replaceAll("\n", " ") : json },
      // What ordinary execution reads, nobody lists.
      tables: context.trace.fallbacks === 0 ? tables : undefined,
      cost: context.trace.cost,
    };
  }
}
