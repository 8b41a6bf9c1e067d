import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import type { Random } from "../random.js";
import { shortened, type Written } from "./truth.js";

/** How many topics writers fight for; few enough that they meet. */
export const ROWS = 24;
/** More than a page of the log has. */
const MANY = 1200;

/** What a writer needs besides the tables: what tells of a transaction whether it was committed, and an order of changes. */
export const OWN_TABLES = `
  CREATE TABLE written (name text PRIMARY KEY);
  CREATE SEQUENCE written_order`;

const RETURNING =
  "RETURNING coalesce(new.id, old.id) AS id, old.id AS old_id, old.name AS before, new.name AS after, nextval('written_order')::float8 AS order";

/** What PostgreSQL refuses while all is well: deadlocks, locks not had in time, ids taken meanwhile. */
const REFUSED = /^(40P01|55P03|23505|53400)$/;

interface Returned {
  id: string;
  old_id: string | null;
  before: string | null;
  after: string | null;
  order: number;
}

interface Transaction {
  name: string;
  changes: Written[];
}

/** Writes topics, and keeps an account of what it has committed that owes nothing to the log. */
export class Writer {
  readonly committed: Written[] = [];
  /** Whose commit had no answer. */
  readonly #unsettled: Transaction[] = [];
  /** Whose commit is under way. */
  #ending: Transaction | undefined;
  #count = 0;

  constructor(
    private readonly url: string,
    private readonly random: Random,
    private readonly name: string,
  ) {}

