import type { Logger } from "pino";
import type { Called, Outcome } from "./messages.js";

/** Whether a partner's fields can be asked for, and why not. */
export type PartnerState = "JOINED" | "FAILING" | "PAUSED" | "REFUSED" | "UNREACHABLE";

/** What is known of a partner. */
export interface PartnerStatus {
  name: string;
  state: PartnerState;
  /** Since when it is so. */
  since: Date;
  /** The SHA-256 of its graph, as it is joined; null where it is not. */
  schemaHash: string | null;
  /** What went wrong last; without secrets. */
  lastError: string | null;
  /** How long its calls took lately, in milliseconds; null before the first. */
  latency: number | null;
}

/** How its calls have ended so far. */
export type Counts = Record<Outcome, number>;

/** How much of the latency a new call makes. */
const WEIGHT = 0.2;

/** What is known of all partners; each change of a state is a line in the log. */
export class Statuses {
  readonly #statuses = new Map<string, PartnerStatus>();
  readonly #counts = new Map<string, Counts>();

  constructor(private readonly log: Logger) {}

  get all(): PartnerStatus[] {
    return Array.from(this.#statuses.values()).sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** How calls have ended, by partner; those of partners that are gone too, since a counter does not go back. */
  get counts(): ReadonlyMap<string, Counts> {
    return this.#counts;
  }

  /** Whether its graph is joined as it was wanted last, however its calls end. */
  isJoined(name: string): boolean {
    const state = this.#statuses.get(name)?.state;
    return state === "JOINED" || state === "FAILING";
  }

  set(
    name: string,
    state: PartnerState,
    more: Partial<Pick<PartnerStatus, "schemaHash" | "lastError">> = {},
  ): void {
    const before = this.#statuses.get(name);
    const { schemaHash = before?.schemaHash ?? null, lastError = before?.lastError ?? null } = more;
    const same = before?.state === state;
    const since = same ? before.since : new Date();
    this.#statuses.set(name, { name, state, since, schemaHash, lastError, latency: before?.latency ?? null });
    if (same && before.schemaHash === schemaHash && before.lastError === lastError) return;
    const level = state === "JOINED" || state === "PAUSED" ? "info" : "warn";
    this.log[level](
      { partner: name, state, schemaHash, ...(level === "warn" && { reason: lastError }) },
      "partner",
    );
  }

  /** Takes what a call came to. */
  called({ partner, outcome, milliseconds, leftAlone, turned, error }: Called): void {
    const counts = this.#counts.get(partner) ?? { answered: 0, failed: 0, "not made": 0 };
    counts[outcome] += 1;
    this.#counts.set(partner, counts);
    const status = this.#statuses.get(partner);
    if (!status) return;
    if (outcome !== "not made")
      status.latency =
        status.latency === null ? milliseconds : status.latency + WEIGHT * (milliseconds - status.latency);
    if (error !== undefined && outcome === "failed") status.lastError = error;
    if (turned && this.isJoined(partner)) this.set(partner, leftAlone ? "FAILING" : "JOINED");
  }

  /** Forgets those that are not among some names. */
  keep(names: ReadonlySet<string>): void {
    for (const name of Array.from(this.#statuses.keys()))
      if (!names.has(name)) {
        this.#statuses.delete(name);
        this.log.info({ partner: name, state: "REMOVED" }, "partner");
      }
  }
}
