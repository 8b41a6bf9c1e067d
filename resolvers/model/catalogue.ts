import { type Ordered, Thing } from "../../entities/base.js";
import { THINGS } from "../../entities/index.js";
import { snake } from "../../entities/naming.js";
import { columnsOf, type Entity } from "./columns.js";
import type { Declaration, RankedList } from "./declaration.js";
import type { Model, Relation } from "./model.js";

/** What a field of the root gives: a list of a model's rows, or one by its id. */
export interface Root {
  model: Model;
  shape: "many" | "one";
  /** How the field's arguments rank the list, where they do. */
  ranked?: RankedList;
  /** What it is, Vietnamese term first. */
  term: string;
  /** Of a list: what one may ask of it, from the arguments on. */
  example: string;
}

/** What is followed by a field of the subscription's root: the changes of a model's rows. */
export interface Followed {
  model: Model;
  /** The list of the root that its rows are in. */
  list: string;
  /** What they are, Vietnamese term first. */
  term: string;
}

/** What a field of the root gives the changes of, a page at a time: the rows of one list, or of all that are followed. */
export interface Polled {
  followed: readonly Followed[];
  all: boolean;
}

/**
 * Everything that the declarations of some domains come to: a model for each entity, and the fields of the root. It is
 * made once for a schema and handed down, so that a process can hold more than one.
 */
export class Catalogue {
  readonly #models = new Map<Entity, Model>();
  readonly #roots = new Map<string, Root>();
  readonly #followed = new Map<string, Followed>();
  readonly #polled = new Map<string, Polled>();

  constructor(readonly declarations: readonly Declaration[]) {
    const own = declarations.filter(({ isInterface }) => !isInterface);
    for (const declaration of own) this.#models.set(declaration.entity, modelFor(declaration));
    for (const { entity } of own) this.#relate(this.modelOf(entity));
    const thing = this.#models.get(Thing);
    if (thing) this.#addKinds(thing);
    for (const declaration of own) this.#addRoots(declaration);
    const followed = Array.from(this.#followed.values());
    if (followed.length > 0) this.#polled.set("changes", { followed, all: true });
    for (const one of followed)
      this.#polled.set(`${camel(one.model.name)}Changes`, { followed: [one], all: false });
  }

  /** Every model, in the order of the declarations. */
  get models(): Iterable<Model> {
    return this.#models.values();
  }

  /** The fields of the root by their names. */
  get roots(): ReadonlyMap<string, Root> {
    return this.#roots;
  }

  /** The models whose changes can be followed, by the names of the fields that say so. */
  get followed(): ReadonlyMap<string, Followed> {
    return this.#followed;
  }

  /** The same for those who ask again and again. */
  get polled(): ReadonlyMap<string, Polled> {
    return this.#polled;
  }

  /** The model of an entity; throws where no domain of the catalogue declares it. */
  modelOf(entity: Entity): Model {
    const model = this.#models.get(entity);
    if (!model) throw new Error(`No domain declares ${entity.name}.`);
    return model;
  }

  /** The model of a thing's kind, which its id begins with; undefined where there is no such kind. */
  kindOf(id: string): Model | undefined {
    const prefix = id.slice(0, id.indexOf(":"));
    return Object.hasOwn(THINGS, prefix)
      ? this.#models.get(THINGS[prefix as keyof typeof THINGS].entity)
      : undefined;
  }

  /** The relations that a declaration makes itself, without those that lead out of the catalogue. */
  relationsOf({ options }: Declaration): Record<string, Relation> {
    const relations: Record<string, Relation> = {};
    for (const [name, declared] of Object.entries(options.relations ?? {})) {
      const target = this.#models.get(declared.target);
      if (target) relations[name] = { ...declared, target };
    }
    return relations;
  }

  /** A type has the relations of what it extends too, as far as it has their columns. */
  #relate(model: Model): void {
    const lineage = this.declarations.filter(
      ({ entity }) => entity === model.entity || model.entity.prototype instanceof entity,
    );
    // What is nearest comes last, and so holds.
    const depth = (entity: Entity): number =>
      lineage.filter((other) => entity.prototype instanceof other.entity).length;
    for (const declaration of lineage.sort((a, b) => depth(a.entity) - depth(b.entity)))
      for (const [name, relation] of Object.entries(this.relationsOf(declaration)))
        if (model.columns.has(relation.from)) model.relations[name] = relation;
  }

  /** A list that a kind of thing declares anew is that list through the interface too. */
  #addKinds(thing: Model): void {
    for (const [name, relation] of Object.entries(thing.relations)) {
      const kinds = Object.entries(THINGS).flatMap(([prefix, { entity }]) => {
        const anew = this.declarations.some((one) => one.entity === entity && one.options.relations?.[name]);
        const model = this.#models.get(entity);
        const own = model?.relations[name];
        return anew && model && own?.shape === "many" ? [{ prefix, model, relation: own }] : [];
      });
      if (kinds.length > 0) thing.relations[name] = { ...relation, kinds };
    }
  }

  #addRoots({ entity, options: { term, example = "", ranked = {} } }: Declaration): void {
    if (term === undefined) return;
    const model = this.modelOf(entity);
    this.#roots.set(manyNameOf(entity), { model, shape: "many", term, example });
    this.#roots.set(camel(model.name), { model, shape: "one", term, example });
    // What is computed or entered by triggers is not in the log of changes.
    if (!model.view && entity !== Thing)
      this.#followed.set(`${camel(model.name)}Changed`, { model, list: manyNameOf(entity), term });
    for (const [name, list] of Object.entries(ranked))
      this.#roots.set(name, {
        model,
        shape: "many",
        ranked: list,
        term: list.description,
        example: list.example,
      });
  }
}

function modelFor({ entity, domain, options }: Declaration): Model {
  const { current, view, guard, unit } = options;
  const columns = columnsOf(options.columns ?? entity);
  const decimals = Array.from(columns.values()).filter(({ cast }) => cast === "numeric");
  return {
    entity,
    name: entity.name,
    domain,
    table: snake(entity.name),
    columns,
    relations: {},
    expressions: options.expressions ?? {},
    order: (entity as Ordered).order ?? [],
    key: (entity as Ordered).key ?? ["id"],
    measures: options.measures ?? decimals.map(({ property }) => property),
    ...(current && { current }),
    ...(view && { view }),
    ...(guard && { guard }),
    ...(unit && { unit }),
  };
}

/** The root list of an entity: a thing's is named with its kind, any other's is its name with an s. */
function manyNameOf(entity: Entity): string {
  const kind = Object.values(THINGS).find((thing) => thing.entity === entity);
  return kind?.many ?? `${camel(entity.name)}s`;
}

const camel = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
