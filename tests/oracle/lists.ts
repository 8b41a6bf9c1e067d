import {
  getNamedType,
  type GraphQLFieldMap,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
} from "graphql";
import type { Catalogue } from "../../resolvers/model/catalogue.js";
import type { Model } from "../../resolvers/model/model.js";
import type { ListAsk } from "./asks.js";
import type { Order } from "./compare.js";
import type { Samples } from "./samples.js";

type Fields = GraphQLFieldMap<unknown, unknown>;

/** The fields of a type by its name. */
export const fieldsOf = (schema: GraphQLSchema, name: string): Fields =>
  (schema.getType(name) as GraphQLObjectType).getFields();

/** The lists of the root, each with the model of its rows. */
export function rootLists(schema: GraphQLSchema, catalogue: Catalogue): { field: string; model: Model }[] {
  const models = Array.from(catalogue.models);
  return Object.values(fieldsOf(schema, "Query")).flatMap(({ name, type, args }) => {
    const model = models.find((one) => `${one.name}Connection` === getNamedType(type).name);
    return model && args.some((arg) => arg.name === "where") ? [{ field: name, model }] : [];
  });
}

/** Makes random lists. */
export class Lists {
  constructor(private readonly samples: Samples) {}

  /** A list of which nothing is asked but the ids of its nodes. */
  plain(field: string, model: Model): ListAsk {
    return {
      field,
      model,
      columns: [],
      ones: [],
      short: [],
      inner: [],
      edges: false,
      total: true,
      groups: [],
    };
  }

  /** Some of what a node has, for a list to show. */
  shown(ask: ListAsk): void {
    const { random, schema } = this.samples;
    const { model } = ask;
    const fields = Object.values(fieldsOf(schema, model.name)).filter(({ name }) => name !== "id");
    const some = (names: string[]) => names.filter(() => random.chance(0.2));
    ask.columns = some(
      fields.filter(({ type, name }) => isLeafType(getNamedType(type)) && model.columns.has(name)).map(named),
    );
    const related = fields.filter(({ name }) => model.relations[name]);
    ask.ones = some(
      related
        .filter(({ args }) => args.length === 0)
        .filter(({ name }) => model.relations[name]?.shape === "one")
        .map(named),
    );
    if (model.relations.member && random.chance(0.3)) ask.members = [this.samples.dimension()];
    ask.short = some(
      related.filter(({ type }) => isListType(isNonNullType(type) ? type.ofType : type)).map(named),
    );
  }

  /** A list of a node's relation; undefined where it has none. */
  inner(model: Model): ListAsk | undefined {
    const { random, schema } = this.samples;
    const lists = Object.values(fieldsOf(schema, model.name)).filter(
      ({ name, args }) => model.relations[name]?.shape === "many" && args.length > 0,
    );
    if (lists.length === 0) return undefined;
    const { name } = random.pick(lists);
    const relation = model.relations[name];
    return relation && this.plain(name, relation.target);
  }

  /** Some items to order by. */
  orderBy(model: Model): Order[] {
    const { random } = this.samples;
    return Array.from({ length: random.chance(0.05) ? 0 : 1 + random.below(3) }, () => this.order(model, 2));
  }

  /** One item to order by. */
  order(model: Model, depth: number): Order {
    const { random, schema } = this.samples;
    const type = schema.getType(`${model.name}Order`) as GraphQLInputObjectType;
    const fields = Object.values(type.getFields());
    const related = fields.filter((field) => isInputObjectType(field.type));
    const own = fields.filter((field) => !isInputObjectType(field.type));
    const deeper = depth > 0 && related.length > 0 && (own.length === 0 || random.chance(0.25));
    const { name } = random.pick(deeper ? related : own);
    const relation = model.relations[name];
    if (deeper && name === "member")
      return {
        member: { dimension: this.samples.dimension(), direction: random.pick(["ASC", "DESC"] as const) },
      };
    if (deeper && relation) return { [name]: this.order(relation.target, depth - 1) };
    return { [name]: random.pick(["ASC", "DESC"] as const) };
  }
}

const named = ({ name }: { name: string }): string => name;
