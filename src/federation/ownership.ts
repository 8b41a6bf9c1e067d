import type { GraphQLInterfaceType } from "graphql";
import { Thing } from "../../entities/base.js";
import type { Model } from "../../resolvers/model/model.js";
import { OF_THE_PROCESS, VALUES } from "../../resolvers/model/values.js";
import { StartError } from "../errors.js";
import type { Api } from "../schema.js";

/** Answered by every slice in which its type stands. */
export const EVERY = Symbol("every slice");

/** Who answers a field: the slices with one domain, or every one. */
export type Owner = string | typeof EVERY;

/** Which domain answers which field of the whole API. A field of which this does not follow has no owner, and no slice is made. */
export class Ownership {
  /** The domains that there are. */
  readonly domains: ReadonlySet<string>;
  readonly #models: ReadonlyMap<string, Model>;
  readonly #thing: Model;
  /** What every thing has. */
  readonly #shared: ReturnType<GraphQLInterfaceType["getFields"]>;

  constructor(private readonly api: Api) {
    const models = Array.from(api.catalogue.models);
    this.#models = new Map(models.map((model) => [model.name, model]));
    this.domains = new Set(models.map(({ domain }) => domain));
    this.#thing = api.catalogue.modelOf(Thing);
    this.#shared = (api.schema.getType(Thing.name) as GraphQLInterfaceType).getFields();
  }

  /** Throws a StartError for what is no domain. */
  check(domains: readonly string[]): void {
    const unknown = domains.filter((domain) => !this.domains.has(domain));
    if (unknown.length > 0 || domains.length === 0)
      throw new StartError(
        `${domains.length === 0 ? "A subgraph has a domain at least" : `There is no domain ${unknown.join(", ")}`}; there are ${Array.from(this.domains).join(", ")}.`,
      );
  }

  /** The models that are found by their ids: what a type of the schema with such a name is an entity of. */
  get entities(): Model[] {
    return Array.from(this.#models.values()).filter((model) => this.entity(model.name));
  }

  /** The model of a type that is an entity. */
  entity(type: string): Model | undefined {
    const model = this.#models.get(type);
    return model !== this.#thing && model?.columns.get("id")?.graphql ? model : undefined;
  }

  /** Who answers a field of a root. */
  ofRoot(name: string): Owner {
    const { roots, polled, followed } = this.api.catalogue;
    // It is of the snapshot that the rest of an answer is read from, so whoever answers the rest answers it.
    if (VALUES.has(name) || OF_THE_PROCESS.has(name)) return EVERY;
    const pages = polled.get(name);
    const model = pages?.all
      ? this.#thing
      : (pages?.followed[0] ?? roots.get(name) ?? followed.get(name))?.model;
    if (!model) throw new Error(`No domain owns the field ${name} of the root.`);
    return model.domain;
  }

  /** Who answers a field of an entity, or of an interface: what every thing has. */
  of(type: string, name: string): Owner {
    const model = this.entity(type) ?? this.#thing;
    const isShared =
      name in this.#shared && (model === this.#thing || model.entity.prototype instanceof Thing);
    const relation = model.relations[name];
    if (name === "id" || (isShared && !relation)) return EVERY;
    // What leads to things of any kind too, so that the interface stands in one subgraph: of one that stands in several, planners
    // take every selection apart by kinds, and by the kinds below each again.
    if (relation?.target === this.#thing) return this.#thing.domain;
    // What leads to many is of the domain that they are of, so that their connection, groups and inputs stand in one place.
    if (relation?.shape === "many") return relation.target.domain;
    // Where a thing is mentioned is asked of one subgraph alone: Apollo's planner tries all combinations of those that could answer it.
    return isShared ? this.#thing.domain : model.domain;
  }
}
