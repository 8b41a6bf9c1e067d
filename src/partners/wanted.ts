import { createHash } from "node:crypto";
import type { Logger } from "pino";
import { unavailable } from "./failure.js";
import type { JoinedPartner } from "./messages.js";
import { Partner } from "./partner.js";
import { type Environment, headersOf } from "./secrets.js";
import type { PartnerSet } from "./settings.js";
import type { Statuses } from "./statuses.js";

/** The longest SDL that is composed. */
const LONGEST = 2 * 1024 * 1024;

/** What says what a partner's graph is. */
const SERVICE = "query { _service { sdl } }";

/** A partner whose graph is not known yet. */
type Unjoined = Omit<JoinedPartner, "sdl">;

/** Finds out which graphs are to be joined: asks partners for theirs, and remembers what they were. */
export class Wanted {
  /** The graphs of partners, by where they were had from. */
  readonly #known = new Map<string, string>();

  constructor(
    private readonly statuses: Statuses,
    private readonly environment: Environment,
    private readonly log: Logger,
  ) {}

  /**
   * The partners of a set whose graphs are known. One that is away has the graph that it had before; one that never had any is
   * left out until it answers. Throws a StartError for secrets that are not there.
   */
  async of(set: PartnerSet): Promise<JoinedPartner[]> {
    const options = activeOf(set, this.environment);
    const graphs = await Promise.all(options.map((one) => this.#graphOf(one)));
    return options.flatMap((one, at) => {
      const sdl = graphs[at];
      return sdl === undefined ? [] : [{ ...one, sdl }];
    });
  }

  async #graphOf(options: Unjoined): Promise<string | undefined> {
    const { name, url } = options;
    const place = `${name} ${url}`;
    try {
      const sdl = await graphOf(options);
      this.#known.set(place, sdl);
      return sdl;
    } catch (error) {
      const { message } = error as Error;
      const known = this.#known.get(place);
      if (known === undefined)
        this.statuses.set(name, "UNREACHABLE", { lastError: message, schemaHash: null });
      else this.log.warn({ partner: name, reason: message }, "partner did not say its graph");
      return known;
    }
  }
}

/** The partners of a set that are not paused, with what they are sent. Throws a StartError for secrets that are not there. */
export const activeOf = (set: PartnerSet, environment: Environment): Unjoined[] =>
  Object.entries(set).flatMap(([name, settings]) =>
    settings.paused ? [] : [{ ...settings, name, headers: headersOf(name, settings, environment) }],
  );

/** Asks a partner for its graph; throws a PartnerFailure where it does not say any. */
export async function graphOf(options: Unjoined): Promise<string> {
  const partner = new Partner(options);
  try {
    return await sdlOf(partner);
  } finally {
    partner.close();
  }
}

async function sdlOf(partner: Partner): Promise<string> {
  const { data, errors } = await partner.ask({ query: SERVICE, idempotent: true });
  const sdl = (data?._service as { sdl?: unknown } | null | undefined)?.sdl;
  if (typeof sdl !== "string")
    throw unavailable(
      `it does not say its graph: ${errors[0]?.message ?? "{ _service { sdl } } has no text"}`,
    );
  if (sdl.length > LONGEST) throw unavailable(`its graph has more than ${LONGEST} characters`);
  return sdl;
}

export const hashOf = (sdl: string): string => createHash("sha256").update(sdl).digest("hex");

/** What is the same for partners that are joined alike. */
export function keyOf({ name, url, headers, sdl, ...settings }: JoinedPartner): string {
  const { limits, allowPrivate, forwardAuthorization, mayOverride } = settings;
  return hashOf(
    JSON.stringify([name, url, headers, sdl, limits, allowPrivate, forwardAuthorization, mayOverride]),
  );
}
