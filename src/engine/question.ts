import { createHash } from "node:crypto";
import type { ExecutionResult } from "graphql";

/** A question whose answer may be kept. */
export interface Question {
  key: string;
  /** What its answer is read from. */
  tables: ReadonlySet<string>;
  /** Answers it, and says when its statement is about to begin. */
  read(begin: () => void): Promise<ExecutionResult>;
  /** Whether what was read is a whole answer, and anyone's. */
  isWhole(): boolean;
}

/** Longer keys are kept as their hash. */
const LONGEST_KEY = 500;

/** What tells a question from all others: the plan that answers it, and what is bound. */
export function keyOf(plan: number, values: readonly unknown[]): string {
  const key = `${plan} ${JSON.stringify(values)}`;
  return key.length <= LONGEST_KEY ? key : createHash("sha256").update(key).digest("base64");
}
