import pg from "pg";
import { WebSocket } from "ws";
import { setTimeout as pause } from "node:timers/promises";

/** Many subscribers in one process, which also makes the changes that they hear of. */
export interface Audience {
  /** Of the GraphQL endpoint, over http. */
  url: string;
  databaseUrl: string;
  subscribers: number;
  /** How many different selections they ask for. */
  selections: number;
  /** Whether what changed is published to the server, rather than written to the database. */
  publishes: boolean;
}

/** Changes that are made one batch after another, each when everyone has heard of the one before. */
export interface Round {
  batches: number;
  /** Rows that one transaction changes. */
  rows: number;
}

/** What came of a round: deliveries, and the time from the commit to each of them, in milliseconds. */
export interface Heard {
  deliveries: number;
  p50: number;
  p99: number;
}

const AT_A_TIME = 50;
const PATIENCE_MS = 60_000;
/** So that batches stand anywhere between two looks at the log. */
const PAUSE_MS = { least: 10, more: 50 };

const selectionOf = (number: number) =>
  `subscription { infrastructureSystemChanged { operation id node { id name s${number}: code owner { name } incidents { totalCount } } } }`;

process.once("message", async (audience: Audience) => {
  const { url, databaseUrl, subscribers, selections, publishes } = audience;
  const client = new pg.Client(databaseUrl);
  await client.connect();
  let [missing, committed] = [0, 0];
  let lags: number[] = [];
  let heardAll = () => {};
  const hear = (text: string) => {
    if (text.includes('"UPDATE"')) {
      lags.push(performance.now() - committed);
      if (--missing === 0) heardAll();
    } else if (text.includes('"errors"')) throw new Error(text);
  };
  for (let number = 0; number < subscribers; number += AT_A_TIME)
    await Promise.all(
      Array.from({ length: Math.min(AT_A_TIME, subscribers - number) }, (_, next) =>
        open(url.replace("http", "ws"), selectionOf((number + next) % selections), hear),
      ),
    );
  const { rows } = await client.query<{ id: string; name: string }>(
    "SELECT id, name FROM infrastructure_system ORDER BY id LIMIT 100",
  );
  let version = 0;
  const change = async (ids: string[]) => {
    if (publishes) {
      committed = performance.now();
      await fetch(new URL("/publish", url), { method: "POST", body: JSON.stringify(ids) });
      return;
    }
    version += 1;
    const values = [ids, ` #${version}`];
    await client.query(
      "UPDATE infrastructure_system SET name = split_part(name, ' #', 1) || $2 WHERE id = ANY($1)",
      values,
    );
    committed = performance.now();
  };
  process.on("message", async ({ batches, rows: many }: Round) => {
    lags = [];
    for (let batch = 0; batch < batches; batch++) {
      await pause(PAUSE_MS.least + Math.random() * PAUSE_MS.more);
      const all = new Promise<void>((resolve, reject) => {
        heardAll = resolve;
        setTimeout(() => reject(new Error(`${missing} deliveries are missing.`)), PATIENCE_MS).unref();
      });
      missing = many * subscribers;
      const ids = Array.from(
        { length: many },
        (_, n) => rows[(batch * many + n) % rows.length]?.id as string,
      );
      await change(ids);
      await all;
    }
    lags.sort((one, other) => one - other);
    const quantile = (share: number) => lags[Math.floor(share * lags.length)] ?? Number.NaN;
    process.send?.({ deliveries: lags.length, p50: quantile(0.5), p99: quantile(0.99) } satisfies Heard);
  });
  process.once("disconnect", async () => {
    if (!publishes)
      for (const { id, name } of rows)
        await client.query("UPDATE infrastructure_system SET name = $2 WHERE id = $1", [id, name]);
    process.exit(0);
  });
  process.send?.("open");
});

/** Opens a connection with one subscription, and waits until that was begun. */
function open(url: string, query: string, hear: (text: string) => void): Promise<void> {
  const socket = new WebSocket(url, "graphql-transport-ws", { perMessageDeflate: false });
  return new Promise((resolve, reject) => {
    socket.on("open", () => socket.send('{"type":"connection_init"}'));
    socket.on("error", reject);
    socket.on("close", (code, reason) => reject(new Error(`closed: ${code} ${reason}`)));
    socket.on("message", (data) => {
      const text = String(data);
      if (text.includes('"connection_ack"')) {
        socket.send(JSON.stringify({ id: "1", type: "subscribe", payload: { query } }), () => resolve());
      } else if (text.includes('"ping"')) socket.send('{"type":"pong"}');
      else hear(text);
    });
  });
}
