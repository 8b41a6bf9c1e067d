import type { Gateway } from "../gateway/index.js";
import type { Series } from "./series.js";
import { addPlacesMetrics } from "./subscription-metrics.js";

/** What is counted of a gateway. */
export function addGatewayMetrics(series: Series, { execution, subscriptions: { places } }: Gateway): void {
  const {
    preparations,
    planning: { counts },
  } = execution;
  series.counter(
    "cuulong_plan_lookups_total",
    "Look-ups of an operation in the form that is planned, by whether it was kept.",
    "result",
    () => ({ hit: preparations.counts.hits, miss: preparations.counts.misses }),
  );
  series.total("cuulong_planned_total", "Operations that subgraphs were asked for.", () => counts.planned);
  series.total(
    "cuulong_plans_exhausted_total",
    "Operations that were refused because planning them took too long.",
    () => counts.exhausted,
  );
  addPlacesMetrics(series, places);
}
