import { afterAll, beforeAll } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createGatewayRuntime } from "@graphql-hive/gateway-runtime";
import { unifiedGraphHandler } from "@graphql-hive/router-runtime";
import http from "@graphql-mesh/transport-http";
import { ApolloGateway } from "@apollo/gateway";
import { ApolloServer } from "@apollo/server";
import { parse } from "graphql";
import { GROUPS } from "../src/federation/groups.js";
import { Supergraph } from "../src/federation/supergraph.js";
import { PACKAGE_ROOT } from "../src/paths.js";
import { type TestDatabase, UNLIMITED } from "./harness.js";
import { post } from "./http.js";
import type { Operation } from "./operations.js";
import { addressOf, type Run, run } from "./processes.js";

/** What a gateway answers. */
export interface Given {
  data?: unknown;
  errors?: readonly { message: string }[] | undefined;
}

/** A gateway over the subgraphs of a test. */
export interface Asked {
  name: string;
  ask(operation: Operation): Promise<Given>;
}

/** The same as JSON says it; answers come from several realms. */
const plain = (given: object): Given => JSON.parse(JSON.stringify(given));

const FILE = join(PACKAGE_ROOT, "schema/supergraph.graphql");

/** The product as several processes over a test's database, and gateways before them. */
export interface Fleet {
  /** Ours with either planner, Apollo's, and Hive's runtime as it is. */
  rust: Asked;
  js: Asked;
  apollo: Asked;
  raw: Asked;
  /** Ours in Rust, as it runs, and where it listens. */
  served: Run;
  address: string;
  /** Ours that plans no longer than it does unless it is told to. */
  usual: Asked & { address: string };
  /** Everything that runs, subgraphs first. */
  runs: Run[];
}

/** Gives a test file a subgraph process a group of domains, from before its first test until after its last. */
export function useFleet(database: TestDatabase): Fleet {
  const fleet = { runs: [] } as unknown as Fleet;
  const closings: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    const env = { LOG_LEVEL: "error", CACHE_BYTES: "0", ...UNLIMITED };
    const ofDatabase = {
      ...env,
      DATABASE_URL: database.url,
      POOL_SIZE: "4",
      STATEMENT_TIMEOUT_MS: "120000",
      STALL_TIMEOUT_MS: "240000",
    };
    const subgraphs = Object.keys(GROUPS).map((group) => ({
      group,
      served: run(["subgraph", group], ofDatabase),
    }));
    fleet.runs.push(...subgraphs.map(({ served }) => served));
    const places = new Map<string, string>();
    for (const { group, served } of subgraphs) places.set(group, `${await addressOf(served)}/graphql`);
    const operands = Array.from(places, ([name, address]) => `${name}=${address}`);
    for (const planner of ["rust", "js"] as const) {
      const served = run(["gateway", FILE, ...operands], {
        ...env,
        PLANNER: planner,
        SUBGRAPH_TIMEOUT_MS: "120000",
        PLAN_TIMEOUT_MS: "5000",
      });
      fleet.runs.push(served);
      const address = await addressOf(served);
      if (planner === "rust") Object.assign(fleet, { served, address });
      fleet[planner] = {
        name: `ours, planning in ${planner}`,
        ask: async (operation) => plain(await post({ address }, operation)),
      };
    }
    const usual = run(["gateway", FILE, ...operands], env);
    fleet.runs.push(usual);
    const address = await addressOf(usual);
    fleet.usual = {
      name: "ours as it comes",
      address,
      ask: async (operation) => plain(await post({ address }, operation)),
    };
    const supergraph = new Supergraph(readFileSync(FILE, "utf8")).located(places);
    const apollo = new ApolloServer({ gateway: new ApolloGateway({ supergraphSdl: supergraph }) });
    await apollo.start();
    closings.push(() => apollo.stop());
    fleet.apollo = {
      name: "@apollo/gateway",
      async ask({ query, variables }) {
        const { body } = await apollo.executeOperation({ query, variables });
        return plain(body.kind === "single" ? body.singleResult : {});
      },
    };
    const hive = createGatewayRuntime({
      supergraph,
      unifiedGraphHandler: unifiedGraphHandler as never,
      transports: { http },
      logging: false,
      maskedErrors: false,
    });
    await hive.getSchema();
    closings.push(async () => hive.dispose());
    fleet.raw = {
      name: "Hive as it is",
      async ask({ query, variables }) {
        try {
          const { execute, schema, contextFactory } = hive.getEnveloped({});
          const contextValue = await contextFactory();
          const given = await execute({
            schema,
            document: parse(query),
            variableValues: variables,
            contextValue,
          });
          return plain(given);
        } catch (error) {
          return { errors: [{ message: (error as Error).message }] };
        }
      },
    };
  }, 240_000);
  afterAll(async () => {
    for (const close of closings) await close();
    for (const { child } of fleet.runs) child.kill("SIGTERM");
    await Promise.all(fleet.runs.map(({ exit }) => exit));
  });
  return fleet;
}