  /** Writes until it is stopped, through whatever happens to the server. */
  async write(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      await this.#connected(async (client) => {
        // A commit that asks not to be waited for must not be handed on before it is safe.
        await client.query(`SET synchronous_commit = ${this.random.chance(0.3) ? "off" : "on"}`);
        while (!stop.aborted) await this.#transact(client);
      });
      if (this.#ending) this.#unsettled.push(this.#ending);
      this.#ending = undefined;
      await pause(50);
    }
  }

  /** How many commits had no answer. */
  get unsettled(): number {
    return this.#unsettled.length;
  }

  /** Finds out what became of the commits that had no answer. */
  async settle(client: pg.Client): Promise<void> {
    await finishPrepared(client, this.name);
    const { rows } = await client.query("SELECT name FROM written WHERE name = ANY($1)", [
      this.#unsettled.map(({ name }) => name),
    ]);
    const names = new Set(rows.map(({ name }) => name));
    for (const { name, changes } of this.#unsettled) if (names.has(name)) this.committed.push(...changes);
  }

  async #connected(work: (client: pg.Client) => Promise<void>): Promise<void> {
    const client = new pg.Client(this.url);
    client.on("error", () => {});
    try {
      await client.connect();
      await client.query("SET lock_timeout = '200ms'");
      await finishPrepared(client, this.name);
      await work(client);
    } catch (error) {
      if (!isOfConnection(error)) throw error;
    } finally {
      await client.end().catch(() => {});
    }
  }

  async #transact(client: pg.Client): Promise<void> {
    const { random } = this;
    this.#count += 1;
    const name = `${this.name}_${this.#count}`;
    const changes: Written[] = [];
    const mark = () => client.query("INSERT INTO written VALUES ($1)", [name]);
    // Whoever has a number early and changes rows late commits in another order than that of the numbers.
    const early = random.chance(0.5);
    await client.query("BEGIN");
    try {
      if (early) await mark();
      if (random.chance(0.02)) await pause(random.below(3000));
      for (let step = random.below(6); step >= 0; step -= 1)
        changes.push(...(await this.#step(client, `${name}.${step}`)));
      if (!early) await mark();
      if (random.chance(0.02)) await pause(random.below(1500));
      if (random.chance(0.15)) await client.query("ROLLBACK");
      else await this.#end(client, { name, changes });
    } catch (error) {
      if (!REFUSED.test((error as { code?: string }).code ?? "")) throw error;
      await client.query("ROLLBACK");
      this.#ending = undefined;
    }
  }

  async #end(client: pg.Client, transaction: Transaction): Promise<void> {
    const { random } = this;
    this.#ending = transaction;
    if (random.chance(0.1)) {
      await client.query(`PREPARE TRANSACTION '${transaction.name}'`);
      await pause(random.below(80));
      if (random.chance(0.2)) {
        await client.query(`ROLLBACK PREPARED '${transaction.name}'`);
        this.#ending = undefined;
        return;
      }
      await client.query(`COMMIT PREPARED '${transaction.name}'`);
    } else {
      const { command } = await client.query("COMMIT");
      if (command !== "COMMIT") throw new Error(`A commit ended as ${command}.`);
    }
    this.committed.push(...transaction.changes);
    this.#ending = undefined;
  }

  /** One statement, alone or within a savepoint; what is rolled back has changed nothing. */
  async #step(client: pg.Client, stamp: string): Promise<Written[]> {
    const { random } = this;
    if (!random.chance(0.25)) return this.#change(client, stamp);
    await client.query("SAVEPOINT s");
    const changes = await this.#change(client, stamp);
    const back = random.chance(0.5);
    await client.query(back ? "ROLLBACK TO s" : "RELEASE s");
    return back ? [] : changes;
  }

  async #change(client: pg.Client, stamp: string): Promise<Written[]> {
    await client.query("SELECT set_config('cuulong.actor', $1, true)", [stamp]);
    const { rows } = await client.query<Returned>(`${this.#statement(stamp)} ${RETURNING}`);
    return rows.flatMap((row) => changesOf(row, stamp));
  }

  #statement(stamp: string): string {
    const { random } = this;
    const row = `topic:w${random.below(ROWS)}`;
    const other = `topic:w${random.below(ROWS)}`;
    const short = `${random.pick(["a", "b", "c"])}-${stamp}`;
    const name = random.chance(0.03) ? `${short} ${"k".repeat(20_000)}` : short;
    const insert = `INSERT INTO topic (id, name) VALUES ('${row}', '${name}') ON CONFLICT (id)`;
    const many = `'topic:many-${this.name}'`;
    const choice = random.next();
    if (choice < 0.2) return `${insert} DO NOTHING`;
    if (choice < 0.55) return `${insert} DO UPDATE SET name = excluded.name`;
    if (choice < 0.7) return `UPDATE topic SET name = id || '-${name}' WHERE id IN ('${row}', '${other}')`;
    if (choice < 0.75) return `UPDATE topic SET name = name WHERE id = '${row}'`;
    if (choice < 0.85) return `DELETE FROM topic WHERE id = '${row}'`;
    if (choice < 0.9) return `UPDATE topic SET id = '${other}', name = '${name}' WHERE id = '${row}'`;
    if (choice < 0.993) return `UPDATE topic SET name = '${name}' WHERE id = '${row}'`;
    if (choice < 0.996) return `DELETE FROM topic WHERE starts_with(id, ${many})`;
    // Many long ones would be gigabytes to those who ask for much of each.
    return `INSERT INTO topic (id, name) SELECT ${many} || i, '${short}' FROM generate_series(1, ${MANY}) i
      ON CONFLICT (id) DO UPDATE SET name = excluded.name`;
  }
}

/** A row that gets another id is one that goes and one that comes. */
function changesOf({ id, old_id, before, after, order }: Returned, stamp: string): Written[] {
  const [was, is] = [before && shortened(before), after && shortened(after)];
  if (old_id !== null && old_id !== id)
    return [
      { id: old_id, stamp, before: was, after: null, order },
      { id, stamp, before: null, after: is, order },
    ];
  return was === is ? [] : [{ id, stamp, before: was, after: is, order }];
}

/** Commits what a crash has left prepared. */
async function finishPrepared(client: pg.Client, name: string): Promise<void> {
  const { rows } = await client.query("SELECT gid FROM pg_prepared_xacts WHERE starts_with(gid, $1)", [
    `${name}_`,
  ]);
  for (const { gid } of rows) await client.query(`COMMIT PREPARED '${gid}'`);
}

/** Whether an error comes of a server that has crashed or is yet to recover; anything else is for the test to see. */
const isOfConnection = (error: unknown): boolean =>
  error instanceof pg.DatabaseError
    ? /^(57P0\d|08...)$/.test(error.code ?? "")
    : /ECONN|EPIPE|ENOENT|connection/i.test(String(error));
