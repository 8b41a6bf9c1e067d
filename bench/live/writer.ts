import { setTimeout as pause } from "node:timers/promises";
import type { Client } from "pg";

/** What was written beside something else. */
export interface Written {
  writes: number;
  seconds: number;
}

const ROWS = 200;

/** Changes single incidents, so many a second, each in a transaction of its own, while something is done; afterwards they are as before. */
export async function write<Result>(
  client: Client,
  rate: number,
  work: () => Promise<Result>,
): Promise<{ result: Result; writes: Written }> {
  const { rows } = await client.query<{ id: string; name: string }>(
    "SELECT id, name FROM security_incident ORDER BY id LIMIT $1",
    [ROWS],
  );
  const rename = "UPDATE security_incident SET name = $2 WHERE id = $1";
  const began = performance.now();
  let [writes, done] = [0, false];
  const writing = (async () => {
    while (!done) {
      const { id, name } = rows[writes % ROWS] as (typeof rows)[number];
      await client.query({ name: "rename", text: rename, values: [id, `${name} ${writes}`] });
      writes += 1;
      await pause(Math.max(0, began + (1000 / rate) * writes - performance.now()));
    }
  })();
  try {
    const result = await work();
    return { result, writes: { writes, seconds: (performance.now() - began) / 1000 } };
  } finally {
    done = true;
    await writing;
    for (const { id, name } of rows) await client.query(rename, [id, name]);
  }
}
