import { Arg, Int } from "type-graphql";
import { addInput, addOutput, type Derived, inputType, objectType } from "../../schema/derived.js";
import { ByValue, DatePart } from "../../schema/enums/statistics.js";
import { SortDirection } from "../../schema/enums/general.js";
import { filterOf, type TypeName } from "../../schema/filter.js";
import { DateSpan } from "../../schema/group.js";
import { connectionOf, PAGE } from "../../schema/page.js";
import { Decimal } from "../../schema/scalars.js";
import { isDate } from "../sql/dates.js";
import { inputsOf, orderable } from "./inputs.js";
import { type Column, type Entity, type Model, modelOf } from "../model/model.js";

/** The types by which the rows of a model are grouped. */
interface GroupTypes {
  by: Derived;
  keys: Derived;
}

type Typed = Column & { graphql: NonNullable<Column["graphql"]> };

const made = new Map<Entity, GroupTypes>();

function typesOf(entity: Entity): GroupTypes {
  const known = made.get(entity);
  if (known) return known;
  const model = modelOf(entity);
  const { name } = model;
  const types = {
    by: inputType(`${name}By`, `Nhóm theo: exactly one thing that ${name} rows are grouped by.`),
    keys: objectType(`${name}Keys`, `Khóa nhóm: what the ${name} rows of a group have in common.`),
  };
  made.set(entity, types);
  fillBy(model, types);
  fillKeys(model, types);
  return types;
}

/** Adds groups to the connection of a model, with every type that they are made of. */
export function addGroups(model: Model): void {
  const { entity, name } = model;
  const where = inputsOf(entity).where;
  const types = typesOf(entity);
  const group = objectType(`${name}Group`, `Nhóm: the ${name} rows that have their keys in common.`);
  addOutput(group, "keys", () => types.keys, "Khóa: what the rows have in common.");
  const count = "Số lượng: how many rows there are, or how many of them meet the condition.";
  measured(group, "count", () => Int, count, where);
  const distinct = objectType(`${name}Distinct`, `Số giá trị khác nhau: of each column of ${name}.`);
  for (const { property, graphql } of grouped(model))
    addOutput(distinct, property, () => Int, `${graphql.description} How many different values there are.`);
  measured(
    group,
    "countDistinct",
    () => distinct,
    "Số giá trị khác nhau: of each column, absent ones left out.",
    where,
  );
  const measures = grouped(model).filter(({ property }) => model.measures.includes(property));
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
  const ordered = grouped(model).filter(
    ({ cast }) => isDate(cast) || cast === "numeric" || cast === "integer",
  );
  for (const { property, graphql } of ordered)
    addOutput(bounds, property, () => graphql.type, graphql.description, { nullable: true });
  if (ordered.length > 0) {
    measured(group, "min", () => bounds, "Nhỏ nhất: the least value; null where no row has one.", where);
    measured(group, "max", () => bounds, "Lớn nhất: the greatest value; null where no row has one.", where);
  }
  addField(model, group, measures);
}

function addField(model: Model, group: Derived, measures: Typed[]): void {
  const { entity, name } = model;
  const connection = connectionOf(entity, name) as Derived;
  const order = inputType(`${name}GroupOrder`, `Thứ tự nhóm ${name}: exactly one thing to order by.`);
  const having = inputType(
    `${name}Having`,
    `Điều kiện nhóm ${name}: conditions on groups that must all hold.`,
  );
  addInput(order, "keys", () => inputsOf(entity).orderBy, "Khóa: by a key, which must be among by.");
  addInput(order, "count", () => SortDirection, "Số lượng: by how many rows there are.");
  addInput(having, "count", () => filterOf(Int, false, undefined), "Số lượng: how many rows there are.");
  if (measures.length > 0) {
    const numbers = inputType(`${name}NumbersOrder`, `Thứ tự: exactly one number of ${name} to order by.`);
    const conditions = inputType(
      `${name}NumbersHaving`,
      `Điều kiện: on numbers of ${name}, all of which must hold.`,
    );
    for (const { property, graphql } of measures) {
      addInput(numbers, property, () => SortDirection, graphql.description);
      addInput(conditions, property, () => filterOf(Decimal, false, undefined), graphql.description);
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
  addInput(having, "and", () => [having], "Và: all of these hold.");
  addInput(having, "or", () => [having], "Hoặc: at least one of these holds; none of an empty list does.");
  addInput(having, "not", () => having, "Không: this does not hold.");
  const groups = "Nhóm: all rows of the list, not only the page, in groups.";
  addOutput(connection, "groups", () => [group], groups);
  const { prototype } = connection;
  const by = "Nhóm theo: what the rows of a group have in common; of an empty list, all rows are one group.";
  Arg("by", (() => [typesOf(entity).by]) as never, { description: by })(prototype, "groups", 0);
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
    () => inputsOf(entity).where,
    "Điều kiện: only rows that meet it, besides the list's own.",
  );
  argument(2, "having", () => having, "Điều kiện nhóm: only groups that meet it.");
  argument(3, "orderBy", () => [order], "Thứ tự: by the first item, ties by the next; at last by the keys.");
  argument(4, "first", () => Int, `Số lượng: how many groups, at most ${PAGE.max}.`, PAGE.default);
}

/** The columns that rows can be grouped by. */
const grouped = (model: Model): Typed[] =>
  Array.from(model.columns.values()).filter(
    ({ graphql, list, alias }) => graphql && !list && !alias,
  ) as Typed[];

function fillBy(model: Model, { by }: GroupTypes): void {
  for (const { property, graphql, cast } of grouped(model))
    addInput(by, property, () => (isDate(cast) ? DatePart : ByValue), graphql.description);
  for (const [name, relation] of Object.entries(model.relations))
    if (orderable(relation)) addInput(by, name, () => typesOf(relation.target).by, relation.description);
  if (model.breakdown)
    addInput(
      by,
      "dimension",
      () => String,
      "Phân tổ: the code of a dimension, by whose members rows are grouped.",
    );
}

function fillKeys(model: Model, { keys }: GroupTypes): void {
  for (const { property, graphql, cast } of grouped(model)) {
    const type: TypeName = isDate(cast) ? DateSpan : graphql.type;
    addOutput(keys, property, () => type, graphql.description, { nullable: true });
    const part = "Phần của ngày: which, where the rows are grouped by more than one.";
    if (isDate(cast))
      Arg("part", () => DatePart, { nullable: true, description: part })(keys.prototype, property, 0);
  }
  for (const [name, relation] of Object.entries(model.relations))
    if (orderable(relation)) addOutput(keys, name, () => typesOf(relation.target).keys, relation.description);
  if (!model.breakdown) return;
  const member =
    "Thành phần: the code of the member in a dimension; null for rows that it does not break down.";
  addOutput(keys, "member", () => String, member, { nullable: true });
  const dimension = "Phân tổ: the code of the dimension, which must be among by.";
  Arg("dimension", () => String, { description: dimension })(keys.prototype, "member", 0);
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
