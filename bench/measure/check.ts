import { isDeepStrictEqual } from "node:util";
import { bodyOf } from "../contenders/index.ts";
import { ask, type Running } from "../contenders/process.ts";
import type { Query } from "../queries/query.ts";

/** How many different requests are compared where the requests of a query differ. */
const SAMPLES = 5;

/** Holds the answers of all contenders against those of the first; returns the bytes of one answer of each. */
export async function checkAnswers(query: Query, running: Running[]): Promise<Record<string, number>> {
  const bytes: Record<string, number> = {};
  for (let number = 0; number < SAMPLES; number++) {
    const answers = [];
    for (const { contender, url } of running) {
      const response = await ask(url, bodyOf(contender, query, number));
      const text = await response.text();
      const { data, errors } = JSON.parse(text);
      if (!response.ok || errors || !data)
        throw new Error(
          `${contender.title} fails at ${query.name}: ${response.status} ${text.slice(0, 1000)}`,
        );
      bytes[contender.name] = Buffer.byteLength(text);
      answers.push({ title: contender.title, data: query.reshape[contender.words](data) });
    }
    const [first, ...others] = answers;
    for (const other of others)
      if (!isDeepStrictEqual(first?.data, other.data)) {
        const [one, two] = excerpts(JSON.stringify(first?.data), JSON.stringify(other.data));
        throw new Error(
          `${query.name} is answered differently:\n${first?.title}: ${one}\n${other.title}: ${two}`,
        );
      }
  }
  return bytes;
}

/** What stands around the first difference. */
function excerpts(one: string, two: string): [string, string] {
  let at = 0;
  while (at < one.length && one[at] === two[at]) at++;
  const from = Math.max(0, at - 100);
  return [`… ${one.slice(from, at + 200)} …`, `… ${two.slice(from, at + 200)} …`];
}
