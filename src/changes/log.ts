import { had, type Part, Pending, type Position, within } from "./position.js";

/** What is used of a connection of the driver. */
export interface Client {
  query(
    query: string | { name: string; text: string; values: unknown[] },
    values?: unknown[],
  ): Promise<{ rows: unknown[]; rowCount: number | null }>;
}

/** One row's change, without its images: they stay in the log. */
export interface Change {
  seq: bigint;
  operation: "INSERT" | "UPDATE" | "DELETE";
  /** The table, and the key; of a key of several columns, all of them with spaces between. */
  entity: string;
  id: string;
  /** The columns that differ; empty unless it is an update. */
  changed: string[];
  /** When the statement began that made it, who ran it, and for which request. */
  at: Date;
  actor: string | null;
  request: string | null;
  /** The position that has had it, and whatever comes before it. */
  position: Position;
}

/** Some changes of one transaction or several, in order, and the position after them. */
export interface Page {
  changes: Change[];
  position: Position;
}

/** The log no longer holds what is asked for. */
export class TrimmedError extends Error {}

const PAGE_ROWS = 1000;

/** Transactions that were not had, in the order of their last changes, and what is running meanwhile. */
const LIST = `
  SELECT pg_current_snapshot()::text AS snapshot, n.xid::text, n.count
  FROM (VALUES (0)) one LEFT JOIN (
    SELECT c.xid, max(c.seq) AS last, count(*)::integer AS count FROM (
      SELECT xid, seq FROM change WHERE xid >= $1::xid8
      UNION ALL
      SELECT xid, seq FROM change WHERE xid = ANY($2::xid8[]) AND xid < $1::xid8
    ) c
    WHERE c.xid <> $3::xid8 OR c.seq > $4::bigint
    GROUP BY c.xid
  ) n ON true
  ORDER BY n.xid IS DISTINCT FROM $3::xid8, n.last`;

const COLUMNS = `c.seq::text AS seq, c.entity, c.id, c.at, c.actor, c.request,
  CASE WHEN c.before IS NULL THEN 'INSERT' WHEN c.after IS NULL THEN 'DELETE' ELSE 'UPDATE' END AS operation,
  ARRAY(SELECT a.key FROM jsonb_each(c.after) a JOIN jsonb_each(c.before) b USING (key) WHERE a.value <> b.value ORDER BY a.key) AS changed`;

const WHOLE = `SELECT ${COLUMNS} FROM change c WHERE c.xid = ANY($1::xid8[]) AND (c.xid <> $2::xid8 OR c.seq > $3::bigint)
  ORDER BY array_position($1::xid8[], c.xid), c.seq`;
const PIECE = `SELECT ${COLUMNS} FROM change c WHERE c.xid = $1::xid8 AND c.seq > $2::bigint ORDER BY c.seq LIMIT ${PAGE_ROWS}`;

interface Listed {
  snapshot: string;
  xid: string | null;
  count: number;
}

interface Transaction {
  xid: bigint;
  /** How many changes of it were not had. */
  count: number;
}

type ChangeRow = Omit<Change, "seq" | "position"> & { seq: string };
type Read = Omit<Change, "position">;

/** Of no transaction. */
const NO_PART: Part = { xid: 0n, seq: 0n };

/**
 * The changes that a position has not had and that are committed by now, in pages; returns the position after all of them.
 * With `until`, which covers that position and is within no transaction, only those that it has had.
 * Throws a TrimmedError where some of them are gone; whether the position itself is too old is for the caller to see.
 */
