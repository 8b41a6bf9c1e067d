import { createServer } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";

/** The least that a process does which finds out by asking whether something was committed: one trivial statement, every so often. */
const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
await client.connect();
createServer((_request, response) => response.end("{}")).listen(Number(process.env.PORT), "127.0.0.1");
process.once("SIGTERM", () => process.exit(0));
for (;;) {
  await client.query({ name: "snapshot", text: "SELECT pg_current_snapshot()::text", values: [] });
  await pause(Number(process.env.POLL_MS));
}
