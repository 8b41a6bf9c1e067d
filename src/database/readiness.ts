import type pg from "pg";
import type { DataSource } from "typeorm";
import { Connection, connectionOptionsOf } from "./connection.js";
import { MIGRATIONS } from "./migrations/index.js";

const PATIENCE_MS = 2_000;

/** Whether the database can be asked; found out on a connection of its own, so that it does not wait for requests. */
export class Readiness {
  readonly #options: pg.ClientConfig;
  #client: Promise<pg.Client> | undefined;
  #checking: Promise<string | undefined> | undefined;

  constructor(dataSource: DataSource) {
    this.#options = {
      ...connectionOptionsOf(dataSource),
      connectionTimeoutMillis: PATIENCE_MS,
      query_timeout: PATIENCE_MS,
    };
  }

  /** Why it cannot be asked; undefined where it can. Who asks at the same time is given the same answer. */
  reason(): Promise<string | undefined> {
    this.#checking ??= this.#check().finally(() => {
      this.#checking = undefined;
    });
    return this.#checking;
  }

  async close(): Promise<void> {
    const client = await this.#client?.catch(() => undefined);
    this.#client = undefined;
    await client?.end().catch(() => {});
  }

  async #check(): Promise<string | undefined> {
    try {
      this.#client ??= this.#connect();
      const client = await this.#client;
      const { rows } = await client.query("SELECT name FROM migrations");
      const ran = new Set(rows.map(({ name }) => name));
      return MIGRATIONS.every(({ name }) => ran.has(name)) ? undefined : NOT_MIGRATED;
    } catch (error) {
      // A table that is not there: nothing was ever migrated.
      if ((error as { code?: string }).code === "42P01") return NOT_MIGRATED;
      await this.close();
      return "the database does not answer";
    }
  }

  async #connect(): Promise<pg.Client> {
    const client = new Connection(this.#options);
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => {});
      throw error;
    }
  }
}

const NOT_MIGRATED = "the database is not migrated";
