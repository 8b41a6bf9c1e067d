import pg from "pg";

/**
 * A connection to PostgreSQL. One that breaks fails its queries, which report it; the event, which may come at any moment,
 * would end the process if nobody listened.
 */
export class Connection extends pg.Client {
  constructor(options: pg.ClientConfig) {
    super(options);
    this.on("error", () => {});
  }
}
