import type { Readable } from "node:stream";
import { constants, createBrotliCompress, createGzip } from "node:zlib";
import type { DoneFuncWithErrOrRes, FastifyReply, FastifyRequest } from "fastify";
import Negotiator from "negotiator";

/** How an answer can be made smaller. */
export type Encoding = "br" | "gzip";

/** The best first: it is taken among those that a client likes equally. */
const KNOWN = ["br", "gzip", "identity"];

/** Below this, what is saved is less than a packet. */
const LEAST_BYTES = 1024;

/** As quick as gzip's usual level, and smaller by a third where an answer is long. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/** The encoding that a client likes best; undefined where that is none. */
export function encodingFor({ headers }: FastifyRequest): Encoding | undefined {
  if (headers["accept-encoding"] === undefined) return undefined;
  // @ts-expect-error Its types do not know yet that one can say what to take among equals.
  const best = new Negotiator({ headers }).encoding(KNOWN, { preferred: KNOWN });
  return best === "identity" ? undefined : (best as Encoding | undefined);
}

/** Bytes that are compressed in other threads while they are read. */
export function compressed(pieces: Buffer[], encoding: Encoding): Readable {
  const encoder = encoding === "br" ? createBrotliCompress(BROTLI) : createGzip({ level: 6 });
  // They are in memory anyway, so there is nothing to gain by waiting for the encoder.
  for (const piece of pieces) encoder.write(piece);
  encoder.end();
  return encoder;
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
  done(null, compressed([Buffer.from(payload as string)], encoding));
}
