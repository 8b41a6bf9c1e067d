import type { GraphQLFormattedError } from "graphql";
import type { EngineContext, Executes } from "../engine/execution.js";
import type { RequestOptions } from "../operation/context.js";
import type { Gathering } from "./gathering.js";

/** How rows are read. */
export interface RowReader {
  engine: Executes;
  createContext(options?: RequestOptions): EngineContext;
  /** What clients see of an error. */
  format(error: unknown): GraphQLFormattedError;
  /** The most that one statement may cost. */
  mostCost: number;
  /** Does work when it is its turn. */
  turn<Result>(work: () => Promise<Result>): Promise<Result>;
  /** What asks for the rows of several who are told of one change; absent where everyone asks alone. */
  gathering?: Gathering;
}

/** What is asked of the rows has no meaning. */
export class Refused extends Error {
  constructor(readonly errors: readonly GraphQLFormattedError[]) {
    super();
  }
}
