import { HOSTILE } from "../../tests/hostile.ts";
import { announce, post, type Answer } from "../../tests/http.ts";
import type { Running } from "../contenders/process.ts";
import { type Spread, spreadOf } from "./statistics.ts";

/** What refusing a request that asks for too much costs. */
export interface Refusal {
  title: string;
  limit: string;
  /** CPU time of the server, in milliseconds. */
  cpu: Spread;
}

const TIMES = 10;

const posted = (body: object) => (url: string) => post({ address: new URL(url).origin }, body);

const REQUESTS: { title: string; limit: string; send(url: string): Promise<Answer> }[] = [
  ...HOSTILE.map(({ title, limit, query }) => ({ title, limit, send: posted({ query }) })),
  {
    title: "An `in` list of 100,000 in a variable",
    limit: "listSize",
    send: posted({
      query: "query ($ids: [ID!]) { agencies(where: { id: { in: $ids } }) { totalCount } }",
      variables: { ids: Array.from({ length: 100_000 }, (_, index) => `a:${index}`) },
    }),
  },
  {
    title: "A body of 10 MB",
    limit: "bodyBytes",
    send: (url) => announce({ address: new URL(url).origin }, 10_000_000),
  },
];

/** Sends what must be refused, one after another; throws where something is not. */
export async function measureRefusals({ url, cpu }: Running): Promise<Refusal[]> {
  const refusals: Refusal[] = [];
  for (const { title, limit, send } of REQUESTS) {
    const times: number[] = [];
    for (let time = 0; time < TIMES; time += 1) {
      const before = cpu();
      const { errors } = await send(url);
      if (errors[0]?.extensions.limit !== limit) throw new Error(`${title} is not refused by ${limit}.`);
      const after = cpu();
      if (before !== undefined && after !== undefined) times.push(after - before);
    }
    if (times.length > 0) refusals.push({ title, limit, cpu: spreadOf(times) });
  }
  return refusals;
}
