import type { Service } from "../service.js";
import type { Series } from "./series.js";

/** What is counted of subscriptions. */
export function addSubscriptionMetrics(series: Series, { subscriptions: { hub } }: Service): void {
  series.gauge("cuulong_subscriptions", "Subscriptions that are open.", () => hub.open);
  series.gauge(
    "cuulong_subscription_groups",
    "Different things that they ask; each is worked out once for all who ask it.",
    () => hub.groups,
  );
  series.total(
    "cuulong_subscription_answers_total",
    "Answers that were sent to them.",
    () => hub.counts.sent,
  );
  series.total(
    "cuulong_subscriptions_slow_total",
    "Clients that were let go because they did not read.",
    () => hub.counts.slow,
  );
}
