import type { DataSource } from "typeorm";
import { ReportError } from "../../schema/errors.js";
import { Cursors, type Lineage } from "../changes/cursor.js";
import type { Page } from "../changes/log.js";
import type { Position } from "../changes/position.js";
import type { ChangeReader, Listener, ResetReason } from "../changes/reader.js";
import { startOf } from "../changes/start.js";
import type { Config } from "../config.js";
import type { Asked } from "./asked.js";
import { Follower, type Start } from "./follower.js";
import { Group, type Live } from "./group.js";
import { History } from "./history.js";
import { Away } from "./message.js";
import type { Places } from "./places.js";
import type { Subscription } from "./subscription.js";
import type { Topic } from "./topic.js";

/** A group while subscriptions use it. */
interface Shared {
  group: Promise<Group>;
  made?: Group;
  users: number;
}

/** All subscriptions of the process: one listener of the log, and a group for each thing that is asked. */
export class Hub implements Listener {
  /** Those of events, which several groups may tell of. */
  readonly cursors = new Cursors(() => this.lineage);
  readonly #groups = new Map<string, Shared>();
  readonly #history: History;
  readonly #live: Live;

  constructor(
    dataSource: DataSource,
    private readonly changes: ChangeReader,
    private readonly places: Places,
    config: Pick<Config, "progressSeconds">,
  ) {
    this.#history = new History(dataSource);
    this.#live = {
      get position() {
        return changes.position as Position;
      },
      history: (...asked) => this.#history.read(...asked),
      progressMs: config.progressSeconds * 1000,
    };
    changes.listen(this, false);
  }

  get groups(): number {
    return this.#groups.size;
  }

  /** What cursors are written with, and up to where the log is trimmed, as far as that is known. */
  get lineage(): Lineage {
    const own = this.changes.lineage as Lineage;
    const { latest } = this.#history;
    return latest?.id === own.id ? latest : own;
  }

  take(page: Page): void {
    for (const { made } of this.#groups.values()) made?.take(page);
  }

  reset(reason: ResetReason): void {
    for (const { made } of this.#groups.values()) made?.reset(reason);
  }

  /** Makes a subscription that begins behind a cursor, or now. Throws where that is no cursor, or there are too many already. */
  async subscribe(
    { key, name }: Pick<Asked, "key" | "name">,
    after: string | undefined,
    createTopic: () => Promise<Topic>,
    byOperator = false,
  ): Promise<Subscription> {
    this.places.take(byOperator);
    this.changes.listen(this, true);
    const shared = this.#share(key, createTopic);
    const leave = () => this.#leave(key, shared);
    try {
      const start = await this.#startOf(after);
      const group = await shared.group;
      return this.places.open(name, (sink) => new Follower(group, this.#live, sink, start), leave);
    } catch (error) {
      leave();
      throw error instanceof Away
        ? new ReportError("SERVICE_UNAVAILABLE", "The database does not answer.")
        : error;
    }
  }

  async stop(): Promise<void> {
    this.changes.leave(this);
    await this.#history.close();
  }

  #share(key: string, createTopic: () => Promise<Topic>): Shared {
    const known = this.#groups.get(key);
    if (known) {
      known.users += 1;
      return known;
    }
    const make = async () => {
      const topic = await createTopic();
      // Before the first look there is no position.
      await this.changes.caughtUp();
      shared.made = new Group(topic, this.#live);
      return shared.made;
    };
    const shared: Shared = { users: 1, group: make() };
    shared.group.catch(() => {});
    this.#groups.set(key, shared);
    return shared;
  }

  #leave(key: string, shared: Shared): void {
    this.places.leave();
    shared.users -= 1;
    if (shared.users === 0) {
      if (this.#groups.get(key) === shared) this.#groups.delete(key);
      shared.group.then(
        (group) => group.close(),
        () => {},
      );
    }
    if (this.#groups.size === 0) this.changes.listen(this, false);
  }

  async #startOf(after: string | undefined): Promise<Start> {
    await this.changes.caughtUp();
    if (after === undefined) return {};
    return startOf(after, await this.#history.lineage(), this.#live.position);
  }
}
