import type { Query } from "../queries/query.ts";
import type { Outcome } from "./load.ts";

/** What was measured of one contender at one query: an outcome a repetition. */
export interface Measured {
  name: string;
  outcomes: Outcome[];
  /** CPU time of its process for each request, in milliseconds, a repetition; empty if not known. */
  cpu: number[];
  peak: number | undefined;
}

/** What was found out about one query. */
export interface Measurement {
  query: Query;
  bytes: Record<string, number>;
  measured: Measured[];
}
