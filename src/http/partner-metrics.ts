import type { Service } from "../service.js";
import type { Series } from "./series.js";

/** What is counted of partners. */
export function addPartnerMetrics(series: Series, { partners }: Service): void {
  if (!partners) return;
  const by = (count: (name: string) => number | undefined) => () => {
    const values = partners.list.flatMap(({ name }) => {
      const value = count(name);
      return value === undefined ? [] : [[name, value] as const];
    });
    return Object.fromEntries(values);
  };
  const { statuses } = partners;
  for (const [outcome, words] of [
    ["answered", "that were answered"],
    ["failed", "that failed, or whose answer was of no use"],
    ["not made", "that were not made because the partner is left alone for a while"],
  ] as const)
    series.counter(
      `cuulong_partner_calls_${outcome.replace(" ", "_")}_total`,
      `Calls to partners ${words}.`,
      "partner",
      () => Object.fromEntries(Array.from(statuses.counts, ([name, counts]) => [name, counts[outcome]])),
    );
  series.gauges(
    "cuulong_partner_joined",
    "Whether a partner's graph is a part of the schema: 1 where it is, also while its calls fail.",
    "partner",
    by((name) => (statuses.isJoined(name) ? 1 : 0)),
  );
  series.gauges(
    "cuulong_partner_latency_seconds",
    "How long a partner's calls took lately.",
    "partner",
    by((name) => {
      const latency = partners.list.find((one) => one.name === name)?.latency;
      return latency == null ? undefined : latency / 1000;
    }),
  );
  series.total("cuulong_partner_swaps_total", "How often what is joined has changed.", () => partners.swaps);
}
