import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { Config } from "../config.js";
import { StartError } from "../errors.js";
import { Supergraph } from "../federation/supergraph.js";
import { Gateway } from "../gateway/index.js";
import { Reachable } from "../gateway/reachable.js";
import { openDoor } from "../http/door.js";
import { addGatewayMetrics } from "../http/gateway-metrics.js";
import { createLog } from "../log.js";
import { signalToStop } from "../signals.js";
import { toOperator } from "./output.js";

/** Serves what subgraphs answer together, until a signal comes: a supergraph's file, and where each subgraph is. */
export async function serveGateway([file = "", ...places]: readonly string[], config: Config): Promise<void> {
  const stop = signalToStop();
  stop.addEventListener("abort", () => toOperator("Stopping."));
  const supergraph = new Supergraph(textOf(file));
  const addresses = addressesOf(supergraph.subgraphs, places);
  const log = createLog(config.logLevel);
  const gateway = await Gateway.start(supergraph.located(addresses), config, log);
  const reachable = new Reachable(addresses);
  const server = await openDoor(
    {
      service: gateway,
      schema: gateway.runtime.schema,
      unreadiness: () => reachable.reason(),
      addMetrics: (series) => addGatewayMetrics(series, gateway),
      close: async () => {},
    },
    config,
    log,
  );
  const { planner } = gateway.runtime;
  log.info({ planner, subgraphs: Object.fromEntries(addresses) }, "the gateway plans over its subgraphs");
  toOperator(
    `GraphQL   ${server.address}/graphql\nGraphiQL  ${server.address}/graphiql\nHealth    ${server.address}/healthz, /readyz`,
  );
  if (!stop.aborted) await once(stop, "abort");
  const impatience = setTimeout(() => process.exit(1), config.shutdownSeconds * 1000);
  await server.close();
  clearTimeout(impatience);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new StartError(`The supergraph cannot be read: ${(error as Error).message}`);
  }
}

/** Where each subgraph is, as given or else as the supergraph has it. Throws a StartError that lists every mistake. */
function addressesOf(subgraphs: ReadonlyMap<string, string>, places: readonly string[]): Map<string, string> {
  const addresses = new Map(subgraphs);
  const mistakes: string[] = [];
  for (const place of places) {
    const [, name, address = ""] = /^([^=]+)=(.*)$/s.exec(place) ?? [];
    if (name === undefined) mistakes.push(`A subgraph's place is name=address, not ${place}.`);
    else if (!subgraphs.has(name)) mistakes.push(`The supergraph has no subgraph ${name}.`);
    else addresses.set(name, address);
  }
  for (const [name, address] of addresses)
    if (address === "")
      mistakes.push(`It is not known where the subgraph ${name} is: give ${name}=http://….`);
    else if (!isAddress(address))
      mistakes.push(
        `The subgraph ${name} must be at an http or https URL without a password, not ${address}.`,
      );
  if (mistakes.length > 0)
    throw new StartError(
      [...mistakes, `Its subgraphs are ${Array.from(subgraphs.keys()).join(", ")}.`].join("\n"),
    );
  return addresses;
}

function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && username === "" && password === "";
}
