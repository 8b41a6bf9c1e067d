import type { Readable } from "node:stream";
import { type BrotliCompress, constants, createBrotliCompress, createGzip } from "node:zlib";
import type { DoneFuncWithErrOrRes, FastifyReply, FastifyRequest } from "fastify";
import Negotiator from "negotiator";

/** How an answer can be made smaller. */
export type Encoding = "br" | "gzip";

/** The best first: it is taken among those that a client likes equally. */
const KNOWN = ["br", "gzip", "identity"];

/** Below this, what is saved is less than a packet. */
const LEAST_BYTES = 1024;

const { BROTLI_PARAM_LGWIN: WINDOW, BROTLI_PARAM_QUALITY: QUALITY, BROTLI_PARAM_SIZE_HINT: SIZE } = constants;

/** The encoding that a client likes best; undefined where that is none. */
export function encodingFor({ headers }: FastifyRequest): Encoding | undefined {
  if (headers["accept-encoding"] === undefined) return undefined;
  // @ts-expect-error Its types do not know yet that one can say what to take among equals.
  const best = new Negotiator({ headers }).encoding(KNOWN, { preferred: KNOWN });
  return best === "identity" ? undefined : (best as Encoding | undefined);
}

/** Bytes that are compressed in other threads while they are read. */
export function compressed(pieces: Buffer[], encoding: Encoding): Readable {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const encoder = encoding === "br" ? createBrotli(length) : createGzip({ level: 6 });
  // They are in memory anyway, so there is nothing to gain by waiting for the encoder.
  for (const piece of pieces) encoder.write(piece);
  encoder.end();
  return encoder;
}

/** As quick as gzip, and smaller by a third where an answer is long; a window that is larger than the answer costs memory and time. */
function createBrotli(length: number): BrotliCompress {
  const window = Math.min(22, Math.max(16, Math.ceil(Math.log2(length))));
  return createBrotliCompress({ params: { [QUALITY]: 5, [WINDOW]: window, [SIZE]: length } });
}

/** A hook that compresses what is about to be sent, where the client takes it and it is worth it. */
export function compress(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
  done: DoneFuncWithErrOrRes,
): void {
  const whole = typeof payload === "string" || Buffer.isBuffer(payload);
  const encoding = whole && payload.length >= LEAST_BYTES ? encodingFor(request) : undefined;
  if (!whole || !encoding) {
    done(null, payload);
    return;
  }
  reply.header("content-encoding", encoding).removeHeader("content-length");
  done(null, compressed([Buffer.isBuffer(payload) ? payload : Buffer.from(payload)], encoding));
}
