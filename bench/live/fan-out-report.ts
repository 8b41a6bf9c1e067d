import { bracketed, fixed, spreadOf } from "../measure/statistics.ts";
import type { FanOutResult } from "./fan-out.ts";
import { over } from "./race.ts";
import { type Kept, met, table } from "./table.ts";

const MOST = {
  single: 1 / 3,
  burst: 1 / 8,
  kilobytes: 40,
  p50: 30,
  p99: 100,
  listened: 1.2,
  alone: 0.2,
  poller: 1.5,
};

/** Its bars, and what was measured of subscribers. */
export function fanOutSection({ result, circumstances }: Kept<FanOutResult>): string {
  const { crowds, idle } = result;
  const crowdOf = ({ subscribers, selections }: FanOutResult["crowds"][number]) =>
    `${subscribers.toLocaleString("en")} subscribers, ${selections === 1 ? "one selection" : `${selections} selections`}`;
  const bars = crowds.flatMap((crowd) => {
    const { ours, plain } = crowd;
    const [single, burst] = [over(ours.single, plain.single), over(ours.burst, plain.burst)];
    const [p50, p99] = [spreadOf(ours.p50), spreadOf(ours.p99)];
    const memory = Math.max(ours.opened, ours.after);
    const name = crowdOf(crowd);
    return [
      [
        `${name}: CPU of a delivery at most 1/3 of plain`,
        bracketed(single),
        met(single.median <= MOST.single),
      ],
      [`${name}: in bursts at most 1/8 of plain`, bracketed(burst), met(burst.median <= MOST.burst)],
      [
        `${name}: at most ${MOST.kilobytes} kB a subscriber`,
        `${fixed(memory, 1)} kB`,
        met(memory <= MOST.kilobytes),
      ],
      [
        `${name}: p50 from commit to client at most ${MOST.p50} ms`,
        `${bracketed(p50)} ms`,
        met(p50.median <= MOST.p50),
      ],
      [`${name}: p99 at most ${MOST.p99} ms`, `${bracketed(p99)} ms`, met(p99.median <= MOST.p99)],
    ];
  });
  const idleBars = idle.flatMap(({ listeners, share, poller }) => {
    const most = listeners > 0 ? MOST.listened : MOST.alone;
    const name =
      listeners === 0
        ? "nobody listening"
        : listeners === 1
          ? "one listener"
          : `${listeners.toLocaleString("en")} listeners`;
    return [
      [`idle, ${name}: at most ${most} % of a core`, `${fixed(share * 100, 2)} %`, met(share * 100 <= most)],
      [
        `idle, ${name}: at most ${MOST.poller} × a process that only asks PostgreSQL as often`,
        `${fixed(share / poller, 2)} (of ${fixed(poller * 100, 2)} %)`,
        met(share / poller <= MOST.poller),
      ],
    ];
  });
  return `
## Subscribers

${circumstances}

The plain server is graphql-ws over an in-memory publisher ([contenders/pubsub.ts](contenders/pubsub.ts)), which each change is announced to.
Both hold all their connections at the same time; changes are single, or ten rows in one transaction.

${table(["bar", "measured", ""], [...bars, ...idleBars])}

${table(
  [
    "",
    "server",
    "CPU of a delivery, µs",
    "in bursts, µs",
    "p50, ms",
    "p99, ms",
    "kB a subscriber, connected",
    "kB, after all changes",
  ],
  crowds.flatMap((crowd) =>
    [crowd.ours, crowd.plain].map(({ title, single, burst, p50, p99, opened, after }) => [
      crowdOf(crowd),
      title,
      ...[single, burst, p50, p99].map((figures) => bracketed(spreadOf(figures))),
      fixed(opened, 1),
      fixed(after, 1),
    ]),
  ),
)}
`;
}
