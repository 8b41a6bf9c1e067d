import { ReportError } from "../../schema/errors.js";
import { Patience } from "./patience.js";
import type { Preparations, Prepared } from "./preparations.js";

/** For so long, what took too long to plan is not tried again. */
const HOPELESS_MS = 5_000;

const tooLong = (): ReportError =>
  new ReportError("TIMED_OUT", "The query takes too long to plan; ask for less in one request.");

/** Has operations planned and asked, whose plans take no longer than they may. */
export class Planning {
  readonly counts = { planned: 0, exhausted: 0 };

  constructor(
    private readonly preparations: Preparations,
    private readonly milliseconds: number,
  ) {}

  /**
   * Has the library ask what was prepared; `leaves` is handed what ends it when nobody waits any more, and returns how to take
   * that back. Throws TIMED_OUT where planning takes too long, and for a while at once where it did.
   */
  async ask<Outcome>(
    prepared: Prepared,
    run: (patience: Patience) => Promise<Outcome>,
    leaves?: (end: () => void) => () => void,
  ): Promise<Outcome> {
    if (performance.now() < prepared.hopelessUntil) throw tooLong();
    const patience = new Patience(this.milliseconds);
    const stay = leaves?.(() => patience.abandon());
    this.counts.planned += 1;
    try {
      return await Promise.race([run(patience), patience.exhaustion]);
    } catch (error) {
      // The library keeps what a plan came to, even a failure.
      this.preparations.renew(prepared);
      if (!patience.exhausted) throw error;
      prepared.hopelessUntil = performance.now() + HOPELESS_MS;
      this.counts.exhausted += 1;
      throw tooLong();
    } finally {
      patience.end();
      stay?.();
    }
  }
}
