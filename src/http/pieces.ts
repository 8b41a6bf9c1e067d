import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { setImmediate as turn } from "node:timers/promises";

/** How much is done at a time of what is long, less than a millisecond's worth; then others have their turn. */
const AT_A_TIME = 256 * 1024;

/** Pieces in runs of about as much as is done at a time; everyone else has their turn between them. */
export async function* runsOf(pieces: Buffer[]): AsyncGenerator<Buffer[]> {
  let run: Buffer[] = [];
  let bytes = 0;
  for (const piece of pieces) {
    run.push(piece);
    bytes += piece.length;
    if (bytes < AT_A_TIME) continue;
    yield run;
    run = [];
    bytes = 0;
    await turn();
  }
  yield run;
}

/** Writes pieces as fast as they are read, and ends the answer. A client that goes away ends it before. */
export async function writePieces(answer: ServerResponse, pieces: Buffer[]): Promise<void> {
  // What is done in one go needs nobody to wait for.
  if (isShort(pieces)) {
    for (const piece of pieces) answer.write(piece);
    answer.end();
    return;
  }
  for await (const run of runsOf(pieces)) {
    if (answer.writableNeedDrain && !answer.destroyed) await drained(answer);
    if (answer.destroyed) return;
    for (const piece of run) answer.write(piece);
  }
  answer.end();
}

function isShort(pieces: Buffer[]): boolean {
  let bytes = 0;
  for (const piece of pieces) bytes += piece.length;
  return bytes <= AT_A_TIME;
}

/** Waits until there is room for more, or the client is gone. */
async function drained(answer: ServerResponse): Promise<void> {
  const gone = new AbortController();
  const leave = () => gone.abort();
  answer.once("close", leave);
  await once(answer, "drain", { signal: gone.signal }).catch(() => {});
  answer.off("close", leave);
}
