import type { Places } from "../live/places.js";
import type { Service } from "../service.js";
import type { Series } from "./series.js";

/** What is counted of subscriptions. */
export function addSubscriptionMetrics(
  series: Series,
  { subscriptions: { hub, live, places } }: Service,
): void {
  addPlacesMetrics(series, places);
  series.gauge(
    "cuulong_subscription_groups",
    "Different things that they ask; each is worked out once for all who ask it.",
    () => hub.groups,
  );
  series.gauge(
    "cuulong_live_queries",
    "Different live queries; each is executed once for all who watch it.",
    () => live.size,
  );
  series.total("cuulong_live_executions_total", "Executions of them.", () => live.counts.executions);
}

/** What is counted of the clients of subscriptions, whatever answers them. */
export function addPlacesMetrics(series: Series, places: Places): void {
  series.gauge("cuulong_subscriptions", "Subscriptions and live queries that are open.", () => places.taken);
  series.total(
    "cuulong_subscription_answers_total",
    "Answers that were sent to them.",
    () => places.counts.sent,
  );
  series.total(
    "cuulong_subscriptions_slow_total",
    "Clients that were let go because they did not read.",
    () => places.counts.slow,
  );
}
