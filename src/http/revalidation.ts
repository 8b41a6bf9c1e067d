import { createHash } from "node:crypto";
import etag from "etag";
import type { FastifyReply, FastifyRequest } from "fastify";
import fresh from "fresh";
import { runsOf } from "./pieces.js";

/** The tag of a text. A weak one holds for every encoding; nobody can ask for a range of an answer, which would take a strong one. */
export const tagOf = (text: string): string => etag(text, { weak: true });

/** The same of a long text in pieces. */
export async function tagOfPieces(pieces: Buffer[]): Promise<string> {
  const hash = createHash("sha1");
  let bytes = 0;
  for await (const run of runsOf(pieces))
    for (const piece of run) {
      hash.update(piece);
      bytes += piece.length;
    }
  return `W/"${bytes.toString(16)}-${hash.digest("base64").slice(0, 27)}"`;
}

/** Says that a cache may keep an answer, but must ask about it; returns whether it has the same one already. */
export function revalidates({ headers }: FastifyRequest, reply: FastifyReply, tag: string): boolean {
  reply.header("etag", tag).header("cache-control", "no-cache");
  // What a browser adds of its own when a script asks so, Cache-Control: no-cache, takes nothing back.
  if (!fresh({ "if-none-match": headers["if-none-match"] }, { etag: tag })) return false;
  reply.code(304).removeHeader("content-type").removeHeader("content-length");
  return true;
}
