import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createGatewayRuntime } from "@graphql-hive/gateway-runtime";
import { unifiedGraphHandler } from "@graphql-hive/router-runtime";
import http from "@graphql-mesh/transport-http";

/** Hive's runtime as it comes, planning in Rust, over the subgraphs of the supergraph in a file. */
const runtime = createGatewayRuntime({
  supergraph: readFileSync(String(process.argv[2]), "utf8"),
  unifiedGraphHandler: unifiedGraphHandler as never,
  transports: { http },
  logging: false,
  maskedErrors: false,
});
createServer(runtime).listen(Number(process.env.PORT), "127.0.0.1");
process.once("SIGTERM", () => process.exit(0));
