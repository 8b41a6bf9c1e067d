import { addInput, type Derived, inputType } from "../../schema/derived.js";
import { SortDirection } from "../../schema/enums/general.js";
import { filterOf } from "../../schema/filter.js";
import { type Entity, filterable, type Model, modelOf, type Relation } from "../model/model.js";

/** The input types of a model: how its rows are filtered and ordered, alone and through each relation. */
interface Inputs {
  where: Derived;
  orderBy: Derived;
  relation: Derived;
}

const inputs = new Map<Entity, Inputs>();

/** The inputs of an entity, made once from its model. */
export function inputsOf(entity: Entity): Inputs {
  const known = inputs.get(entity);
  if (known) return known;
  const model = modelOf(entity);
  const made: Inputs = {
    where: inputType(`${model.name}Where`, `Điều kiện lọc ${model.name}: conditions that must all hold.`),
    orderBy: inputType(`${model.name}Order`, `Thứ tự ${model.name}: exactly one field to order by.`),
    relation: inputType(
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

/** Whether rows can be ordered and grouped by what the relation leads to. */
export const orderable = (relation: Relation): boolean => relation.shape === "one" && filterable(relation);

function fillWhere(model: Model, { where }: Inputs): void {
  for (const { property, graphql, list } of model.columns.values()) {
    if (!graphql) continue;
    const filter = filterOf(graphql.type, list, graphql.enumName);
    addInput(where, property, () => filter, graphql.description);
  }
  for (const [name, relation] of Object.entries(model.relations)) {
    if (!filterable(relation)) continue;
    const shape = relation.shape === "one" ? "where" : "relation";
    addInput(where, name, () => inputsOf(relation.target)[shape], relation.description);
  }
  addInput(where, "and", () => [where], "Và: all of these hold.");
  addInput(where, "or", () => [where], "Hoặc: at least one of these holds; none of an empty list does.");
  addInput(where, "not", () => where, "Không: this does not hold.");
}

function fillOrder(model: Model, { orderBy }: Inputs): void {
  for (const { property, graphql, list } of model.columns.values())
    if (graphql && !list) addInput(orderBy, property, () => SortDirection, graphql.description);
  for (const [name, relation] of Object.entries(model.relations))
    if (orderable(relation))
      addInput(orderBy, name, () => inputsOf(relation.target).orderBy, relation.description);
}

function fillRelation({ where, relation }: Inputs): void {
  addInput(relation, "some", () => where, "Có ít nhất một: at least one related row meets it.");
  addInput(relation, "none", () => where, "Không có: no related row meets it.");
  addInput(relation, "every", () => where, "Tất cả: every related row meets it; true where there is none.");
}
