import { unwatchFile, watchFile } from "node:fs";
import type { ExecutionResult } from "graphql";
import type { Logger } from "pino";
import { ReportError } from "../../schema/errors.js";
import type { Config } from "../config.js";
import type { Limits } from "../limits/index.js";
import type { Beyond } from "../operation/beyond.js";
import type { RequestContext } from "../operation/context.js";
import type { OperationRequest } from "../operation/request.js";
import { ask } from "./asking.js";
import { readPartnersFile } from "./file.js";
import { Generation, type Host, type Ready, Unfit } from "./generation.js";
import type { GraphOptions, JoinedPartner } from "./messages.js";
import type { OwnPart, Whole } from "./own.js";
import { type PartnerStatus, Statuses } from "./statuses.js";
import { hashOf, keyOf, Wanted } from "./wanted.js";

/** What partners are joined with. */
export interface PartnersOptions {
  config: Config["partners"] & { file: string };
  limits: Limits;
  answerBytes: number;
  /** Our graph as a subgraph, and the schema that clients know. */
  own: GraphOptions["own"];
  part: OwnPart;
  /** Is called when documents may no longer be answered as they were. */
  changed(): void;
  log: Logger;
}

/** A joined graph while it is in service. */
interface Current {
  generation: Generation;
  /** The partners in it, by what is the same for those that are joined alike. */
  keys: ReadonlyMap<string, string>;
  ready: Ready;
}

/** How often it is looked whether the file has changed. */
const LOOK_MS = 500;
/** What is said of an operation whose partners have left since it was found to be theirs. */
const NOBODY = "No partner is joined at the moment.";

/** The partners of a process: joins them as the file says, and has operations answered that ask for what is theirs. */
export class Partners implements Beyond {
  readonly statuses: Statuses;
  /** How often what is joined has changed. */
  swaps = 0;
  readonly #wanted: Wanted;
  readonly #host: Host;
  #current: Current | undefined;
  #overridden: ReadonlySet<string> = new Set();
  /** What was refused last, which is not tried again as it is. */
  #refused = "";
  #work: Promise<void> = Promise.resolve();
  #again = false;
  #stopped = false;
  #timer: NodeJS.Timeout | undefined;
  readonly #retiring = new Set<Promise<void>>();

  constructor(private readonly options: PartnersOptions) {
    const { config, log, part } = options;
    this.statuses = new Statuses(log);
    this.#wanted = new Wanted(this.statuses, config.environment, log);
    this.#host = {
      own: (asking, spent, whole) => part.answer(asking, spent, whole as Whole | undefined),
      called: (call) => this.statuses.called(call),
    };
  }

  get joined(): boolean {
    return this.#current !== undefined;
  }

  get overridden(): ReadonlySet<string> {
    return this.#overridden;
  }

  /** Joins the partners of the file, and from then on whatever changes of it; resolves when the first have been joined, or not. */
  async start(): Promise<void> {
    const { file, refreshSeconds } = this.options.config;
    watchFile(file, { interval: LOOK_MS, persistent: false }, () => void this.refresh());
    this.#timer = setInterval(() => void this.refresh(), refreshSeconds * 1000).unref();
    await this.refresh();
  }

  /** Looks at the file and asks partners for their graphs; resolves when what has changed is in service, or was refused. */
  refresh(): Promise<void> {
    if (this.#again || this.#stopped) return this.#work;
    this.#again = true;
    this.#work = this.#work.then(async () => {
      this.#again = false;
      if (!this.#stopped) await this.#refresh();
    });
    return this.#work;
  }

  execute(request: OperationRequest, context: RequestContext): Promise<ExecutionResult> {
    return ask(this.generation, request, context, this.options.limits.cost);
  }

  /** The graph that answers what comes now. Throws where no partner is joined any more. */
  get generation(): Generation {
    if (!this.#current) throw new ReportError("GRAPHQL_VALIDATION_FAILED", NOBODY);
    return this.#current.generation;
  }

  /** What is known of each partner. */
  get list(): PartnerStatus[] {
    return this.statuses.all;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    unwatchFile(this.options.config.file);
    clearInterval(this.#timer);
    await this.#work;
    await this.#current?.generation.end();
    await Promise.all(this.#retiring);
  }

  async #refresh(): Promise<void> {
    try {
      const set = readPartnersFile(this.options.config.file);
      this.statuses.keep(new Set(Object.keys(set)));
      for (const [name, { paused }] of Object.entries(set))
        if (paused) this.statuses.set(name, "PAUSED", { schemaHash: null, lastError: null });
      await this.#join(await this.#wanted.of(set));
    } catch (error) {
      // Whatever is wrong with the file, those that are joined stay so.
      this.options.log.warn({ reason: (error as Error).message }, "partners are not changed");
    }
  }

  /** Has some partners joined instead of those that are, unless they do not fit. */
  async #join(partners: readonly JoinedPartner[]): Promise<void> {
    if (partners.length === 0) return this.#swap(undefined);
    const keys = new Map(partners.map((partner) => [partner.name, keyOf(partner)]));
    const key = textOf(keys);
    if (key === this.#refused) return;
    if (this.#current && key === textOf(this.#current.keys)) return this.#say(partners, this.#current.ready);
    const { own, limits, answerBytes } = this.options;
    const leavesOut = this.#current === undefined;
    try {
      const options = { own, limits, answerBytes, partners, leavesOut };
      const { generation, ready } = await Generation.start(options, this.#host);
      this.#refused = "";
      this.#swap({ generation, keys, ready });
      this.#say(partners, ready, true);
    } catch (error) {
      if (!(error instanceof Unfit)) throw error;
      this.#refused = key;
      for (const [name, own] of keys)
        if (this.#current?.keys.get(name) !== own)
          this.statuses.set(name, "REFUSED", { lastError: error.message });
    }
  }

  #say(partners: readonly JoinedPartner[], { joined, left }: Ready, isNew = false): void {
    for (const { name, sdl } of partners)
      if (joined.includes(name) && (isNew || !this.statuses.isJoined(name)))
        this.statuses.set(name, "JOINED", { schemaHash: hashOf(sdl), lastError: null });
    for (const { partner, reasons } of left)
      this.statuses.set(partner, "REFUSED", { schemaHash: null, lastError: reasons.join("\n") });
  }

  /** Has what comes from now on answered by another graph; what is under way is finished by the one before. */
  #swap(next: Current | undefined): void {
    const before = this.#current;
    if (!before && !next) return;
    this.swaps += 1;
    this.#current = next;
    this.#overridden = new Set(next?.ready.overridden);
    this.options.changed();
    if (next) void next.generation.exited.then(() => this.#lost(next));
    if (!before) return;
    const retiring = before.generation.retire(this.options.config.drainSeconds * 1000);
    this.#retiring.add(retiring);
    void retiring.then(() => this.#retiring.delete(retiring));
  }

  /** Joins anew what a thread held that has ended unasked. */
  #lost(lost: Current): void {
    if (this.#current !== lost || this.#stopped) return;
    this.options.log.error("the thread of the joined graph has ended; it is joined anew");
    this.#swap(undefined);
    void this.refresh();
  }
}

const textOf = (keys: ReadonlyMap<string, string>): string => JSON.stringify(Array.from(keys));
