import { composeServices } from "@theguild/federation-composition";
import { parse } from "graphql";
import { brief } from "./sdl.js";

/** A service of a federation, as it says that it is. */
export interface Subgraph {
  name: string;
  url?: string;
  sdl: string;
}

/** One graph of several services, or why they do not fit together, in the composer's own words. */
export type Composed = { supergraph: string } | { errors: string[] };

/** Composes subgraphs; takes seconds for large ones, during which nothing else runs. */
export function composed(subgraphs: readonly Subgraph[]): Composed {
  const services: Parameters<typeof composeServices>[0] = [];
  const mistakes: string[] = [];
  for (const { name, url, sdl } of subgraphs)
    try {
      services.push({ name, ...(url !== undefined && { url }), typeDefs: parse(sdl, { noLocation: true }) });
    } catch (error) {
      mistakes.push(`[${name}] ${(error as Error).message}`);
    }
  if (mistakes.length > 0) return { errors: mistakes };
  const { supergraphDocumentNode: graph, errors } = composeServices(services);
  return errors ? { errors: errors.map(({ message }) => message) } : { supergraph: brief(graph) };
}
