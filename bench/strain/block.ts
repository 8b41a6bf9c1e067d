import type { Running } from "../contenders/process.ts";
import type { Dear } from "./dearest.ts";
import { attacks } from "./hostile.ts";
import { send } from "./send.ts";

/** How long one request held the event loop up. */
export interface Blocked {
  name: string;
  status: number;
  bytes: number;
  /** In milliseconds: the least of some repeats, since others on the machine can only add to it. */
  least: number;
  /** The greatest of them, the first among them, when nothing was compiled yet. */
  most: number;
}

export const TIMES = 3;

/** Sends every request that might hold the event loop up, one at a time, and asks after each how long it did. */
export async function block(running: Running, dear: Dear[]): Promise<Blocked[]> {
  const blocked: Blocked[] = [];
  let number = 0;
  for (const { name, make } of attacks(dear)) {
    const held: number[] = [];
    let [status, bytes, beginning] = [0, 0, ""];
    for (let repeat = 0; repeat < TIMES; repeat += 1) {
      number += 1;
      const sent = make(number);
      await running.state();
      ({ status, bytes, beginning } = await send(running.url, sent).catch((error) => ({
        status: 0,
        bytes: 0,
        beginning: String(error),
      })));
      held.push((await running.state()).held);
    }
    const one = { name, status, bytes, least: Math.min(...held), most: Math.max(...held) };
    blocked.push(one);
    console.log(
      `  ${name.padEnd(60)} ${String(status).padStart(3)} ${String(bytes).padStart(9)} B ${one.least.toFixed(0).padStart(5)} ms (${one.most.toFixed(0)})${status >= 400 || status === 0 ? `  ${beginning.slice(0, 140)}` : ""}`,
    );
  }
  return blocked;
}
