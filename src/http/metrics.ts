import type { FastifyInstance } from "fastify";
import { Counter, Gauge, Registry } from "prom-client";
import type { Service } from "../service.js";

/** Serves what Prometheus asks at /metrics. */
export function addMetrics(app: FastifyInstance, { engine, store }: Service): void {
  const registry = new Registry();
  const registers = [registry];
  new Counter({
    name: "cuulong_root_fields_total",
    help: "Fields of the root that were answered, by the SQL statement of their operation or by resolvers.",
    labelNames: ["by"],
    registers,
    collect() {
      this.reset();
      this.inc({ by: "statement" }, engine.counts.compiled);
      this.inc({ by: "resolvers" }, engine.counts.fallbacks);
    },
  });
  new Gauge({
    name: "cuulong_plans",
    help: "Operations whose compiled statements are kept.",
    registers,
    collect() {
      this.set(store.sizes.plans);
    },
  });
  new Gauge({
    name: "cuulong_plans_bytes",
    help: "What the kept statements take, in bytes.",
    registers,
    collect() {
      this.set(store.sizes.bytes);
    },
  });
  app.get("/metrics", async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}
