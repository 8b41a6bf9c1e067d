import { Arg, Ctx, FieldResolver, ID, Int, Query, Root } from "type-graphql";
import { type Ordered, Sourced, Thing } from "../entities/base.js";
import { THINGS } from "../entities/index.js";
import { snake } from "../entities/naming.js";
import { connectionOf, PAGE } from "../schema/page.js";
import type { Context } from "./reading/context.js";
import { inputsOf } from "./types/inputs.js";
import { columnsOf, declareModel, type Entity, type Model, modelOf, type Relation } from "./model/model.js";
import { declareRoot, readId } from "./root.js";
import { SOURCE_RELATIONS, THING_RELATIONS } from "./thing.relations.js";

/** What a domain says of one of its entities. */
export interface CollectionOptions {
  /** What the entity is, Vietnamese term first: the description of its root fields. */
  term: string;
  relations?: Record<string, Relation>;
  current?: string;
  view?: true;
  /** The entity whose columns are filtered and ordered by, where that is another one. */
  columns?: Entity;
  /** The properties whose values may be added; every Decimal unless said otherwise. */
  measures?: string[];
  guard?: Model["guard"];
  breakdown?: Model["breakdown"];
}

type Prototype = Record<string, unknown>;
type Parameters = [where: object | null, orderBy: never[] | null, first: number | null, after: string | null];

/**
 * Gives a resolver class all that the API offers of an entity: the list and the look-up at the root, and a field for
 * each of its relations. Filter, order and connection types are derived from the entity's columns and relations.
 */
export function Collection(entity: Entity, options: CollectionOptions): ClassDecorator {
  return (resolver) => {
    const prototype = resolver.prototype as Prototype;
    const model = declareFields(prototype, entity, options);
    addList(prototype, model, manyNameOf(entity), options.term);
    addLookUp(prototype, model, options.term);
  };
}

/** The same for an entity that is only reached through others: relations, without a list and a look-up at the root. */
export function Fields(entity: Entity, options: Omit<CollectionOptions, "term">): ClassDecorator {
  return (resolver) => {
    declareFields(resolver.prototype as Prototype, entity, options);
  };
}

/** The relations that an entity has because of what it is. */
function inheritedBy(entity: Entity): Record<string, Relation> {
  if (entity.prototype instanceof Thing) return THING_RELATIONS;
  return entity.prototype instanceof Sourced ? SOURCE_RELATIONS : {};
}

/** Adds relations to an interface, and so to every type that implements it. */
export function Relations(owner: Entity, relations: Record<string, Relation>): ClassDecorator {
  return (resolver) => {
    for (const [name, relation] of Object.entries(relations))
      addRelation(resolver.prototype as Prototype, owner.name, name, relation);
  };
}

function declareFields(
  prototype: Prototype,
  entity: Entity,
  options: Omit<CollectionOptions, "term">,
): Model {
  const { current, view, guard, breakdown, relations = {} } = options;
  const columns = columnsOf(options.columns ?? entity);
  const decimals = Array.from(columns.values()).filter(({ cast }) => cast === "numeric");
  const inherited = inheritedBy(entity);
  const reachable = Object.entries({ ...inherited, ...relations }).filter(([, { from }]) =>
    columns.has(from),
  );
  for (const [name, relation] of Object.entries(relations))
    addRelation(prototype, entity.name, name, relation);
  return declareModel({
    entity,
    name: entity.name,
    table: snake(entity.name),
    columns,
    relations: Object.fromEntries(reachable),
    order: (entity as Ordered).order ?? [],
    key: (entity as Ordered).key ?? ["id"],
    measures: options.measures ?? decimals.map(({ property }) => property),
    ...(current && { current }),
    ...(view && { view }),
    ...(guard && { guard }),
    ...(breakdown && { breakdown }),
  });
}

/** The root list of an entity: a thing's is named with its kind, any other's is its name with an s. */
function manyNameOf(entity: Entity): string {
  const kind = Object.values(THINGS).find((thing) => thing.entity === entity);
  return kind?.many ?? `${camel(entity.name)}s`;
}

const camel = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

function addList(prototype: Prototype, model: Model, name: string, term: string): void {
  const method = `${name}List`;
  prototype[method] = (...parameters: [...Parameters, Context]) => {
    const [where, orderBy, first, after, { loaders }] = parameters;
    return loaders.list(model, { where, orderBy, first, after });
  };
  declareRoot(name, { model, shape: "many" });
  const type = () => connectionOf(model.entity, model.name);
  const query = Query(type as never, {
    name,
    nullable: true,
    description: `${term} Filtered, ordered and paged.`,
  });
  (query as PropertyDecorator)(prototype, method);
  const next = addListArguments(prototype, method, model.entity);
  Ctx()(prototype, method, next);
}

function addLookUp(prototype: Prototype, model: Model, term: string): void {
  const name = camel(model.name);
  const method = `${name}LookUp`;
  prototype[method] = (id: string, { loaders }: Context) => loaders.row(model.entity, readId(id));
  declareRoot(name, { model, shape: "one" });
  const description = `${term} One by its id; null when there is none.`;
  const query = Query((() => model.entity) as never, { name, nullable: true, description });
  (query as PropertyDecorator)(prototype, method);
  Arg("id", () => ID, { description: "Mã định danh: its id." })(prototype, method, 0);
  Ctx()(prototype, method, 1);
}

/** Adds a relation's field to the type that the resolver class resolves. */
export function addRelation(prototype: Prototype, owner: string, name: string, relation: Relation): void {
  const { target, shape, description, pick } = relation;
  const connection = () => connectionOf(target, target.name);
  const row = () => (pick === undefined ? target : modelOf(target).columns.get(pick)?.graphql?.type);
  const type = { one: row, part: row, list: () => [target], many: connection }[shape];
  const field = FieldResolver(type as never, {
    nullable: (shape === "one" || shape === "part") && !relation.required,
    description,
  });
  (field as PropertyDecorator)(prototype, name);
  if (shape === "many") {
    prototype[name] = (...parameters: [...Parameters, object, Context]) => {
      const [where, orderBy, first, after, row, { loaders }] = parameters;
      return loaders.many(relation, `${owner}.${name}`, row, { where, orderBy, first, after });
    };
    const next = addListArguments(prototype, name, target);
    Root()(prototype, name, next);
    Ctx()(prototype, name, next + 1);
    return;
  }
  prototype[name] = (row: object, { loaders }: Context) =>
    shape === "list" ? loaders.whole(relation, `${owner}.${name}`, row) : loaders.one(relation, row);
  Root()(prototype, name, 0);
  Ctx()(prototype, name, 1);
}

/** Adds where, orderBy, first and after; returns the index of the next parameter. */
function addListArguments(prototype: Prototype, method: string, target: Entity): number {
  const where = () => inputsOf(target).where;
  const orderBy = () => [inputsOf(target).orderBy];
  const words = {
    where: "Điều kiện: only rows that meet it.",
    orderBy: "Thứ tự: by the first item, ties by the next; at last by id.",
    first: `Số lượng: how many nodes the page holds, at most ${PAGE.max}.`,
    after: "Sau con trỏ: only rows behind this cursor.",
  };
  Arg("where", where as never, { nullable: true, description: words.where })(prototype, method, 0);
  Arg("orderBy", orderBy as never, { nullable: true, description: words.orderBy })(prototype, method, 1);
  const first = { nullable: true, description: words.first, defaultValue: PAGE.default };
  Arg("first", () => Int, first)(prototype, method, 2);
  Arg("after", () => String, { nullable: true, description: words.after })(prototype, method, 3);
  return 4;
}
