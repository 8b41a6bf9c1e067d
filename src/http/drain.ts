import type { Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { takenBy } from "./unread.js";

const LOOK_MS = 50;

/** Waits until no more than so much waits for a client; returns false for one that has taken nothing for so long, or is gone. */
export async function drained(
  socket: Socket,
  waiting: () => number,
  { most, patienceMs }: { most: number; patienceMs: number },
): Promise<boolean> {
  for (let [taken, since] = [takenBy(socket), performance.now()]; waiting() > most; ) {
    await pause(LOOK_MS);
    if (socket.destroyed) return false;
    const now = performance.now();
    if (takenBy(socket) > taken) [taken, since] = [takenBy(socket), now];
    else if (now - since >= patienceMs) return false;
  }
  return true;
}
