import type { FastifyInstance } from "fastify";
import { Counter, collectDefaultMetrics, Registry } from "prom-client";
import { ERROR_STATUS } from "../../schema/errors.js";
import { compress } from "./compression.js";
import { asMetric, Durations, type Outcome } from "./durations.js";
import type { Ending } from "./ending.js";
import { Series } from "./series.js";

/** In place of an operation's name, where a request was refused before it was known. */
const NO_OPERATION = "(none)";

/** What a server counts, and Prometheus asks for at /metrics. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #durations = new Durations();
  readonly #errors: Counter;
  /** Operations that were answered without Apollo Server. */
  direct = 0;

  /** Counts requests, and what is added besides. */
  constructor(add: (series: Series, metrics: Metrics) => void) {
    this.#registry.registerMetric(asMetric(this.#durations));
    this.#errors = new Counter({
      name: "cuulong_errors_total",
      help: "Errors in answers, by their code.",
      labelNames: ["code"],
      registers: [this.#registry],
    });
    // A series that is there from the start shows the first error as an increase.
    for (const code of Object.keys(ERROR_STATUS)) this.#errors.inc({ code }, 0);
    add(new Series(this.#registry), this);
  }

  /** Counts a request that has ended. */
  readonly count = ({ request, reply, abandoned, codes }: Ending): void => {
    for (const code of codes) this.#errors.inc({ code });
    const { graphql, refusal } = request;
    if (!graphql && !(refusal && request.url.split("?", 1)[0] === "/graphql")) return;
    const { operation = NO_OPERATION, direct = false } = graphql?.trace ?? {};
    if (direct) this.direct += 1;
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
