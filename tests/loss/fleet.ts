import { setTimeout as pause } from "node:timers/promises";
import { newFolder, type Run, run } from "../processes.js";

/** Several processes of the product on one database, each of which may be killed at any moment and is then started again. */
export class Fleet {
  readonly #members: (Run | undefined)[];
  readonly #addresses: (string | undefined)[];
  readonly #variables: Record<string, string>;
  /** All that were ever started. */
  readonly #runs: Run[] = [];
  #stopped = false;

  constructor(
    size: number,
    url: string,
    private readonly failed: (error: unknown) => void,
  ) {
    this.#members = Array.from({ length: size });
    this.#addresses = Array.from({ length: size });
    this.#variables = {
      DATABASE_URL: url,
      REPORTS_DIR: newFolder(),
      LOG_LEVEL: "error",
      POOL_SIZE: "4",
      HEARTBEAT_MS: "5000",
    };
  }

  /** Where those are that serve now. */
  get up(): { address: string }[] {
    return this.#addresses.flatMap((address) => (address ? [{ address }] : []));
  }

  /** Starts those that do not run. */
  async start(): Promise<void> {
    await Promise.all(this.#members.map((_, place) => this.#start(place)));
  }

  /** Kills one, at whatever it does, and has it started again. */
  async kill(place: number): Promise<void> {
    const member = this.#members[place];
    this.#addresses[place] = undefined;
    member?.child.kill("SIGKILL");
    await member?.exit;
    this.#members[place] = undefined;
    this.#start(place).catch(this.failed);
  }

  /** What any of them has logged as an error, but for a database that is away, and who was told so. */
  get errors(): string[] {
    const lines = this.#runs.flatMap((one) => one.stdout().split("\n").slice(0, -1));
    return lines.filter((line) => {
      const { msg, status } = JSON.parse(line);
      return msg !== "the database does not answer" && status !== 503;
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const member of this.#members) member?.child.kill("SIGTERM");
    await Promise.all(this.#members.map((member) => member?.exit));
  }

  async #start(place: number): Promise<void> {
    while (!this.#members[place] && !this.#stopped) {
      const member = run(["serve"], this.#variables);
      this.#runs.push(member);
      this.#members[place] = member;
      const address = await whereItServes(member);
      if (this.#members[place] !== member) return;
      if (address) this.#addresses[place] = address;
      else {
        // PostgreSQL was away while it started.
        this.#members[place] = undefined;
        await pause(200);
      }
    }
  }
}

/** Where a process serves, however long its start takes; undefined where it ends instead. */
async function whereItServes({ child, output }: Run): Promise<string | undefined> {
  while (child.exitCode === null && child.signalCode === null) {
    const address = /GraphQL {3}(\S+)\/graphql/.exec(output())?.[1];
    if (address) return address;
    await pause(50);
  }
  return undefined;
}
