import { createHash, timingSafeEqual } from "node:crypto";
import { InputError } from "../../schema/errors.js";
import type { Position } from "./position.js";

/** What the cursors of one history are made and read with. */
export interface Lineage {
  /** Which history the numbers of transactions belong to, in hexadecimal digits. */
  id: string;
  key: Buffer;
  /** Up to which transaction the log may have been trimmed. */
  trimmed: bigint;
}

/** Version, lineage, xmax, what is out, what was had of a part, signature. */
const CURSOR =
  /^1\.(?<id>[0-9a-f]{8})\.(?<xmax>\d{1,20})\.(?<out>[\d,]*)\.(?<part>\d+,\d+)?\.(?<signature>[0-9a-f]{8})$/;

/**
 * The text of a position, as the SQL function change_cursor makes it too. It hides nothing, and whoever holds it has no rights
 * by it; it is signed so that a damaged one is an error, never silence.
 */
export function writeCursor({ xmax, out, part }: Position, { id, key }: Lineage): string {
  const body = `1.${id}.${xmax}.${out.join(",")}.${part ? `${part.xid},${part.seq}` : ""}`;
  return Buffer.from(`${body}.${signature(body, key)}`).toString("base64url");
}

/** The cursors of a history that several ask for at a time: each is signed once. */
export class Cursors {
  #written = new WeakMap<Position, string>();
  #lineage: string | undefined;

  constructor(private readonly lineage: () => Lineage) {}

  /** The cursor behind which the log holds everything. */
  get oldest(): string {
    return oldestCursorOf(this.lineage());
  }

  of(position: Position): string {
    const lineage = this.lineage();
    if (this.#lineage !== lineage.id) this.#written = new WeakMap();
    this.#lineage = lineage.id;
    const written = this.#written.get(position) ?? writeCursor(position, lineage);
    this.#written.set(position, written);
    return written;
  }
}

/** The cursor behind which the log holds everything. */
export const oldestCursorOf = (lineage: Lineage): string =>
  writeCursor({ xmax: lineage.trimmed + 1n, out: [] }, lineage);

/** Reads a cursor; undefined where it belongs to another history. Throws BAD_USER_INPUT for a text that is none of ours. */
export function readCursor(text: string, { id, key }: Lineage): Position | undefined {
  const plain = Buffer.from(text, "base64url").toString("latin1");
  const read = CURSOR.exec(plain)?.groups;
  const body = plain.slice(0, plain.lastIndexOf("."));
  if (!read?.signature || !equal(read.signature, signature(body, key)) || !isAsWritten(text, plain))
    throw damaged(text);
  if (read.id !== id) return undefined;
  const [xid, seq] = numbers(read.part);
  return {
    xmax: BigInt(read.xmax as string),
    out: numbers(read.out),
    ...(xid !== undefined && seq !== undefined && { part: { xid, seq } }),
  };
}

/** Which history a cursor of ours belongs to. */
export const lineageIdOf = (cursor: string): string =>
  Buffer.from(cursor, "base64url").toString("latin1").split(".", 2)[1] ?? "";

/** Whether some of what a position has not had may be gone. */
export const isTrimmed = ({ xmax, out }: Position, { trimmed }: Lineage): boolean =>
  xmax <= trimmed || out.some((xid) => xid <= trimmed);

const numbers = (text = ""): bigint[] => (text === "" ? [] : text.split(",").map(BigInt));

const signature = (body: string, key: Buffer): string =>
  createHash("sha256").update(key).update(body).update(key).digest("hex").slice(0, 8);

const equal = (left: string, right: string): boolean =>
  left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));

/** Node reads more than one text as the same bytes. */
const isAsWritten = (text: string, plain: string): boolean =>
  Buffer.from(plain, "latin1").toString("base64url") === text;

const damaged = (text: string): InputError =>
  new InputError(
    `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}" is not a cursor of changes; give one as an answer or an event had it.`,
  );
