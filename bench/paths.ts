import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const below = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const SCHEMA = below("../schema");

function flags(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(below("../package.json"), "utf8"));
  return scripts.start.match(/--\S+/g);
}

/** The product as it is shipped. */
export const MAIN = below("../dist/src/main.js");
/** What Node is given to run it, with the flags of `npm start`. */
export const STARTED = [...flags(), MAIN];
export const EMBEDDED = below("../dist/src/database/embedded/index.js");
export const LINEAGE = below("../dist/src/changes/lineage.js");
/** What a run leaves behind: the data folder of the server, and an empty folder of reports. */
export const DATA = below(".data");
export const RESULTS = below("RESULTS.md");
export const COSTS = below("COSTS.md");
export const STRAIN = below("STRAIN.md");
export const LIVE = below("LIVE.md");
export const FEDERATION = below("FEDERATION.md");
export const AUDIT = below("AUDIT.md");
/** The report that the product is shipped with. */
export const SHIPPED = below("../data/tra-vinh-2021-9m");
export const QUERIES = below("queries");
export const LOAD = below("measure/load.ts");
export const FLOOD = below("measure/flood.ts");
export const SUBSCRIBERS = below("live/subscribers.ts");
export const LOOP = below("strain/loop.ts");
export const PROBE = below("strain/probe.ts");
export const CONTENDERS = below("contenders");
export const GATEWAYS = below("gateways");
export const HIVE = below("audit/hive.ts");
/** The graph of the product's groups of domains. */
export const SUPERGRAPH = `${SCHEMA}/supergraph.graphql`;
