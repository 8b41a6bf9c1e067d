import type pg from "pg";
// @ts-expect-error The driver has no types for this, with which it writes values of JavaScript as those of PostgreSQL.
import utils from "pg/lib/utils.js";
import { LimitError } from "../../../schema/errors.js";
import type { Bytes, RowTaker, Wire } from "./raw-rows.js";

/** A statement to run. */
export interface Run {
  text: string;
  values: unknown[];
  /** PostgreSQL keeps the plan of a named statement on each connection. */
  name?: string;
}

/** What is used of a driver's connection; the driver itself keeps the names of prepared statements. */
interface Connection {
  parsedStatements: Record<string, string>;
  stream: { cork(): void; uncork(): void };
  parse(message: { text: string; name: string }): void;
  bind(message: { statement: string; values: unknown[] }): void;
  execute(message: object): void;
  sync(): void;
}

/**
 * A statement of one row that is wanted as PostgreSQL writes it. The driver's own query asks for a description of the
 * columns, makes a parser for each, and copies what it is given; a point read has no time for that.
 */
export class RowQuery implements pg.Submittable, RowTaker {
  readonly row: Promise<Bytes[]>;
  readonly name: string;
  readonly text: string;
  readonly #values: unknown[];
  #resolve!: (row: Bytes[]) => void;
  #reject!: (reason: unknown) => void;
  #taken: Bytes[] = [];
  #refusal: LimitError | undefined;

  constructor(
    { name = "", text, values }: Run,
    private readonly wire: Wire,
    readonly mostBytes: number,
  ) {
    this.name = name;
    this.text = text;
    this.#values = values.map(utils.prepareValue);
    this.row = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  submit(driver: unknown): void {
    const connection = driver as Connection;
    this.wire.taker = this;
    connection.stream.cork();
    if (!this.name || !(this.name in connection.parsedStatements))
      connection.parse({ name: this.name, text: this.text });
    connection.bind({ statement: this.name, values: this.#values });
    connection.execute({});
    connection.sync();
    connection.stream.uncork();
  }

  take(row: Bytes[]): void {
    this.#taken = row;
  }

  refuse(bytes: number): void {
    this.#refusal = new LimitError("answerBytes", this.mostBytes, bytes, "bytes in an answer");
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.wire.taker = undefined;
    if (this.#refusal) this.#reject(this.#refusal);
    else this.#resolve(this.#taken);
  }

  handleError(reason: unknown): void {
    this.wire.taker = undefined;
    this.#reject(reason);
  }
}
