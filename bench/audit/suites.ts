import { isDeepStrictEqual } from "node:util";
import { ask } from "../contenders/process.ts";

/** A subgraph of a suite, as the audit serves it. */
export interface Subgraph {
  name: string;
  sdl: string;
  url: string;
}

/** A question of a suite, and what it should be answered; errors are left open unless they are said to come or not. */
export interface Case {
  query: string;
  expected: { data?: unknown; errors?: boolean };
}

/** What came of one question. */
export interface Outcome {
  query: string;
  passed: boolean;
  /** What came instead, in short. */
  received: string;
}

/** Who is asked, in the order of the page's columns. */
export const ASKED = ["partners joined", "cuulong gateway", "Hive as it is"] as const;

/** What came of a suite's questions, by who was asked; words where its graphs were refused. */
export interface Suite {
  id: string;
  questions: number;
  outcomes: Record<(typeof ASKED)[number], Outcome[] | string>;
}

const PATIENCE_MS = 10_000;
const SHOWN = 400;

/** The audit, served from its own checkout. */
export class Audit {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url.replace(/\/$/, "");
  }

  ids(): Promise<string[]> {
    return this.#get("ids");
  }

  subgraphs(suite: string): Promise<Subgraph[]> {
    return this.#get(`${suite}/subgraphs`);
  }

  /** The questions of a suite; each time anew, since those that write count what was written before. */
  cases(suite: string): Promise<Case[]> {
    return this.#get(`${suite}/tests`);
  }

  async #get<Answer>(path: string): Promise<Answer> {
    const response = await fetch(`${this.#url}/${path}`, { headers: { accept: "application/json" } });
    if (!response.ok) throw new Error(`${response.url} says ${response.status}.`);
    return (await response.json()) as Answer;
  }
}

/** Asks all questions of a suite, one after another. */
export async function asked(url: string, cases: Case[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { query, expected } of cases) {
    const text = await answerOf(url, query);
    outcomes.push({ query, passed: isAs(text, expected), received: text.slice(0, SHOWN) });
  }
  return outcomes;
}

async function answerOf(url: string, query: string): Promise<string> {
  const late = new Promise<string>((resolve) =>
    setTimeout(resolve, PATIENCE_MS, "no answer in time").unref(),
  );
  const answer = ask(url, JSON.stringify({ query })).then((response) => response.text(), String);
  return Promise.race([answer, late]);
}

function isAs(text: string, { data = null, errors }: Case["expected"]): boolean {
  try {
    const answer = JSON.parse(text) as { data?: unknown; errors?: unknown[] };
    const hasErrors = (answer.errors?.length ?? 0) > 0;
    return isDeepStrictEqual(answer.data ?? null, data) && (errors === undefined || hasErrors === errors);
  } catch {
    return false;
  }
}
