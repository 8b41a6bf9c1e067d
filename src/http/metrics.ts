import type { FastifyInstance } from "fastify";
import { Counter, collectDefaultMetrics, Registry } from "prom-client";
import { ERROR_STATUS } from "../../schema/errors.js";
import type { Service } from "../service.js";
import { addCacheMetrics } from "./cache-metrics.js";
import { compress } from "./compression.js";
import { asMetric, Durations, type Outcome } from "./durations.js";
import type { Ending } from "./ending.js";
import { Series } from "./series.js";
import { addSubscriptionMetrics } from "./subscription-metrics.js";
import { addWebhookMetrics } from "./webhook-metrics.js";

/** In place of an operation's name, where a request was refused before it was known. */
const NO_OPERATION = "(none)";

/** What a server counts, and Prometheus asks for at /metrics. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #series = new Series(this.#registry);
  readonly #durations = new Durations();
  readonly #errors: Counter;
  #direct = 0;

  constructor(service: Service) {
    this.#registry.registerMetric(asMetric(this.#durations));
    this.#errors = new Counter({
      name: "cuulong_errors_total",
      help: "Errors in answers, by their code.",
      labelNames: ["code"],
      registers: [this.#registry],
    });
    // A series that is there from the start shows the first error as an increase.
    for (const code of Object.keys(ERROR_STATUS)) this.#errors.inc({ code }, 0);
    this.#addEngine(service);
    this.#addTurns(service);
    this.#addDatabase(service);
    this.#addKept(service);
    this.#addChanges(service);
    addCacheMetrics(this.#series, service);
    addSubscriptionMetrics(this.#series, service);
    addWebhookMetrics(this.#series, service);
  }

  /** Counts a request that has ended. */
  readonly count = ({ request, reply, abandoned, codes }: Ending): void => {
    for (const code of codes) this.#errors.inc({ code });
    const { graphql, refusal } = request;
    if (!graphql && !(refusal && request.url.split("?", 1)[0] === "/graphql")) return;
    const { operation = NO_OPERATION, direct = false } = graphql?.trace ?? {};
    if (direct) this.#direct += 1;
    const outcome = abandoned ? "abandoned" : outcomeOf(operation, reply.statusCode, codes);
    this.#durations.observe(operation, outcome, direct ? "fast" : "apollo", reply.elapsedTime / 1000);
  };

  /** Serves them. */
  addTo(app: FastifyInstance): void {
    app.get("/metrics", { onSend: compress }, async (_request, reply) =>
      reply
        .type(this.#registry.contentType)
        .header("vary", "accept-encoding")
        .send(`${await this.#registry.metrics()}\n${await processMetrics().metrics()}`),
    );
  }

  #addEngine({ engine }: Service): void {
    this.#series.counter(
      "cuulong_root_fields_total",
      "Fields of the root that were answered, by the SQL statement of their operation or by resolvers.",
      "by",
      () => ({
        statement: engine.counts.compiled,
        resolvers: engine.counts.fallbacks,
      }),
    );
    this.#series.counter(
      "cuulong_plan_lookups_total",
      "Look-ups of an operation's compiled plan, by whether it was kept.",
      "result",
      () => ({
        hit: engine.plans.hits,
        miss: engine.plans.misses,
      }),
    );
    this.#series.total(
      "cuulong_fast_path_answers_total",
      "Operations that the engine answered without Apollo Server.",
      () => this.#direct,
    );
  }

  #addTurns({ engine: { lanes } }: Service): void {
    for (const [lane, word] of [
      ["heavy", "Heavy"],
      ["middling", "Middling"],
    ] as const) {
      const turns = lanes[lane];
      const name = `cuulong_${lane}`;
      this.#series.gauge(`${name}_running`, `${word} requests that are being answered.`, () => turns.running);
      this.#series.gauge(
        `${name}_waiting`,
        `${word} requests that wait for their turn.`,
        () => turns.waiting,
      );
      this.#series.total(
        `${name}_refused_total`,
        `${word} requests that were turned away.`,
        () => turns.refused,
      );
    }
  }

  #addDatabase({ sessions }: Service): void {
    this.#series.total(
      "cuulong_statements_total",
      "SQL statements that were run to answer operations.",
      () => sessions.counts.statements,
    );
    this.#series.total(
      "cuulong_statements_cancelled_total",
      "Cancellations sent to PostgreSQL because a client had gone away.",
      () => sessions.counts.cancelled,
    );
    this.#series.gauge(
      "cuulong_pool_connections",
      "Connections to PostgreSQL that are open.",
      () => sessions.pool.connections,
    );
    this.#series.gauge(
      "cuulong_pool_idle_connections",
      "Open connections that nothing uses.",
      () => sessions.pool.idle,
    );
    this.#series.gauge(
      "cuulong_pool_waiting_requests",
      "Requests for a connection that wait until one is free.",
      () => sessions.pool.waiting,
    );
  }

  #addKept({ store }: Service): void {
    // All documents are looked through for these, once at each scrape.
    let sizes = store.sizes;
    this.#series.gauge("cuulong_documents", "Documents that are kept.", () => {
      sizes = store.sizes;
      return sizes.documents;
    });
    this.#series.gauge("cuulong_plans", "Compiled plans that are kept.", () => sizes.plans);
    this.#series.gauge(
      "cuulong_documents_bytes",
      "Memory that the kept documents and plans are estimated to take, in bytes.",
      () => sizes.bytes,
    );
  }

  #addChanges({ changes }: Service): void {
    this.#series.total(
      "cuulong_changes_total",
      "Changes of rows that were read from the log.",
      () => changes.count,
    );
    this.#series.gauge(
      "cuulong_changes_lag_seconds",
      "How long ago the log of changes was last seen to its end.",
      () => (changes.seen ? (Date.now() - changes.seen.getTime()) / 1000 : Number.NaN),
    );
  }
}

function outcomeOf(operation: string, status: number, codes: readonly string[]): Outcome {
  if (codes.length === 0) return "ok";
  // That a document is not known by its hash is said with 200.
  return (status >= 400 && status < 500) || operation === NO_OPERATION ? "refused" : "errors";
}

let ofProcess: Registry | undefined;

/**
 * Memory, CPU, event loop and the like: a process has one of each, however many servers run in it. The event loop is looked at
 * from the first scrape on: to wake up for it is most of what an idle process costs.
 */
function processMetrics(): Registry {
  if (!ofProcess) {
    ofProcess = new Registry();
    collectDefaultMetrics({ register: ofProcess, eventLoopMonitoringPrecision: 50 });
  }
  return ofProcess;
}
