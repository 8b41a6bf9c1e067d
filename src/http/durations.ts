import type { Metric } from "prom-client";

/** How an operation was answered. */
export type Outcome = "ok" | "errors" | "refused" | "abandoned";
/** Who answered it: the engine alone, or Apollo Server. */
export type Path = "fast" | "apollo";

const NAME = "cuulong_operation_duration_seconds";
const BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** Names are the clients' own choice, so there may be any number of them. */
const MOST_NAMES = 100;
const LONGEST_NAME = 100;
const OTHER = "(other)";

/** The operations that were answered, by name, outcome and path. prom-client takes longer to find a series by its labels. */
export class Durations {
  readonly name = NAME;
  readonly #series = new Map<string, Series[]>();

  observe(operation: string, outcome: Outcome, path: Path, seconds: number): void {
    const kept = this.#of(operation);
    let series = kept.find((one) => one.outcome === outcome && one.path === path);
    if (!series) {
      series = new Series(outcome, path);
      kept.push(series);
    }
    series.observe(seconds);
  }

  /** What a registry asks of a metric. */
  async get() {
    const values = Array.from(this.#series, ([operation, kept]) =>
      kept.flatMap((series) => series.values(operation)),
    ).flat();
    const help = "How long operations took to be answered, in seconds.";
    return { name: NAME, help, type: "histogram", values, aggregator: "sum" };
  }

  reset(): void {
    this.#series.clear();
  }

  #of(operation: string): Series[] {
    const known = this.#series.get(operation);
    if (known) return known;
    const ours = operation.startsWith("(");
    if (!ours && (this.#series.size >= MOST_NAMES || operation.length > LONGEST_NAME)) return this.#of(OTHER);
    const made: Series[] = [];
    this.#series.set(operation, made);
    return made;
  }
}

/** As a registry takes it, whose types know its own classes only. */
export const asMetric = (durations: Durations): Metric => durations as unknown as Metric;

class Series {
  readonly #counts = new Array<number>(BOUNDS.length).fill(0);
  #count = 0;
  #sum = 0;

  constructor(
    readonly outcome: Outcome,
    readonly path: Path,
  ) {}

  observe(seconds: number): void {
    const bound = BOUNDS.findIndex((most) => seconds <= most);
    if (bound >= 0) this.#counts[bound] = (this.#counts[bound] ?? 0) + 1;
    this.#count += 1;
    this.#sum += seconds;
  }

  values(operation: string) {
    const labels = { operation, outcome: this.outcome, path: this.path };
    let below = 0;
    const buckets = BOUNDS.map((le, index) => {
      below += this.#counts[index] ?? 0;
      return { labels: { ...labels, le }, value: below, metricName: `${NAME}_bucket` };
    });
    return [
      ...buckets,
      { labels: { ...labels, le: "+Inf" }, value: this.#count, metricName: `${NAME}_bucket` },
      { labels, value: this.#sum, metricName: `${NAME}_sum` },
      { labels, value: this.#count, metricName: `${NAME}_count` },
    ];
  }
}
