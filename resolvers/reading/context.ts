import type { Partner } from "../../schema/partner.js";
import type { Loaders } from "./loaders.js";

/** What one request may touch; the process makes it. */
export interface Context {
  loaders: Loaders;
  /** What is known of the services that are joined to this one. */
  readonly partners: readonly Partner[];
}
