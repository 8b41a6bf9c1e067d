import type { Page } from "../changes/log.js";
import type { ChangeReader } from "../changes/reader.js";
import type { Config } from "../config.js";
import { Cache } from "../engine/cache.js";

/** A cache that is handed what changes. */
export function cacheOf(changes: ChangeReader, config: Pick<Config, "cache">): Cache {
  const cache = new Cache(changes, config.cache);
  const take = ({ changes: taken }: Page) => cache.take(new Set(taken.map(({ entity }) => entity)));
  // Whoever asks it has the log looked at.
  changes.listen({ take, reset: () => cache.forget() }, false);
  return cache;
}
