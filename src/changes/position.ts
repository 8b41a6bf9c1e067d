/**
 * How far a reader of the change log is: the set of transactions that it has had.
 *
 * Transactions commit in another order than that in which they are numbered, so "all up to number n" would skip those that
 * commit late. A position is instead everything below `xmax`, except for the transactions in `out`, which were still running;
 * and of a transaction that is read in pieces, the `part` that was had.
 *
 * Why nothing is skipped and nothing comes twice: a row of the log is new if and only if its transaction is not in the set. One
 * statement reads the new rows and the snapshot that says which transactions are running; it sees all rows of those that ended
 * before and none of the others. After a transaction is handed on, the set holds it; what the snapshot shows as running below
 * `xmax`, and what the same batch has yet to hand on, is in `out`. A transaction that was rolled back leaves `out` with the next
 * batch.
 *
 * Why no row goes back: whoever changes a row that another transaction has changed waits until that one has committed. So the
 * later change has a higher `seq`, and whatever snapshot sees it sees the earlier one too. The earlier one's transaction is
 * therefore in an earlier batch; or in the same, where transactions come in the order of their last `seq`. For the same reason a
 * transaction comes after all those of which it could have read something.
 *
 * Why a long transaction holds nobody up: it is one number in `out`, until it commits and comes whole. There are at most as many
 * as there are connections and prepared transactions.
 *
 * Why `xmax` is one above the highest transaction that was handed on, never that of a snapshot: after a crash PostgreSQL may give
 * out a number again whose transaction left no trace. One that was seen to commit has left it.
 */
export interface Position {
  readonly xmax: bigint;
  /** In rising order. */
  readonly out: readonly bigint[];
  readonly part?: Part;
}

/** What was had of a transaction: its rows up to one. */
export interface Part {
  readonly xid: bigint;
  readonly seq: bigint;
}

/** Whether all of a transaction was had. */
export function had({ xmax, out, part }: Position, xid: bigint): boolean {
  return xid < xmax && !out.includes(xid) && part?.xid !== xid;
}

/** Whether whatever one position has had, another has had too. */
export function covers(whole: Position, { xmax, out, part }: Position): boolean {
  if (part && !had(whole, part.xid)) return false;
  if (xmax > whole.xmax) return false;
  return whole.out.every((xid) => xid >= xmax || out.includes(xid));
}

/** Transactions that a follower is yet to have: those that its snapshot shows as under way, and those of its batch. */
export class Pending {
  /** In falling order: what is handed on next is among the last, where little has to move. */
  readonly #xids: bigint[];

  constructor(running: readonly bigint[], waiting: readonly bigint[]) {
    this.#xids = rising([...running, ...waiting]).reverse();
  }

  /** The position after one of them. */
  after({ xmax }: Position, xid: bigint): Position {
    const place = this.#xids.lastIndexOf(xid);
    if (place >= 0) this.#xids.splice(place, 1);
    const reached = xid >= xmax ? xid + 1n : xmax;
    return { xmax: reached, out: this.#below(reached) };
  }

  #below(xmax: bigint): bigint[] {
    const below: bigint[] = [];
    for (let place = this.#xids.length - 1; place >= 0; place -= 1) {
      const xid = this.#xids[place] as bigint;
      if (xid >= xmax) break;
      below.push(xid);
    }
    return below;
  }
}

/** The position within a transaction, of which rows up to one were had. */
export function within({ xmax, out }: Position, part: Part): Position {
  // The transaction itself is not had yet: below xmax it stays out.
  return { xmax, out: part.xid < xmax ? rising([...out, part.xid]) : out, part };
}

const rising = (xids: bigint[]): bigint[] =>
  Array.from(new Set(xids)).sort((left, right) => (left < right ? -1 : 1));
