import type { Client } from "../changes/log.js";

/** A webhook as whoever delivers it needs it. */
export interface Held {
  name: string;
  url: string;
  query: string;
  variables: Record<string, unknown>;
  secrets: string[];
  cursor: string;
  /** Under which what is written counts. */
  term: string;
  /** How often the next event was sent in vain, and how long to wait before it is sent again. */
  attempts: number;
  waitMs: number;
}

/** An event that was given up and is to be sent again. */
export interface DeadLetter {
  seq: string;
  event: string;
  body: string;
}

/** What is written down of an attempt that failed. */
export interface Failure {
  error: string;
  /** When what cannot be delivered happened. */
  at: string | null;
  delayMs: number;
  /** After how long without a success it is paused. */
  pauseHours: number;
}

/** Another has the webhook, or an operator has changed it: nothing that is written under the old term counts. */
export class LostError extends Error {}

/** How long a webhook is held, unless that is renewed. */
export const LEASE_MS = 10_000;

const CLAIM = `
  UPDATE webhook SET term = term + 1, held_until = clock_timestamp() + interval '${LEASE_MS} ms'
  WHERE state = 'ACTIVE' AND held_until < clock_timestamp()
  RETURNING name, url, query, variables, secrets, cursor, term::text, attempts,
    CASE WHEN next_attempt_at > clock_timestamp() THEN extract(epoch FROM next_attempt_at - now()) * 1000 ELSE 0 END::float8 AS "waitMs"`;

const RENEW = `
  UPDATE webhook w SET held_until = clock_timestamp() + interval '${LEASE_MS} ms'
  FROM unnest($1::text[], $2::bigint[]) held (name, term)
  WHERE w.name = held.name AND w.term = held.term AND w.state = 'ACTIVE'
  RETURNING w.name, EXISTS (SELECT FROM webhook_dead_letter d WHERE d.webhook = w.name AND d.replayed) AS replays`;

const RELEASE = `
  UPDATE webhook w SET held_until = '-infinity' FROM unnest($1::text[], $2::bigint[]) held (name, term)
  WHERE w.name = held.name AND w.term = held.term`;

const MINE = "WHERE name = $1 AND term = $2 AND state = 'ACTIVE'";

const MOVE = `UPDATE webhook SET cursor = $3 ${MINE}`;

const DELIVERED = `
  UPDATE webhook SET cursor = $3, attempts = 0, failing_since = NULL, last_error = NULL, behind_since = NULL,
    delivered_at = clock_timestamp(), delivered_after = clock_timestamp() - $4::timestamptz
  ${MINE}`;

/** What a failure is to the webhook, whether its event is given up or not. */
const FAILING = `
  next_attempt_at = clock_timestamp() + $3 * interval '1 ms', last_error = $4, failing_since = coalesce(failing_since, now()),
  state = CASE WHEN failing_since < now() - $5 * interval '1 hour' THEN 'PAUSED' ELSE state END,
  reason = CASE WHEN failing_since < now() - $5 * interval '1 hour' THEN 'nothing was delivered for ' || $5 || ' hours; at last: ' || $4 END`;

const FAILED = `
  UPDATE webhook SET ${FAILING}, attempts = attempts + 1, behind_since = coalesce(behind_since, $6::timestamptz, now()) ${MINE} RETURNING state`;

const GIVEN_UP = `
  WITH given_up AS (UPDATE webhook SET ${FAILING}, attempts = 0, behind_since = NULL, cursor = $6 ${MINE} RETURNING name, state),
  letter AS (
    INSERT INTO webhook_dead_letter (webhook, event, body, attempts, last_error) SELECT name, $7, $8, $9, $4 FROM given_up
  )
  SELECT state FROM given_up`;

const PAUSED = `UPDATE webhook SET state = 'PAUSED', reason = $3, last_error = $3, failing_since = coalesce(failing_since, now()) ${MINE}`;

