import type { Loaders } from "./loaders.js";

/** What one request may touch; the process makes it. */
export interface Context {
  loaders: Loaders;
}
