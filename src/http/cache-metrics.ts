import type { Service } from "../service.js";
import type { Series } from "./series.js";

/** Counts what is answered from memory, where answers are kept. */
export function addCacheMetrics(series: Series, { cache }: Service): void {
  if (!cache) return;
  series.counter(
    "cuulong_cache_lookups_total",
    "Look-ups of an answer that may be kept, by whether it was kept, or being read, and still held.",
    "result",
    () => ({ hit: cache.counts.hits, miss: cache.counts.misses }),
  );
  series.total("cuulong_cache_stored_total", "Answers that were kept.", () => cache.counts.stored);
  series.total(
    "cuulong_cache_outdated_total",
    "Kept answers that no longer held when they were looked up.",
    () => cache.counts.outdated,
  );
  series.gauge("cuulong_cache_answers", "Answers that are kept.", () => cache.size.answers);
  series.gauge("cuulong_cache_bytes", "Memory that kept answers take, in bytes.", () => cache.size.bytes);
}
