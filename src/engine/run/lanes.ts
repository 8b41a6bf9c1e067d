import type { Abandonment } from "./abandonment.js";
import { type TurnBounds, Turns } from "./turns.js";

/** What requests of a lane cost at least, and how many of them there may be. */
export interface LaneBounds extends TurnBounds {
  cost: number;
}

/**
 * Requests by what they cost: heavy ones wait for each other, and so do middling ones, and together they never use all
 * connections. Light ones, such as point reads, wait for neither.
 */
export class Lanes {
  readonly heavy: Turns;
  readonly middling: Turns;

  constructor(private readonly bounds: { heavy: LaneBounds; middling: LaneBounds }) {
    this.heavy = new Turns("a heavy one", bounds.heavy);
    this.middling = new Turns("not a light one", bounds.middling);
  }

  /** Does the work of a request of some cost when its turn has come. */
  take<Result>(
    cost: number,
    abandonment: Abandonment | undefined,
    work: () => Promise<Result>,
  ): Promise<Result> {
    const { heavy, middling } = this.bounds;
    if (cost >= heavy.cost) return this.heavy.take(abandonment, work);
    return cost >= middling.cost ? this.middling.take(abandonment, work) : work();
  }
}
