import type { Api } from "../schema.js";
import { withEntities } from "./entities.js";
import { EVERY, Ownership } from "./ownership.js";
import { Parts, type Sliced } from "./parts.js";
import { rebuilt } from "./rebuilt.js";
import { subgraphSdl } from "./sdl.js";

/** An API that other services compose with theirs: what some domains answer, with the fields by which gateways ask for it. */
export interface Slice extends Api {
  /** Its schema as it is composed with others; made when it is first asked for. */
  readonly sdl: string;
}

/**
 * What some domains answer of the whole API: a part of its schema, with the same resolvers and models. Throws a StartError
 * for domains that there are not.
 */
export function sliceOf(api: Api, domains: readonly string[]): Slice {
  const ownership = new Ownership(api);
  ownership.check(domains);
  const own = new Set(domains);
  const parts = new Parts(api.schema, ownership, own);
  const plain = rebuilt(api.schema, parts);
  // Where no other slice is needed, nothing is answered elsewhere, and nobody else may come to answer it.
  const isWhole = own.size === ownership.domains.size;
  let sdl: string | undefined;
  const text = (): string => {
    sdl ??= subgraphSdl(plain, {
      keyOf: (type) => {
        if (!ownership.entity(type)) return undefined;
        return parts.resolvable.has(type) ? "resolvable" : "mentioned";
      },
      isShared: (type, field) =>
        !isWhole && field !== "id" && parts.ownerOf(api.schema.getType(type) as Sliced, field) === EVERY,
    });
    return sdl;
  };
  return {
    catalogue: api.catalogue,
    schema: withEntities(plain, api.catalogue, Array.from(parts.resolvable), text),
    get sdl() {
      return text();
    },
  };
}

/** All domains as one subgraph, to which others are joined. */
export function wholeSlice(api: Api): Slice {
  const domains = new Set(Array.from(api.catalogue.models, ({ domain }) => domain));
  return sliceOf(api, Array.from(domains));
}
