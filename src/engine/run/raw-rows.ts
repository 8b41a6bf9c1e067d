import type { Socket } from "node:net";

/** One column of a row as PostgreSQL sent it, in as many pieces as it came in; null where it is null. */
export type Bytes = Buffer[] | null;

/** Who is given a row instead of the driver. */
export interface RowTaker {
  /** A row of more bytes is not kept. */
  readonly mostBytes: number;
  refuse(bytes: number): void;
  take(row: Bytes[]): void;
}

/** A row of which not all may have come. */
interface Gathered {
  taker: RowTaker;
  bytes: number;
  parts: Buffer[];
}

const NOTHING: Buffer = Buffer.alloc(0);
/** How much of rows is taken before others have their turn; the system would hand over several megabytes at once. */
const AT_A_TIME = 256 * 1024;
/** Of a message of PostgreSQL's protocol: a letter for its kind, and the length of the rest with that of itself. */
const HEAD = 5;
const DATA_ROW = "D".charCodeAt(0);

/**
 * What PostgreSQL sends on a connection. The driver makes strings of rows, which an answer would only be made bytes of
 * again: rows that somebody takes are kept from it as they are, while it reads everything else. A row of 345 kB takes
 * 1.8 ms of CPU this way against the driver's 9.9; on small rows nothing is gained, and nothing lost.
 */
export class Wire {
  taker: RowTaker | undefined;
  readonly #driver: ((chunk: Buffer) => void)[];
  /** The beginning of a head of which the end has not come yet. */
  #rest = NOTHING;
  /** How much is still to come of the message at hand. */
  #left = 0;
  /** The row at hand, where it is being taken. */
  #row: Gathered | undefined;
  /** How much of rows has come since others had their turn. */
  #since = 0;

  /** To be made while nothing is under way on the connection. */
  constructor(private readonly stream: Socket) {
    this.#driver = stream.listeners("data") as never;
    stream.removeAllListeners("data");
    stream.on("data", (chunk: Buffer) => this.#read(chunk));
  }

  #read(came: Buffer): void {
    const chunk = this.#rest.length > 0 ? Buffer.concat([this.#rest, came]) : came;
    this.#rest = NOTHING;
    /** Up to where the driver has been given everything that is its own. */
    let given = 0;
    let at = 0;
    while (at < chunk.length) {
      if (this.#left > 0) {
        const end = Math.min(at + this.#left, chunk.length);
        this.#left -= end - at;
        if (this.#row) {
          this.#gather(this.#row, chunk.subarray(at, end));
          given = end;
        }
        at = end;
      } else if (chunk.length - at < HEAD) {
        this.#rest = chunk.subarray(at);
        break;
      } else {
        this.#left = chunk.readUInt32BE(at + 1) - (HEAD - 1);
        if (this.taker && chunk[at] === DATA_ROW) {
          this.#give(chunk.subarray(given, at));
          given = at + HEAD;
          this.#row = { taker: this.taker, bytes: this.#left, parts: [] };
        }
        at += HEAD;
      }
    }
    this.#give(chunk.subarray(given, at));
  }

  #give(chunk: Buffer): void {
    if (chunk.length > 0) for (const listener of this.#driver) listener(chunk);
  }

  /** Reads no more until everyone else has had their turn. */
  #giveWay(): void {
    this.#since = 0;
    this.stream.pause();
    setImmediate(() => this.stream.resume());
  }

  #gather({ taker, bytes, parts }: Gathered, part: Buffer): void {
    this.#since += part.length;
    if (this.#since >= AT_A_TIME) this.#giveWay();
    const refused = bytes > taker.mostBytes;
    if (!refused) parts.push(part);
    if (this.#left > 0) return;
    this.#row = undefined;
    if (refused) taker.refuse(bytes);
    else taker.take(new RowReader(parts).columns());
  }
}

/** Reads a row: the number of its columns, then each behind its length, which is -1 for null. */
class RowReader {
  #part = 0;
  #at = 0;

  constructor(private readonly parts: Buffer[]) {}

  columns(): Bytes[] {
    const count = concatenated(this.#next(2)).readUInt16BE(0);
    return Array.from({ length: count }, () => {
      const length = concatenated(this.#next(4)).readInt32BE(0);
      return length < 0 ? null : this.#next(length);
    });
  }

  /** So many bytes, in pieces that are no copies. */
  #next(length: number): Buffer[] {
    const pieces: Buffer[] = [];
    for (let left = length; left > 0; ) {
      const part = this.parts[this.#part] as Buffer;
      const piece = part.subarray(this.#at, this.#at + left);
      if (piece.length > 0) pieces.push(piece);
      left -= piece.length;
      this.#at += piece.length;
      if (this.#at === part.length) {
        this.#part += 1;
        this.#at = 0;
      }
    }
    return pieces;
  }
}

/** Pieces as one, which is a copy where there are more than one. */
export const concatenated = (pieces: Buffer[]): Buffer =>
  pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces);
