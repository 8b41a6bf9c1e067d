import pg from "pg";
import { type EmbeddedServer, startEmbedded } from "../../src/database/embedded/index.js";
import { newFolder, until } from "../processes.js";

/** A PostgreSQL of a test's own, which it may crash, and which takes prepared transactions. */
export class Postgres {
  private constructor(
    private readonly server: EmbeddedServer,
    readonly url: string,
  ) {}

  static async start(): Promise<Postgres> {
    const folder = newFolder();
    // How many may be prepared is read at the start alone.
    const first = await startEmbedded(folder);
    const client = await until(() => connected(urlOf(first)));
    await client.query("ALTER SYSTEM SET max_prepared_transactions = 20");
    await client.end();
    await first.stop();
    const server = await startEmbedded(folder);
    return new Postgres(server, urlOf(server));
  }

  /** A connection, as soon as there is one. */
  connect(): Promise<pg.Client> {
    return until(() => connected(this.url));
  }

  /** Kills one of its processes, upon which it ends all others at once and recovers from its write-ahead log. */
  async crash(kind: "walwriter" | "checkpointer" | "client backend"): Promise<void> {
    const client = await this.connect();
    const { rows } = await client.query(
      "SELECT pid FROM pg_stat_activity WHERE backend_type = $1 ORDER BY random() LIMIT 1",
      [kind],
    );
    for (const { pid } of rows) process.kill(pid, "SIGKILL");
    await client.end().catch(() => {});
  }

  stop(): Promise<void> {
    return this.server.stop();
  }
}

const urlOf = ({ user, host }: EmbeddedServer): string =>
  `postgres://${user}@${encodeURIComponent(host)}/postgres`;

async function connected(url: string): Promise<pg.Client | undefined> {
  const client = new pg.Client(url);
  client.on("error", () => {});
  return client.connect().then(
    () => client,
    () => undefined,
  );
}
