import type { Service } from "../service.js";
import { addCacheMetrics } from "./cache-metrics.js";
import type { Metrics } from "./metrics.js";
import { addPartnerMetrics } from "./partner-metrics.js";
import type { Series } from "./series.js";
import { addSubscriptionMetrics } from "./subscription-metrics.js";
import { addWebhookMetrics } from "./webhook-metrics.js";

/** What is counted of a service. */
export function addServiceMetrics(series: Series, service: Service, metrics: Metrics): void {
  addEngine(series, service, metrics);
  addTurns(series, service);
  addDatabase(series, service);
  addKept(series, service);
  addChanges(series, service);
  addCacheMetrics(series, service);
  addSubscriptionMetrics(series, service);
  addWebhookMetrics(series, service);
  addPartnerMetrics(series, service);
}

function addEngine(series: Series, { engine }: Service, metrics: Metrics): void {
  series.counter(
    "cuulong_root_fields_total",
    "Fields of the root that were answered, by the SQL statement of their operation or by resolvers.",
    "by",
    () => ({
      statement: engine.counts.compiled,
      resolvers: engine.counts.fallbacks,
    }),
  );
  series.counter(
    "cuulong_plan_lookups_total",
    "Look-ups of an operation's compiled plan, by whether it was kept.",
    "result",
    () => ({
      hit: engine.plans.hits,
      miss: engine.plans.misses,
    }),
  );
  series.total(
    "cuulong_fast_path_answers_total",
    "Operations that the engine answered without Apollo Server.",
    () => metrics.direct,
  );
}

function addTurns(series: Series, { engine: { lanes } }: Service): void {
  for (const [lane, word] of [
    ["heavy", "Heavy"],
    ["middling", "Middling"],
  ] as const) {
    const turns = lanes[lane];
    const name = `cuulong_${lane}`;
    series.gauge(`${name}_running`, `${word} requests that are being answered.`, () => turns.running);
    series.gauge(`${name}_waiting`, `${word} requests that wait for their turn.`, () => turns.waiting);
    series.total(`${name}_refused_total`, `${word} requests that were turned away.`, () => turns.refused);
  }
}

function addDatabase(series: Series, { sessions }: Service): void {
  series.total(
    "cuulong_statements_total",
    "SQL statements that were run to answer operations.",
    () => sessions.counts.statements,
  );
  series.total(
    "cuulong_statements_cancelled_total",
    "Cancellations sent to PostgreSQL because a client had gone away.",
    () => sessions.counts.cancelled,
  );
  series.gauge(
    "cuulong_pool_connections",
    "Connections to PostgreSQL that are open.",
    () => sessions.pool.connections,
  );
  series.gauge(
    "cuulong_pool_idle_connections",
    "Open connections that nothing uses.",
    () => sessions.pool.idle,
  );
  series.gauge(
    "cuulong_pool_waiting_requests",
    "Requests for a connection that wait until one is free.",
    () => sessions.pool.waiting,
  );
}

function addKept(series: Series, { store }: Service): void {
  // All documents are looked through for these, once at each scrape.
  let sizes = store.sizes;
  series.gauge("cuulong_documents", "Documents that are kept.", () => {
    sizes = store.sizes;
    return sizes.documents;
  });
  series.gauge("cuulong_plans", "Compiled plans that are kept.", () => sizes.plans);
  series.gauge(
    "cuulong_documents_bytes",
    "Memory that the kept documents and plans are estimated to take, in bytes.",
    () => sizes.bytes,
  );
}

function addChanges(series: Series, { changes }: Service): void {
  series.total("cuulong_changes_total", "Changes of rows that were read from the log.", () => changes.count);
  series.total("cuulong_changes_looks_total", "Looks at the log of changes.", () => changes.looks);
  series.gauge(
    "cuulong_changes_lag_seconds",
    "How long ago the log of changes was last seen to its end.",
    () => (changes.seen ? (Date.now() - changes.seen.getTime()) / 1000 : Number.NaN),
  );
}