export async function* changesSince(
  client: Client,
  since: Position,
  until?: Position,
): AsyncGenerator<Page, Position> {
  const { part = NO_PART } = since;
  const { transactions, running } = await list(client, since, part, until);
  const pending = new Pending(
    running,
    transactions.map(({ xid }) => xid),
  );
  let position = since;
  // Of a transaction that was read in pieces nothing may be left.
  if (since.part && transactions[0]?.xid !== part.xid) position = pending.after(position, part.xid);
  for (let start = 0, end = 0; start < transactions.length; start = end) {
    end = endOfPage(transactions, start);
    const batch = transactions.slice(start, end);
    const [first] = batch as [Transaction];
    if (batch.length > 1) {
      const rows = await readWhole(client, batch, part);
      const changes: Change[] = [];
      for (const { xid, count } of batch) {
        const next = pending.after(position, xid);
        changes.push(...placed(rows.splice(0, count), xid, position, next));
        position = next;
      }
      yield { changes, position };
      continue;
    }
    let { count } = first;
    let { seq } = first.xid === part.xid ? part : NO_PART;
    while (count > 0) {
      const rows = await readPiece(client, first, seq, count);
      count -= rows.length;
      seq = (rows.at(-1) as Read).seq;
      const next =
        count === 0 ? pending.after(position, first.xid) : within(position, { xid: first.xid, seq });
      const changes = placed(rows, first.xid, position, next);
      position = next;
      yield { changes, position };
    }
  }
  // What ended without having left a change needs no place any more.
  return { ...position, out: position.out.filter((xid) => running.includes(xid)) };
}

/** Changes of one transaction, each with its position; the last one's is given. */
function placed(rows: readonly Read[], xid: bigint, before: Position, last: Position): Change[] {
  return rows.map((row, place) => ({
    ...row,
    position: place === rows.length - 1 ? last : within(before, { xid, seq: row.seq }),
  }));
}

async function list(client: Client, { xmax, out }: Position, part: Part, until: Position | undefined) {
  const values = [String(xmax), out.map(String), String(part.xid), String(part.seq)];
  // It is asked so often that planning it would be most of the work.
  const { rows } = await client.query({ name: "changes", text: LIST, values });
  const listed = rows as Listed[];
  const transactions: Transaction[] = [];
  const running = runningIn((listed[0] as Listed).snapshot);
  for (const { xid, count } of listed) {
    if (xid === null) continue;
    const transaction = { xid: BigInt(xid), count };
    // What is beyond is as if it had not ended yet.
    if (until && !had(until, transaction.xid)) running.push(transaction.xid);
    else transactions.push(transaction);
  }
  return { transactions, running };
}

/** Where a page ends that begins with a transaction: as many as it has room for, but one at least. */
function endOfPage(transactions: readonly Transaction[], start: number): number {
  let [rows, end] = [0, start];
  while (end < transactions.length) {
    rows += (transactions[end] as Transaction).count;
    if (end > start && rows > PAGE_ROWS) break;
    end += 1;
  }
  return end;
}

async function readWhole(client: Client, batch: readonly Transaction[], part: Part): Promise<Read[]> {
  const { rows } = await client.query(WHOLE, [
    batch.map(({ xid }) => String(xid)),
    String(part.xid),
    String(part.seq),
  ]);
  const changes = (rows as ChangeRow[]).map(readRow);
  if (changes.length !== batch.reduce((sum, { count }) => sum + count, 0)) throw new TrimmedError();
  return changes;
}

async function readPiece(client: Client, { xid }: Transaction, seq: bigint, count: number): Promise<Read[]> {
  const { rows } = await client.query(PIECE, [String(xid), String(seq)]);
  if (rows.length !== Math.min(count, PAGE_ROWS)) throw new TrimmedError();
  return (rows as ChangeRow[]).map(readRow);
}

const readRow = (row: ChangeRow): Read => ({ ...row, seq: BigInt(row.seq) });

/** The transactions that are running, of a snapshot's text. */
function runningIn(snapshot: string): bigint[] {
  const running = snapshot.split(":")[2];
  return running ? running.split(",").map(BigInt) : [];
}

/** The position that has had whatever is committed by now. */
export async function currentPosition(client: Client): Promise<Position> {
  const { rows } = await client.query("SELECT xmax::text, out::text[] FROM change_position()");
  const [{ xmax, out }] = rows as [{ xmax: string; out: string[] }];
  return { xmax: BigInt(xmax), out: out.map(BigInt) };
}
