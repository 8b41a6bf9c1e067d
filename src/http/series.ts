import { Counter, Gauge, type Registry } from "prom-client";

/** Metrics whose values are kept elsewhere, and read whenever they are scraped. */
export class Series {
  constructor(private readonly registry: Registry) {}

  counter(name: string, help: string, label: string, values: () => Record<string, number>): void {
    new Counter({
      name,
      help,
      labelNames: [label],
      registers: [this.registry],
      collect() {
        this.reset();
        for (const [value, count] of Object.entries(values())) this.inc({ [label]: value }, count);
      },
    });
  }

  total(name: string, help: string, value: () => number): void {
    new Counter({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.reset();
        this.inc(value());
      },
    });
  }

  gauge(name: string, help: string, value: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.set(value());
      },
    });
  }

  gauges(name: string, help: string, label: string, values: () => Record<string, number>): void {
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers: [this.registry],
      collect() {
        this.reset();
        for (const [which, value] of Object.entries(values())) this.set({ [label]: which }, value);
      },
    });
  }
}