/** What the deliverers of all processes know of webhooks. Each step is one statement, so that it is done or not. */
export class Store {
  constructor(private readonly client: Client) {}

  /** Takes those that nobody holds. */
  async claim(): Promise<Held[]> {
    return (await this.client.query(CLAIM)).rows as Held[];
  }

  /** Whether there are any that are to be delivered, whoever holds them. */
  async any(): Promise<boolean> {
    const { rows } = await this.client.query("SELECT FROM webhook WHERE state = 'ACTIVE' LIMIT 1");
    return rows.length > 0;
  }

  /** Goes on holding some; returns which of them are held still, and whether dead letters of theirs are to be sent again. */
  async renew(held: readonly Held[]): Promise<Map<string, boolean>> {
    if (held.length === 0) return new Map();
    const { rows } = await this.client.query(RENEW, columns(held));
    return new Map(
      (rows as { name: string; replays: boolean }[]).map(({ name, replays }) => [name, replays]),
    );
  }

  /** Leaves them to whoever comes first. */
  async release(held: readonly Held[]): Promise<void> {
    await this.client.query(RELEASE, columns(held));
  }

  /** There was nothing to deliver up to a cursor. */
  async moved({ name, term }: Held, cursor: string): Promise<void> {
    await this.#mine(MOVE, [name, term, cursor]);
  }

  /** An event was taken that happened at a moment, unless it is about none. */
  async delivered({ name, term }: Held, cursor: string, at: string | null): Promise<void> {
    await this.#mine(DELIVERED, [name, term, cursor, at]);
  }

  /** Returns whether the webhook is paused by it. */
  async failed({ name, term }: Held, { error, at, delayMs, pauseHours }: Failure): Promise<boolean> {
    return this.#paused(FAILED, [name, term, delayMs, error, pauseHours, at]);
  }

  /** Moves an event to the dead letters; returns whether the webhook is paused by it. */
  async givenUp(
    { name, term, attempts }: Held,
    { error, delayMs, pauseHours }: Failure,
    event: { id: string; body: string; cursor: string },
  ): Promise<boolean> {
    const values = [name, term, delayMs, error, pauseHours, event.cursor, event.id, event.body, attempts + 1];
    return this.#paused(GIVEN_UP, values);
  }

  async paused({ name, term }: Held, reason: string): Promise<void> {
    await this.#mine(PAUSED, [name, term, reason]);
  }

  /** The oldest of the dead letters that are to be sent again. */
  async nextLetter({ name }: Held): Promise<DeadLetter | undefined> {
    const { rows } = await this.client.query(
      "SELECT seq::text, event, body FROM webhook_dead_letter WHERE webhook = $1 AND replayed ORDER BY seq LIMIT 1",
      [name],
    );
    return rows[0] as DeadLetter | undefined;
  }

  async letterDelivered({ seq }: DeadLetter): Promise<void> {
    await this.client.query("DELETE FROM webhook_dead_letter WHERE seq = $1", [seq]);
  }

  /** A dead letter could not be delivered either: it stays, and so do those that are to be sent after it. */
  async letterFailed({ name }: Held, { seq }: DeadLetter, error: string): Promise<void> {
    await this.client.query(
      `UPDATE webhook_dead_letter SET replayed = false, attempts = attempts + (seq = $2)::integer,
        last_error = CASE WHEN seq = $2 THEN $3 ELSE last_error END
      WHERE webhook = $1 AND replayed`,
      [name, seq, error],
    );
  }

  async #mine(statement: string, values: unknown[]): Promise<unknown[]> {
    const { rows, rowCount } = await this.client.query(statement, values);
    if (rowCount === 0) throw new LostError();
    return rows;
  }

  async #paused(statement: string, values: unknown[]): Promise<boolean> {
    const [row] = await this.#mine(statement, values);
    return (row as { state: string }).state === "PAUSED";
  }
}

const columns = (held: readonly Held[]): [string[], string[]] => [
  held.map(({ name }) => name),
  held.map(({ term }) => term),
];
