import type { FormattedExecutionResult } from "graphql";
import { concatenated } from "./raw-rows.js";

/** JSON in pieces: texts of ours, and values as PostgreSQL sent them. */
export type Json = (string | Buffer[])[];

/** What stands around the data of an answer. */
const [BEFORE, AFTER] = ['{"data":', "}"];

/** The data of an answer as JSON, passed on as PostgreSQL wrote it. */
export class JsonData {
  constructor(
    readonly json: Json,
    /** Whether any field of the root holds something. */
    readonly holds: boolean,
    /** The whole of an answer that has nothing else to say. */
    readonly answer: Json = [BEFORE, ...json, AFTER],
  ) {}

  toJSON(): unknown {
    return JSON.parse(textOf(this.json));
  }
}

/** An answer as JSON; data that is JSON already is not read again. */
export function answerJson(answer: FormattedExecutionResult): Json {
  const data: unknown = answer.data;
  if (!(data instanceof JsonData)) return [JSON.stringify(answer)];
  const { errors, extensions } = answer;
  if (!errors && !extensions) return data.answer;
  const before = errors ? `"errors":${JSON.stringify(errors)},` : "";
  const after = extensions ? `,"extensions":${JSON.stringify(extensions)}` : "";
  return [`{${before}"data":`, ...data.json, `${after}}`];
}

/** Whether the data of an answer is more than is best made one text of. */
export const isLong = ({ data }: FormattedExecutionResult): boolean =>
  data instanceof JsonData && !isShort(data.json);

/** An answer as text. */
export const stringify = (answer: FormattedExecutionResult): string => textOf(answerJson(answer));

export function textOf(json: Json): string {
  let text = "";
  for (const piece of json) text += typeof piece === "string" ? piece : concatenated(piece).toString();
  return text;
}

/** The same in bytes, which are not copied. */
export const bytesOf = (json: Json): Buffer[] =>
  json.flatMap((piece) => (typeof piece === "string" ? Buffer.from(piece) : piece));

/** How many bytes it has. */
export function lengthOf(json: Json): number {
  let length = 0;
  for (const piece of json)
    if (typeof piece === "string") length += Buffer.byteLength(piece);
    else for (const bytes of piece) length += bytes.length;
  return length;
}

const PIECE_BYTES = 256 * 1024;

/** The same in bytes of its own: a piece as PostgreSQL sent it keeps all that came with it in memory. */
export function copyOf({ holds, answer }: JsonData): JsonData {
  const whole = Buffer.allocUnsafeSlow(lengthOf(answer));
  let length = 0;
  for (const bytes of bytesOf(answer)) length += bytes.copy(whole, length);
  const data = whole.subarray(BEFORE.length, -AFTER.length);
  return new JsonData([piecesOf(data)], holds, [piecesOf(whole)]);
}

const piecesOf = (whole: Buffer): Buffer[] =>
  Array.from({ length: Math.ceil(whole.length / PIECE_BYTES) }, (_, n) =>
    whole.subarray(n * PIECE_BYTES, (n + 1) * PIECE_BYTES),
  );

/** Node sends a text together with the head of its response, which a short answer is best served by. */
const SHORT = 8192;

export const isShort = (json: Json): boolean => lengthOf(json) <= SHORT;
