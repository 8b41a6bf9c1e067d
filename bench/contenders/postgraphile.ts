import { createServer } from "node:http";
import { PgAggregatesPreset } from "@graphile/pg-aggregates";
import { grafserv } from "postgraphile/grafserv/node";
import { postgraphile } from "postgraphile";
import { makePgService } from "postgraphile/adaptors/pg";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { PostGraphileConnectionFilterPreset } from "postgraphile-plugin-connection-filter";
import { pgSmartTags } from "postgraphile/utils";
import { AggregateExtras } from "./aggregate-extras.ts";

/** Links lead from things to things; that documents are things is declared in the way that its documentation describes. */
const LinkedDocuments = pgSmartTags({
  kind: "class",
  match: "public.link",
  tags: { foreignKey: ["(from_id) references document (id)", "(to_id) references document (id)"] },
});

/** PostGraphile as its documentation sets it up over node:http, for production. */
const preset: GraphileConfig.Preset = {
  extends: [PostGraphileAmberPreset, PostGraphileConnectionFilterPreset, PgAggregatesPreset],
  plugins: [AggregateExtras, LinkedDocuments],
  // Otherwise nothing could be ordered or grouped by a column without an index, such as an incident's severity.
  disablePlugins: ["PgIndexBehaviorsPlugin"],
  pgServices: [
    makePgService({
      connectionString: process.env.DATABASE_URL,
      poolConfig: { max: Number(process.env.POOL_SIZE) },
      schemas: ["public"],
      pubsub: false,
    }),
  ],
  grafserv: {
    graphiql: false,
    watch: false,
    websockets: false,
  },
  grafast: { explain: false },
  // Absent values last, as the tables' indexes of what is latest have them, and as the others are asked.
  schema: { pgOrderByNullsLast: true },
};

const server = createServer();
server.on("error", (error) => {
  throw error;
});
await postgraphile(preset).createServ(grafserv).addTo(server);
server.listen(Number(process.env.PORT), "127.0.0.1");
process.once("SIGTERM", () => process.exit(0));
