import { type Lineage, readCursor } from "../changes/cursor.js";
import { lineageOf } from "../changes/lineage.js";
import type { Client } from "../changes/log.js";
import { StartError } from "../errors.js";
import { newSecret } from "./signature.js";

/** A webhook as its operator sees it; its secrets are not among it. */
export interface Webhook {
  name: string;
  url: string;
  state: "ACTIVE" | "PAUSED";
  /** Why it is paused. */
  reason: string | null;
  /** Whether a process delivers it. */
  held: boolean;
  /** For how many seconds an event has waited that could not be delivered. */
  lag: number | null;
  attempts: number;
  nextAttemptAt: Date | null;
  lastError: string | null;
  deliveredAt: Date | null;
  /** How many seconds after it happened the last event was delivered. */
  deliveredAfter: number | null;
  deadLetters: number;
}

/** The same with all that is known of it. */
export interface WebhookInFull extends Webhook {
  query: string;
  variables: Record<string, unknown>;
  createdAt: Date;
  cursor: string;
  /** How many secrets it is signed with: two while they are rotated. */
  secrets: number;
}

/** An event that was given up. */
export interface DeadLetter {
  event: string;
  body: string;
  /** When it was given up. */
  at: Date;
  attempts: number;
  lastError: string;
  /** Whether it is to be sent again. */
  replayed: boolean;
}

/** What a new webhook is made of. */
export interface NewWebhook {
  name: string;
  url: string;
  query: string;
  variables: Record<string, unknown>;
  /** Behind which cursor it begins; now where there is none. */
  after?: string | undefined;
}

const COLUMNS = `
  name, url, state, reason, state = 'ACTIVE' AND held_until > now() AS held, extract(epoch FROM now() - behind_since)::float8 AS lag, attempts,
    CASE WHEN attempts > 0 THEN next_attempt_at END AS "nextAttemptAt", last_error AS "lastError",
    delivered_at AS "deliveredAt", extract(epoch FROM delivered_after)::float8 AS "deliveredAfter",
    (SELECT count(*)::integer FROM webhook_dead_letter d WHERE d.webhook = name) AS "deadLetters"`;
const FULL = `${COLUMNS}, query, variables, created_at AS "createdAt", cursor, cardinality(secrets) AS secrets`;

const LETTERS = `
  SELECT event, body, at, attempts, last_error AS "lastError", replayed FROM webhook_dead_letter WHERE webhook = $1 ORDER BY seq`;

/** Takes a webhook from whoever delivers it, so that what was changed holds at once. */
const ANEW = "term = term + 1, held_until = '-infinity'";
const AT_ONCE = `attempts = 0, next_attempt_at = '-infinity', failing_since = NULL, behind_since = NULL, ${ANEW}`;

/** What operators do with webhooks. Throws StartErrors that they can read. */
export class Registry {
  constructor(private readonly client: Client) {}

  /** Makes a webhook; returns the secret that its receiver checks signatures with. */
  async add({ name, url, query, variables, after }: NewWebhook): Promise<string> {
    checkName(name);
    // Where the database is another than its log was written in, its cursors are of another history from now on.
    const lineage = await lineageOf(this.client);
    if (after !== undefined) checkCursor(after, lineage);
    const secret = newSecret();
    const { rowCount } = await this.client.query(
      `INSERT INTO webhook (name, url, query, variables, secrets, cursor) VALUES ($1, $2, $3, $4, $5, coalesce($6, change_cursor()))
      ON CONFLICT DO NOTHING`,
      [name, url, query, JSON.stringify(variables), [secret], after],
    );
    if (!rowCount) throw new StartError(`There is a webhook ${name} already.`);
    return secret;
  }

  async list(): Promise<Webhook[]> {
    return (await this.client.query(`SELECT ${COLUMNS} FROM webhook ORDER BY name`)).rows as Webhook[];
  }

  async find(name: string): Promise<WebhookInFull> {
    const { rows } = await this.client.query(`SELECT ${FULL} FROM webhook WHERE name = $1`, [name]);
    if (!rows[0]) throw unknown(name);
    return rows[0] as WebhookInFull;
  }

  /** Its dead letters, in the order in which they were given up. */
  async deadLetters(name: string): Promise<DeadLetter[]> {
    return (await this.client.query(LETTERS, [name])).rows as DeadLetter[];
  }

  async pause(name: string): Promise<void> {
    await this.#change(name, `state = 'PAUSED', reason = 'by its operator', ${ANEW}`);
  }

  /** Has it delivered again from where it is, at once. */
  async resume(name: string): Promise<void> {
    await this.#change(name, `state = 'ACTIVE', reason = NULL, ${AT_ONCE}`);
  }

  /** Has its dead letters sent again; returns how many there are. */
  async replay(name: string): Promise<number> {
    await this.#check(name);
    const { rowCount } = await this.client.query(
      "UPDATE webhook_dead_letter SET replayed = true WHERE webhook = $1",
      [name],
    );
    return rowCount ?? 0;
  }

  /** Has everything delivered again that is behind a cursor. */
  async replayAfter(name: string, cursor: string): Promise<void> {
    checkCursor(cursor, await lineageOf(this.client));
    await this.#change(name, `cursor = $2, ${AT_ONCE}`, cursor);
  }

  /** Begins to sign with a new secret beside the old one; returns the new one. */
  async rotate(name: string): Promise<string> {
    const secret = newSecret();
    const { rows } = await this.client.query(
      `UPDATE webhook SET secrets = array_prepend($2, secrets), ${ANEW} WHERE name = $1 AND cardinality(secrets) = 1 RETURNING name`,
      [name, secret],
    );
    if (rows.length > 0) return secret;
    await this.#check(name);
    throw new StartError(
      `${name} has two secrets already; cuulong webhook rotate ${name} --finish forgets the old one.`,
    );
  }

  /** Forgets the old secret. */
  async finishRotation(name: string): Promise<void> {
    await this.#change(name, `secrets = secrets[1:1], ${ANEW}`);
  }

  async remove(name: string): Promise<void> {
    const { rowCount } = await this.client.query("DELETE FROM webhook WHERE name = $1", [name]);
    if (!rowCount) throw unknown(name);
  }

  async #check(name: string): Promise<void> {
    const { rowCount } = await this.client.query("SELECT FROM webhook WHERE name = $1", [name]);
    if (!rowCount) throw unknown(name);
  }

  async #change(name: string, change: string, ...values: unknown[]): Promise<void> {
    const { rowCount } = await this.client.query(`UPDATE webhook SET ${change} WHERE name = $1`, [
      name,
      ...values,
    ]);
    if (!rowCount) throw unknown(name);
  }
}

/** Throws a StartError for a name that no webhook may have. */
export function checkName(name: string): void {
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(name))
    throw new StartError(`"${name}" is not a webhook's name: small letters, digits and hyphens, at most 63.`);
}

/** A cursor of another history is taken: it leads to a reset, which the partner is sent. */
function checkCursor(text: string, lineage: Lineage): void {
  try {
    readCursor(text, lineage);
  } catch (error) {
    throw new StartError((error as Error).message);
  }
}

const unknown = (name: string): StartError =>
  new StartError(`There is no webhook ${name}; cuulong webhook list shows those that there are.`);
