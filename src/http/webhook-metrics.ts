import type { Service } from "../service.js";
import type { Series } from "./series.js";

/** What is counted of webhooks. */
export function addWebhookMetrics(series: Series, { webhooks }: Service): void {
  series.counter(
    "cuulong_webhook_attempts_total",
    "Attempts to deliver an event to a webhook's endpoint, by how they ended.",
    "outcome",
    () => ({ delivered: webhooks.counts.delivered, failed: webhooks.counts.failed }),
  );
  series.total(
    "cuulong_webhook_dead_letters_total",
    "Events that were given up and went to the dead letters.",
    () => webhooks.counts.givenUp,
  );
  series.total(
    "cuulong_webhook_pauses_total",
    "Webhooks that were paused because their endpoint failed for long or was gone, or what they ask was refused.",
    () => webhooks.counts.paused,
  );
  series.gauges(
    "cuulong_webhook_lag_seconds",
    "How long ago the event happened that is to be delivered, by webhook; 0 where there is none.",
    "webhook",
    () => webhooks.lags,
  );
}
