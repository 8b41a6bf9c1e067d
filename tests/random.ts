/** What random tests start from: SEED asks the same again. */
export const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000_007);

/** Random choices that a seed makes again. */
export class Random {
  constructor(private state: number) {}

  /** A number from 0 up to 1. */
  next(): number {
    // mulberry32
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** True in such a share of cases. */
  chance(of: number): boolean {
    return this.next() < of;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)] as Item;
  }
}

/** How many operations or requests each random test tries: `SEED=… OPERATIONS=… npm test -- fuzz` tries others, or the same again. */
export const OPERATIONS = Number(process.env.OPERATIONS ?? 500);

/** How often a process is killed while subscribers are told: `LOSS_KILLS=100 npm test -- loss` is the long form. */
export const LOSS_KILLS = Number(process.env.LOSS_KILLS ?? 4);

/** How much is written while two processes keep answers: `CACHE_WRITES=10000 npm test -- cache-processes` is the long form. */
export const CACHE_WRITES = Number(process.env.CACHE_WRITES ?? 300);

/** How many rows are loaded at once under subscribers: `LOAD_ROWS=100000 npm test -- live-load` is the long form. */
export const LOAD_ROWS = Number(process.env.LOAD_ROWS ?? 10_000);

/** How many random operations are asked of each gateway: `OPERATIONS=2000 npm test -- gateways` is the long form. */
export const FEDERATED = Number(process.env.OPERATIONS ?? 60);

/**
 * How often partners join and leave under load, and how many subscribers there are meanwhile: `JOINS=100 SUBSCRIBERS=1000 npm test --
 * swaps` is the long form.
 */
export const JOINS = Number(process.env.JOINS ?? 4);
export const SUBSCRIBERS = Number(process.env.SUBSCRIBERS ?? 50);
