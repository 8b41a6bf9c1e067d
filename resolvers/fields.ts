import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import { addListArguments, addPageArguments } from "./arguments.js";
import type { Catalogue, Root as RootField } from "./model/catalogue.js";
import type { RankedList } from "./model/declaration.js";
import { readId } from "./model/ids.js";
import {
  type Argument,
  describe,
  type Expression,
  isChoice,
  type Model,
  type Relation,
} from "./model/model.js";
import type { Context } from "./reading/context.js";
import type { Ranking } from "./sql/statement.js";
import { partnersResolver } from "./partners.js";
import { pollsOf } from "./polls.js";
import { subscriptionsOf } from "./subscriptions.js";
import { Types } from "./types/index.js";
import { valuesResolver } from "./values.js";

type Prototype = Record<string, unknown>;
type ListParameters = [
  where: object | null,
  orderBy: never[] | null,
  first: number | null,
  after: string | null,
];

/** Makes the TypeGraphQL resolvers of a catalogue: the fields of the root, and a field for each declared relation. */
export function resolversOf(catalogue: Catalogue): object[] {
  const types = new Types(catalogue);
  const root = class RootResolver {};
  Resolver()(root);
  for (const [name, field] of catalogue.roots) addRoot(root.prototype as Prototype, name, field, types);
  const others = catalogue.declarations.map((declaration) => {
    const resolver = class RelationsResolver {};
    Resolver((() => declaration.entity) as never)(resolver);
    for (const [name, relation] of Object.entries(catalogue.relationsOf(declaration)))
      addRelation(resolver.prototype as Prototype, declaration.entity.name, name, relation, types);
    for (const [name, expression] of Object.entries(declaration.options.expressions ?? {}))
      addExpression(resolver.prototype as Prototype, catalogue.modelOf(declaration.entity), name, expression);
    return resolver;
  });
  return [
    root,
    valuesResolver(),
    partnersResolver(),
    pollsOf(catalogue, types),
    subscriptionsOf(catalogue, types),
    ...others,
  ];
}

function addRoot(prototype: Prototype, name: string, field: RootField, types: Types): void {
  if (field.ranked) addRanked(prototype, name, field, field.ranked, types);
  else if (field.shape === "many") addList(prototype, name, field, types);
  else addLookUp(prototype, name, field);
}

function addList(prototype: Prototype, name: string, field: RootField, types: Types): void {
  const { model } = field;
  prototype[name] = (...parameters: [...ListParameters, Context]) => {
    const [where, orderBy, first, after, { loaders }] = parameters;
    return loaders.list(model, { where, orderBy, first, after });
  };
  const description = `${field.term} Filtered, ordered and paged. ${exampleOf(name, field)}`;
  const query = Query((() => types.connectionOf(model)) as never, { nullable: true, description });
  (query as PropertyDecorator)(prototype, name);
  const next = addListArguments(prototype, name, model, types);
  Ctx()(prototype, name, next);
}

function addLookUp(prototype: Prototype, name: string, { model, term }: RootField): void {
  prototype[name] = (id: string, { loaders }: Context) => loaders.row(model, readId(id));
  const description = `${term} One by its id; null when there is none.`;
  (Query((() => model.entity) as never, { nullable: true, description }) as PropertyDecorator)(
    prototype,
    name,
  );
  Arg("id", () => ID, { description: "Mã định danh: its id, as nodes { id } of its list gives it." })(
    prototype,
    name,
    0,
  );
  Ctx()(prototype, name, 1);
}

function addRanked(
  prototype: Prototype,
  name: string,
  field: RootField,
  list: RankedList,
  types: Types,
): void {
  const { model } = field;
  const own = Object.keys(list.arguments);
  prototype[name] = (...parameters: unknown[]) => {
    const [first, after, context] = parameters.slice(own.length) as [number, string | null, Context];
    const args = Object.fromEntries(own.map((argument, index) => [argument, parameters[index]]));
    return context.loaders.list(model, { first, after }, list.rank(args) as Ranking);
  };
  const description = `${field.term} ${exampleOf(name, field)}`;
  const query = Query((() => types.connectionOf(model)) as never, { nullable: true, description });
  (query as PropertyDecorator)(prototype, name);
  addOwnArguments(prototype, name, list.arguments);
  addPageArguments(prototype, name, own.length, { defaultValue: list.first });
  Ctx()(prototype, name, own.length + 2);
}

/** What one may ask of a list of the root, which a test asks. */
const exampleOf = (name: string, { example }: RootField): string => `Ví dụ: \`{ ${name}${example} }\``;

/** Adds a field that is computed of a row's columns. */
function addExpression(prototype: Prototype, model: Model, name: string, expression: Expression): void {
  const own = Object.keys(expression.arguments);
  prototype[name] = (...parameters: unknown[]) => {
    const [row, { loaders }] = parameters.slice(own.length) as [object, Context];
    const args = Object.fromEntries(own.map((argument, index) => [argument, parameters[index]]));
    return loaders.computed(model, name, row, args);
  };
  const { type, description } = expression;
  const field = FieldResolver((() => type) as never, { nullable: true, description });
  (field as PropertyDecorator)(prototype, name);
  addOwnArguments(prototype, name, expression.arguments);
  Root()(prototype, name, own.length);
  Ctx()(prototype, name, own.length + 1);
}

/** Adds the arguments that a field declares, as its first parameters. */
function addOwnArguments(prototype: Prototype, name: string, declared: Record<string, Argument>): void {
  Object.entries(declared).forEach(([argument, { type, list, ...options }], index) => {
    Arg(argument, (() => (list ? [type] : type)) as never, options)(prototype, name, index);
  });
}

/** Adds a relation's field to the type that the resolver class resolves. */
function addRelation(
  prototype: Prototype,
  owner: string,
  name: string,
  relation: Relation,
  types: Types,
): void {
  const { target, shape, description, pick } = relation;
  const row = () => (pick === undefined ? target.entity : target.columns.get(pick)?.graphql?.type);
  const type = {
    one: row,
    part: row,
    list: () => [target.entity],
    many: () => types.connectionOf(target),
  }[shape];
  const field = FieldResolver(type as never, {
    nullable: (shape === "one" || shape === "part") && !relation.required,
    description,
  });
  (field as PropertyDecorator)(prototype, name);
  if (shape === "many") {
    prototype[name] = (...parameters: [...ListParameters, object, Context]) => {
      const [where, orderBy, first, after, from, { loaders }] = parameters;
      return loaders.many(relation, `${owner}.${name}`, from, { where, orderBy, first, after });
    };
    const next = addListArguments(prototype, name, target, types);
    Root()(prototype, name, next);
    Ctx()(prototype, name, next + 1);
    return;
  }
  if (isChoice(relation)) {
    const { argument } = relation.through;
    prototype[name] = (value: string, from: object, { loaders }: Context) =>
      loaders.chosen(relation, `${owner}.${name}`, from, value);
    const { defaultValue } = argument;
    const words = describe(argument);
    const options = { description: words, ...(defaultValue !== undefined && { defaultValue }) };
    Arg(argument.name, () => String, options)(prototype, name, 0);
    Root()(prototype, name, 1);
    Ctx()(prototype, name, 2);
    return;
  }
  prototype[name] = (from: object, { loaders }: Context) =>
    shape === "list" ? loaders.whole(relation, `${owner}.${name}`, from) : loaders.one(relation, from);
  Root()(prototype, name, 0);
  Ctx()(prototype, name, 1);
}
