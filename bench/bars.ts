import type { Refusal } from "./measure/refusals.ts";
import type { Measured } from "./measure/measured.ts";
import { bracketed, type Growth, ratioOf } from "./measure/statistics.ts";
import { ASKED } from "./queries/index.ts";
import type { Measurement } from "./measure/measured.ts";

/** One bar for all questions as people ask them. */
function asked(least: number): Record<string, number> {
  return Object.fromEntries(ASKED.map(({ name }) => [name, least]));
}

/** What the product is held to: the least ratio to another contender, by query. */
const LEAST: Record<string, Record<string, number>> = {
  // Of `groups`, and so of `everything`, nearly all is work of PostgreSQL, which is the same for both.
  postgraphile: { point: 1.5, list: 1.5, nested: 2.5, large: 2.8, groups: 1, everything: 1.1, ...asked(1.5) },
  floor: { point: 0.75, nested: 0.9, large: 0.9, everything: 0.9, ...asked(0.9) },
};
const TITLES: Record<string, string> = { postgraphile: "PostGraphile", floor: "hand-written SQL" };
/** The most that a request may cost on ten times the data, over what it costs on the data as it is. */
const MOST_GROWTH = 1.5;
/** The most CPU time that it may take to refuse a request. */
const MOST_REFUSAL_MS = 50;

/** Each bar with what was measured, and whether it is met. */
export function barsOf(measurements: Measurement[], growth: Growth[], refusals: Refusal[]): string[][] {
  const ratios = Object.entries(LEAST).flatMap(([name, bars]) =>
    Object.entries(bars).flatMap(([query, least]) => {
      const { measured } = measurements.find((one) => one.query.name === query) ?? {};
      const [ours, other] = ["cuulong", name].map((wanted) => measured?.find((one) => one.name === wanted));
      if (!ours || !other) return [];
      const ratio = ratioOf(ours, other);
      return [
        [`${query}: at least ${least} × ${TITLES[name]}`, bracketed(ratio), met(ratio.median >= least)],
      ];
    }),
  );
  const [ours, theirs] = ["cuulong", "postgraphile"].map((name) => peakOf(measurements, name));
  const memory =
    ours === undefined || theirs === undefined
      ? []
      : [
          [
            "peak memory: at most PostGraphile's",
            `${ours.toFixed(0)} MB to ${theirs.toFixed(0)} MB`,
            met(ours <= theirs),
          ],
        ];
  const costs = growth.map(({ query, cost }) => [
    `${query}: at most ${MOST_GROWTH} × the cost on ten times the data`,
    bracketed(cost),
    met(cost.median <= MOST_GROWTH),
  ]);
  const dearest = Math.max(...refusals.map(({ cpu }) => cpu.median));
  const refused =
    refusals.length === 0
      ? []
      : [
          [
            `every refusal: less than ${MOST_REFUSAL_MS} ms of CPU`,
            `${dearest.toFixed(1)} ms at most`,
            met(dearest < MOST_REFUSAL_MS),
          ],
        ];
  return [...ratios, ...memory, ...costs, ...refused];
}

const met = (is: boolean) => (is ? "met" : "**not met**");

/** The most memory that a contender held during the whole run. */
function peakOf(measurements: Measurement[], name: string): number | undefined {
  const peaks = measurements.flatMap(({ measured }) =>
    measured
      .filter((one: Measured) => one.name === name && one.peak !== undefined)
      .map(({ peak }) => peak as number),
  );
  return peaks.length > 0 ? Math.max(...peaks) : undefined;
}
