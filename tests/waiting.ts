import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";

/** Runs something while nobody can read the agencies: who asks for them waits. */
export async function whileAgenciesAreLocked(
  { url }: { url: string },
  work: () => Promise<void>,
): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query("BEGIN; LOCK TABLE agency IN ACCESS EXCLUSIVE MODE");
    await work();
  } finally {
    await client.end();
  }
}

/** Waits until something holds; fails where it does not for some seconds. */
export async function eventually(holds: () => Promise<boolean>, seconds = 5): Promise<void> {
  let held = await holds();
  for (let tries = 0; tries < 40 * seconds && !held; tries += 1) {
    await pause(25);
    held = await holds();
  }
  expect(held).toBe(true);
}

/** How often others have their turn while something is done. */
export async function turnsBeside(work: () => Promise<unknown>): Promise<number> {
  let [turns, over] = [0, false];
  const count = () => {
    turns += 1;
    if (!over) setImmediate(count);
  };
  setImmediate(count);
  await work();
  over = true;
  return turns;
}
