import { Arg } from "type-graphql";
import { addInput, addOutput, type Derived, inputType, objectType } from "../../schema/derived.js";
import { ByValue, DatePart } from "../../schema/enums/statistics.js";
import type { TypeName } from "../../schema/filter.js";
import { DateSpan } from "../../schema/group.js";
import type { Column } from "../model/columns.js";
import { choicesOf, describe, type Model, orderable } from "../model/model.js";
import { isDate } from "../sql/dates.js";

/** The types by which the rows of a model are grouped, and what their groups have in common. */
interface ModelKeys {
  by: Derived;
  keys: Derived;
}

/** A column that GraphQL shows. */
export type Typed = Column & { graphql: NonNullable<Column["graphql"]> };

/** The columns that rows can be grouped by. */
export const groupable = (model: Model): Typed[] =>
  Array.from(model.columns.values()).filter(
    ({ graphql, list, alias }) => graphql && !list && !alias,
  ) as Typed[];

/** The key types of one schema, each made once from its model. */
export class Keys {
  readonly #made = new Map<Model, ModelKeys>();

  of(model: Model): ModelKeys {
    const known = this.#made.get(model);
    if (known) return known;
    const { name } = model;
    const types: ModelKeys = {
      by: inputType(
        `${name}By`,
        `Nhóm theo: exactly one thing that ${name} rows are grouped by.`,
        "structure",
      ),
      keys: objectType(`${name}Keys`, `Khóa nhóm: what the ${name} rows of a group have in common.`, "keys"),
    };
    this.#made.set(model, types);
    this.#fillBy(model, types);
    this.#fillKeys(model, types);
    return types;
  }

  #fillBy(model: Model, { by }: ModelKeys): void {
    for (const { property, graphql, cast } of groupable(model))
      addInput(by, property, () => (isDate(cast) ? DatePart : ByValue), graphql.description);
    for (const [name, relation] of Object.entries(model.relations))
      if (orderable(relation)) addInput(by, name, () => this.of(relation.target).by, relation.description);
    for (const [, { through }] of choicesOf(model))
      addInput(by, through.argument.name, () => String, describe(through.argument));
  }

  #fillKeys(model: Model, { keys }: ModelKeys): void {
    for (const { property, graphql, cast } of groupable(model)) {
      const type: TypeName = isDate(cast) ? DateSpan : graphql.type;
      addOutput(keys, property, () => type, graphql.description, { nullable: true });
      const part = "Phần của ngày: which, where the rows are grouped by more than one.";
      if (isDate(cast))
        Arg("part", () => DatePart, { nullable: true, description: part })(keys.prototype, property, 0);
    }
    for (const [name, relation] of Object.entries(model.relations))
      if (orderable(relation))
        addOutput(keys, name, () => this.of(relation.target).keys, relation.description);
    for (const [name, { target, through, description: words }] of choicesOf(model)) {
      addOutput(keys, name, () => target.entity, words, { nullable: true });
      const description = `${describe(through.argument)} It must be among by.`;
      Arg(through.argument.name, () => String, { description })(keys.prototype, name, 0);
    }
  }
}
