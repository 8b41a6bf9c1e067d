import type { Config } from "../config.js";
import { domainsIn } from "../federation/groups.js";
import { type Slice, sliceOf } from "../federation/slice.js";
import { createApi } from "../schema.js";
import { serve } from "./serve.js";

/** What is served under some names: of domains, or of groups of them. Throws a StartError for other names. */
export const sliceNamed = (names: readonly string[]): Slice => sliceOf(createApi(), domainsIn(names));

/** Serves some domains as a subgraph, until a signal comes. */
export async function subgraph(names: readonly string[], config: Config): Promise<void> {
  const slice = sliceNamed(names);
  // A webhook may ask for what other subgraphs answer: whoever serves every domain delivers it.
  await serve({ ...config, webhooks: { ...config.webhooks, on: false } }, slice);
}
