import { Field, InputType } from "type-graphql";
import { SortDirection } from "../schema/enums/general.js";
import { filterOf } from "../schema/filter.js";
import { type Entity, filterable, type Model, modelOf, type Relation } from "./model.js";

/** The input types of a model: how its rows are filtered and ordered, alone and through each relation. */
interface Inputs {
  where: object;
  orderBy: object;
  relation: object;
}

const inputs = new Map<Entity, Inputs>();

/** The inputs of an entity, made once from its model. */
export function inputsOf(entity: Entity): Inputs {
  const known = inputs.get(entity);
  if (known) return known;
  const model = modelOf(entity);
  const made: Inputs = {
    where: input(`${model.name}Where`, `Điều kiện lọc ${model.name}: conditions that must all hold.`),
    orderBy: input(`${model.name}Order`, `Thứ tự ${model.name}: exactly one field to order by.`),
    relation: input(
      `${model.name}Relation`,
      `Điều kiện theo liên hệ: what related ${model.name} rows must meet.`,
    ),
  };
  inputs.set(entity, made);
  fillWhere(model, made);
  fillOrder(model, made);
  fillRelation(made);
  return made;
}

function input(name: string, description: string): { prototype: object } {
  const made = class {};
  InputType(name, { description })(made);
  return made;
}

function field(to: object, name: string, type: () => unknown, description: string): void {
  Field(type as never, { nullable: true, description })((to as { prototype: object }).prototype, name);
}

const orderable = (relation: Relation): boolean => relation.shape === "one" && filterable(relation);

function fillWhere(model: Model, { where }: Inputs): void {
  for (const { property, graphql, list } of model.columns.values()) {
    if (!graphql) continue;
    const filter = filterOf(graphql.type, list, graphql.enumName);
    field(where, property, () => filter, graphql.description);
  }
  for (const [name, relation] of Object.entries(model.relations)) {
    if (!filterable(relation)) continue;
    const shape = relation.shape === "one" ? "where" : "relation";
    field(where, name, () => inputsOf(relation.target)[shape], relation.description);
  }
  field(where, "and", () => [where], "Và: all of these hold.");
  field(where, "or", () => [where], "Hoặc: at least one of these holds; none of an empty list does.");
  field(where, "not", () => where, "Không: this does not hold.");
}

function fillOrder(model: Model, { orderBy }: Inputs): void {
  for (const { property, graphql, list } of model.columns.values())
    if (graphql && !list) field(orderBy, property, () => SortDirection, graphql.description);
  for (const [name, relation] of Object.entries(model.relations))
    if (orderable(relation))
      field(orderBy, name, () => inputsOf(relation.target).orderBy, relation.description);
}

function fillRelation({ where, relation }: Inputs): void {
  field(relation, "some", () => where, "Có ít nhất một: at least one related row meets it.");
  field(relation, "none", () => where, "Không có: no related row meets it.");
  field(relation, "every", () => where, "Tất cả: every related row meets it; true where there is none.");
}
