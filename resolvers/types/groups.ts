import { Arg, Int } from "type-graphql";
import { addInput, addOutput, type Derived, inputType, objectType } from "../../schema/derived.js";
import { SortDirection } from "../../schema/enums/general.js";
import { PAGE } from "../../schema/page.js";
import { Decimal } from "../../schema/scalars.js";
import type { Model } from "../model/model.js";
import { isDate } from "../sql/dates.js";
import type { Inputs } from "./inputs.js";
import { groupable, type Keys, type Typed } from "./keys.js";
import { addRatio, addRatioInputs } from "./ratio.js";

/** What a model's groups are made of besides their own types. */
interface Parts {
  connection: Derived;
  inputs: Inputs;
  keys: Keys;
}

/** Adds groups to the connection of a model, with every type that they are made of. */
export function addGroups(model: Model, parts: Parts): void {
  const { name } = model;
  const where = parts.inputs.of(model).where;
  const types = parts.keys.of(model);
  const group = objectType(`${name}Group`, `Nhóm: the ${name} rows that have their keys in common.`);
  addOutput(group, "keys", () => types.keys, "Khóa: what the rows have in common.");
  const count = "Số lượng: how many rows there are, or how many of them meet the condition.";
  measured(group, "count", () => Int, count, where);
  const distinct = objectType(`${name}Distinct`, `Số giá trị khác nhau: of each column of ${name}.`);
  for (const { property, graphql } of groupable(model))
    addOutput(distinct, property, () => Int, `${graphql.description} How many different values there are.`);
  measured(
    group,
    "countDistinct",
    () => distinct,
    "Số giá trị khác nhau: of each column, absent ones left out.",
    where,
  );
  const measures = groupable(model).filter(({ property }) => model.measures.includes(property));
  if (measures.length > 0) {
    const numbers = objectType(`${name}Numbers`, `Số tổng hợp: of each column of ${name} that may be added.`);
    for (const { property, graphql } of measures)
      addOutput(numbers, property, () => Decimal, graphql.description, { nullable: true });
    measured(group, "sum", () => numbers, "Tổng: the sum; null where no row has a value.", where);
    measured(
      group,
      "avg",
      () => numbers,
      "Trung bình: the mean, to ten decimals; null where no row has a value.",
      where,
    );
  }
  const bounds = objectType(`${name}Bounds`, `Giới hạn: of each column of ${name} that has an order.`);
  const ordered = groupable(model).filter(
    ({ cast }) => isDate(cast) || cast === "numeric" || cast === "integer",
  );
  for (const { property, graphql } of ordered)
    addOutput(bounds, property, () => graphql.type, graphql.description, { nullable: true });
  if (ordered.length > 0) {
    measured(group, "min", () => bounds, "Nhỏ nhất: the least value; null where no row has one.", where);
    measured(group, "max", () => bounds, "Lớn nhất: the greatest value; null where no row has one.", where);
  }
  const term = addRatio(model, group, measures, where);
  addField(model, group, term, measures, parts);
}

function addField(model: Model, group: Derived, term: Derived, measures: Typed[], parts: Parts): void {
  const { connection, inputs, keys } = parts;
  const { name } = model;
  const order = inputType(`${name}GroupOrder`, `Thứ tự nhóm ${name}: exactly one thing to order by.`);
  const having = inputType(
    `${name}Having`,
    `Điều kiện nhóm ${name}: conditions on groups that must all hold.`,
  );
  addInput(order, "keys", () => inputs.of(model).orderBy, "Khóa: by a key, which must be among by.");
  addInput(order, "count", () => SortDirection, "Số lượng: by how many rows there are.");
  addInput(
    having,
    "count",
    () => inputs.filters.of(Int, false, undefined),
    "Số lượng: how many rows there are.",
  );
  if (measures.length > 0) {
    const numbers = inputType(`${name}NumbersOrder`, `Thứ tự: exactly one number of ${name} to order by.`);
    const conditions = inputType(
      `${name}NumbersHaving`,
      `Điều kiện: on numbers of ${name}, all of which must hold.`,
    );
    for (const { property, graphql } of measures) {
      addInput(numbers, property, () => SortDirection, graphql.description);
      addInput(conditions, property, () => inputs.filters.of(Decimal, false, undefined), graphql.description);
    }
    const words = {
      sum: "Tổng: the sum.",
      avg: "Trung bình: the mean.",
      min: "Nhỏ nhất: the least.",
      max: "Lớn nhất: the greatest.",
    };
    for (const [fn, description] of Object.entries(words)) {
      addInput(order, fn, () => numbers, description);
      addInput(having, fn, () => conditions, description);
    }
  }
  addRatioInputs(model, term, { having, order }, () => inputs.filters.of(Decimal, false, undefined));
  addInput(having, "and", () => [having], "Và: all of these hold.");
  addInput(having, "or", () => [having], "Hoặc: at least one of these holds; none of an empty list does.");
  addInput(having, "not", () => having, "Không: this does not hold.");
  const groups = "Nhóm: all rows of the list, not only the page, in groups.";
  addOutput(connection, "groups", () => [group], groups);
  const { prototype } = connection;
  const by = "Nhóm theo: what the rows of a group have in common; of an empty list, all rows are one group.";
  Arg("by", (() => [keys.of(model).by]) as never, { description: by })(prototype, "groups", 0);
  const argument = (
    at: number,
    arg: string,
    type: () => unknown,
    description: string,
    defaultValue?: number,
  ) =>
    Arg(arg, type as never, { nullable: true, description, ...(defaultValue && { defaultValue }) })(
      prototype,
      "groups",
      at,
    );
  argument(
    1,
    "where",
    () => inputs.of(model).where,
    "Điều kiện: only rows that meet it, besides the list's own.",
  );
  argument(2, "having", () => having, "Điều kiện nhóm: only groups that meet it.");
  argument(3, "orderBy", () => [order], "Thứ tự: by the first item, ties by the next; at last by the keys.");
  argument(4, "first", () => Int, `Số lượng: how many groups, at most ${PAGE.max}.`, PAGE.default);
}

/** A field of a group that is computed of its rows, or of those that meet a condition. */
function measured(
  group: Derived,
  name: string,
  type: () => unknown,
  description: string,
  where: object,
): void {
  addOutput(group, name, type, description);
  const words = "Điều kiện: only rows that meet it.";
  Arg("where", (() => where) as never, { nullable: true, description: words })(group.prototype, name, 0);
}
