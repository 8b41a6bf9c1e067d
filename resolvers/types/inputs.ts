import { addInput, type Derived, inputType } from "../../schema/derived.js";
import { SortDirection } from "../../schema/enums/general.js";
import { Filters } from "../../schema/filter.js";
import { whereCodes } from "../model/columns.js";
import { choicesOf, describe, filterable, type Model, orderable } from "../model/model.js";

/** The input types of a model: how its rows are filtered and ordered, alone and through each relation. */
interface ModelInputs {
  where: Derived;
  orderBy: Derived;
  relation: Derived;
}

/** The filter and order inputs of one schema, each made once from its model. */
export class Inputs {
  readonly filters = new Filters();
  readonly #made = new Map<Model, ModelInputs>();

  of(model: Model): ModelInputs {
    const known = this.#made.get(model);
    if (known) return known;
    const made: ModelInputs = {
      where: inputType(
        `${model.name}Where`,
        `Điều kiện lọc ${model.name}: conditions that must all hold.`,
        "where",
      ),
      orderBy: inputType(`${model.name}Order`, `Thứ tự ${model.name}: exactly one field to order by.`),
      relation: inputType(
        `${model.name}Relation`,
        `Điều kiện theo liên hệ: what related ${model.name} rows must meet.`,
        "relation",
      ),
    };
    this.#made.set(model, made);
    this.#fillWhere(model, made);
    this.#fillOrder(model, made);
    fillRelation(made);
    return made;
  }

  #fillWhere(model: Model, { where }: ModelInputs): void {
    for (const { property, graphql, list, codeOf } of model.columns.values()) {
      if (!graphql) continue;
      const filter = this.filters.of(graphql.type, list, graphql.enumName);
      const words = codeOf ? whereCodes(codeOf.kind) : "";
      addInput(where, property, () => filter, graphql.description + words);
    }
    for (const [name, relation] of Object.entries(model.relations)) {
      if (!filterable(relation)) continue;
      const shape = relation.shape === "one" ? "where" : "relation";
      addInput(where, name, () => this.of(relation.target)[shape], relation.description);
    }
    addInput(where, "and", () => [where], "Và: all of these hold.");
    addInput(where, "or", () => [where], "Hoặc: at least one of these holds; none of an empty list does.");
    addInput(where, "not", () => where, "Không: this does not hold.");
    addInput(
      where,
      "isNull",
      () => Boolean,
      "Không có: of a to-one relation, whether there is no related row; rows of a list are all there.",
    );
  }

  #fillOrder(model: Model, { orderBy }: ModelInputs): void {
    for (const { property, graphql, list } of model.columns.values())
      if (graphql && !list) addInput(orderBy, property, () => SortDirection, graphql.description);
    for (const [name, relation] of Object.entries(model.relations))
      if (orderable(relation))
        addInput(orderBy, name, () => this.of(relation.target).orderBy, relation.description);
    for (const [name, choice] of choicesOf(model)) {
      const { argument } = choice.through;
      const title = `${model.name}${name.charAt(0).toUpperCase()}${name.slice(1)}Order`;
      const by = inputType(
        title,
        `Thứ tự theo ${name}: by the place of the ${name} among those of its ${argument.name}.`,
      );
      addInput(by, argument.name, () => String, describe(argument), { nullable: false });
      addInput(by, "direction", () => SortDirection, "Chiều: which way.", { nullable: false });
      addInput(orderBy, name, () => by, choice.description);
    }
  }
}

function fillRelation({ where, relation }: ModelInputs): void {
  addInput(relation, "some", () => where, "Có ít nhất một: at least one related row meets it.");
  addInput(relation, "none", () => where, "Không có: no related row meets it.");
  addInput(relation, "every", () => where, "Tất cả: every related row meets it; true where there is none.");
}
